/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>

#define SGN_MAX_PASSWORDS 3

/* The octets one password may stand for, wiped when freed. Without a password: none and the empty
 * one, which PKCS#12 keeps apart. */
typedef struct {
  guint n_texts;
  char *texts[SGN_MAX_PASSWORDS]; /* an entry may be NULL: no password at all */
} SgnPasswords;

/* @utf8 need not end in NUL; NULL: no password. (transfer full) */
SgnPasswords *sgn_passwords_new (const char *utf8, gsize size);
void sgn_passwords_free (SgnPasswords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPasswords, sgn_passwords_free)

/* A library context of our own with the old algorithms (RC2, RC4, DES) that PKCS#12 files use; the
 * process's providers stay as they are. */
OSSL_LIB_CTX *sgn_password_get_context (void);

/* The key out of an EncryptedPrivateKeyInfo, in the default context. Errors: PFX_PASSWORD,
 * PFX_CIPHER, PFX_DAMAGED, KEY_UNSUPPORTED. (transfer full) */
EVP_PKEY *
sgn_password_open_key (const X509_SIG *sealed, const SgnPasswords *passwords, GError **error);

/* The key of a PrivateKeyInfo, in the default context. (transfer full) */
EVP_PKEY *sgn_password_take_key (PKCS8_PRIV_KEY_INFO *plain, GError **error);

/* A count of iterations that would keep us busy for minutes: PFX_DAMAGED. */
gboolean sgn_password_check_cost (const X509_ALGOR *algorithm, GError **error);

/* Sets PFX_CIPHER when OpenSSL's queue tells of an unknown algorithm, else @otherwise; empties
 * the queue. */
void sgn_password_set_error (GError **error, int otherwise);
