/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

/* The kinds of keys that public authorities and Windows accept for code signing. */
typedef enum {
  SGN_KEY_KIND_RSA_3072, /* "rsa-3072" */
  SGN_KEY_KIND_RSA_4096, /* "rsa-4096" */
  SGN_KEY_KIND_EC_P256,  /* "ec-p256" */
  SGN_KEY_KIND_EC_P384,  /* "ec-p384" */
  SGN_N_KEY_KINDS
} SgnKeyKind;

const char *sgn_key_kind_to_id (SgnKeyKind kind);
gboolean sgn_key_kind_from_id (const char *id, SgnKeyKind *ret);
const char *sgn_key_kind_get_title (SgnKeyKind kind); /* "RSA 3072", "EC P-256" */

/* RSA takes seconds. (transfer full) */
EVP_PKEY *sgn_key_new (SgnKeyKind kind, GError **error);

/* PKCS#8 in PEM, sealed with AES-256-CBC and PBKDF2 with HMAC-SHA-256; never without a password:
 * PASSWORD_NEEDED. KEY_UNSUPPORTED for a key that cannot leave where it is. (transfer full) */
GBytes *sgn_key_seal (EVP_PKEY *key, const char *password, GError **error);
