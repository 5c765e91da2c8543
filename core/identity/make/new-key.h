/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

/* The kinds of keys that both public authorities and Windows accept for code signing. */
typedef enum {
  SGN_KEY_KIND_RSA_3072, /* "rsa-3072" */
  SGN_KEY_KIND_RSA_4096, /* "rsa-4096" */
  SGN_KEY_KIND_EC_P256,  /* "ec-p256" */
  SGN_KEY_KIND_EC_P384,  /* "ec-p384" */
  SGN_N_KEY_KINDS
} SgnKeyKind;

/* Stable words for options and JSON. (transfer none) */
const char *sgn_key_kind_to_id (SgnKeyKind kind);
gboolean sgn_key_kind_from_id (const char *id, SgnKeyKind *ret);
const char *sgn_key_kind_get_title (SgnKeyKind kind); /* "RSA 3072", "EC P-256" */

/* Generates a key; this takes seconds for RSA. Errors: KEY_FAILED. (transfer full) */
EVP_PKEY *sgn_key_new (SgnKeyKind kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Encrypts @key as PKCS #8 in PEM, with AES-256-CBC and PBKDF2 with HMAC-SHA-256. Errors:
 * PASSWORD_NEEDED, KEY_UNSUPPORTED when the key cannot be exported. (transfer full) */
GBytes *
sgn_key_seal (EVP_PKEY *key, const char *password, GError **error) G_GNUC_WARN_UNUSED_RESULT;
