/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>

#define SGN_MAX_PASSWORDS 3

/* The encodings in which one password is tried, wiped when freed. Without a password, both none and
 * the empty one are tried, because PKCS #12 treats them as different. */
typedef struct {
  guint n_texts;
  char *texts[SGN_MAX_PASSWORDS]; /* an entry may be NULL: no password */
} SgnPasswords;

/* @utf8 need not be NUL-terminated; NULL means no password. (transfer full) */
SgnPasswords *sgn_passwords_new (const char *utf8, gsize size) G_GNUC_WARN_UNUSED_RESULT;
void sgn_passwords_free (SgnPasswords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPasswords, sgn_passwords_free)

/* A separate OpenSSL library context with the old algorithms (RC2, RC4, DES) that PKCS #12 files
 * use. The providers of the default context stay unchanged. (transfer none) */
OSSL_LIB_CTX *sgn_password_get_context (void);

/* Decrypts an EncryptedPrivateKeyInfo; the key belongs to the default context. Errors:
 * PFX_PASSWORD, PFX_CIPHER, PFX_DAMAGED, KEY_UNSUPPORTED. (transfer full) */
EVP_PKEY *sgn_password_open_key (const X509_SIG *sealed,
                                 const SgnPasswords *passwords,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The key of a PrivateKeyInfo, in the default context. Errors: KEY_UNSUPPORTED. (transfer full) */
EVP_PKEY *sgn_password_take_key (PKCS8_PRIV_KEY_INFO *plain,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Refuses iteration counts that would take minutes. Errors: PFX_DAMAGED. */
gboolean sgn_password_check_cost (const X509_ALGOR *algorithm,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets PFX_CIPHER when OpenSSL's error queue reports an unknown algorithm, otherwise the code
 * @otherwise. Clears the queue. */
void sgn_password_set_error (GError **error, int otherwise);
