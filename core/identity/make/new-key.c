/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-new-key"

/* Generates private keys and encrypts them for files. */

#include "config.h"

#include "core/identity/make/new-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

/* What OWASP recommends for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet). */
#define ITERATIONS 600000
/* 128 bits, as NIST SP 800-132, 5.1, requires. */
#define SALT_SIZE 16

static const struct {
  const char *id;
  const char *title;
  const char *curve; /* NULL: RSA */
  gsize bits;
} kinds[SGN_N_KEY_KINDS] = {
  /* The CA/Browser Forum requires at least RSA 3072 or P-256 for code signing (Baseline
   * Requirements, 6.1.5). P-521 is allowed too, but few tokens and authorities offer it. */
  [SGN_KEY_KIND_RSA_3072] = { "rsa-3072", "RSA 3072", NULL, 3072 },
  [SGN_KEY_KIND_RSA_4096] = { "rsa-4096", "RSA 4096", NULL, 4096 },
  [SGN_KEY_KIND_EC_P256] = { "ec-p256", "EC P-256", "P-256", 256 },
  [SGN_KEY_KIND_EC_P384] = { "ec-p384", "EC P-384", "P-384", 384 },
};

const char *
sgn_key_kind_to_id (SgnKeyKind kind)
{
  g_return_val_if_fail (kind < SGN_N_KEY_KINDS, NULL);
  return kinds[kind].id;
}

gboolean
sgn_key_kind_from_id (const char *id, SgnKeyKind *ret)
{
  for (guint i = 0; i < SGN_N_KEY_KINDS; i++) {
    if (g_str_equal (kinds[i].id, id)) {
      *ret = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
sgn_key_kind_get_title (SgnKeyKind kind)
{
  g_return_val_if_fail (kind < SGN_N_KEY_KINDS, NULL);
  return kinds[kind].title;
}

EVP_PKEY *
sgn_key_new (SgnKeyKind kind, GError **error)
{
  EVP_PKEY *key;

  g_return_val_if_fail (kind < SGN_N_KEY_KINDS, NULL);

  key = kinds[kind].curve != NULL ? EVP_EC_gen (kinds[kind].curve) : EVP_RSA_gen (kinds[kind].bits);
  if (key == NULL)
    sgn_error_set_openssl (error, SGN_ERROR_KEY_FAILED, _ ("the key could not be generated"));
  return key;
}

/* PBES2 (RFC 8018, 6.2) instead of the traditional encryption in PEM, which derives the key
 * with MD5 and without iterations. Takes ownership of @plain. */
static X509_SIG *
seal (PKCS8_PRIV_KEY_INFO *plain, const char *password)
{
  X509_ALGOR *scheme = PKCS5_pbe2_set_iv (EVP_aes_256_cbc (),
                                          ITERATIONS,
                                          NULL,
                                          SALT_SIZE,
                                          NULL,
                                          NID_hmacWithSHA256);
  X509_SIG *sealed = NULL;

  if (scheme != NULL)
    sealed = PKCS8_set0_pbe (password, (int) strlen (password), plain, scheme);
  if (sealed == NULL)
    X509_ALGOR_free (scheme);
  PKCS8_PRIV_KEY_INFO_free (plain);
  return sealed;
}

static GBytes *
to_pem (X509_SIG *sealed)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long size = 0;

  if (bio != NULL && PEM_write_bio_PKCS8 (bio, sealed) == 1)
    size = BIO_get_mem_data (bio, &data);
  return size > 0 ? g_bytes_new (data, (gsize) size) : NULL;
}

GBytes *
sgn_key_seal (EVP_PKEY *key, const char *password, GError **error)
{
  PKCS8_PRIV_KEY_INFO *plain;
  X509_SIG *sealed = NULL;
  GBytes *pem = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  if (password == NULL || *password == '\0') {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PASSWORD_NEEDED,
                         _ ("the private key needs a password"));
    return NULL;
  }
  plain = EVP_PKEY2PKCS8 (key);
  if (plain != NULL)
    sealed = seal (plain, password);
  if (sealed != NULL)
    pem = to_pem (sealed);
  X509_SIG_free (sealed);
  if (pem == NULL)
    sgn_error_set_openssl (error, SGN_ERROR_KEY_UNSUPPORTED, _ ("the key cannot be exported"));
  return pem;
}
