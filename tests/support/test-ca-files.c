/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/pem.h>
#include <openssl/provider.h>

#include "core/base/openssl.h"
#include "tests/support/test-ca.h"

static BIO *
open_file (const char *path)
{
  BIO *bio = BIO_new_file (path, "wb");

  g_assert_nonnull (bio);
  return bio;
}

static STACK_OF (X509) * to_stack (GPtrArray *certificates)
{
  STACK_OF (X509) *stack = sk_X509_new_null ();

  for (guint i = 0; certificates != NULL && i < certificates->len; i++)
    sk_X509_push (stack, sgn_certificate_get_x509 (g_ptr_array_index (certificates, i)));
  return stack;
}

static void
add_safes (STACK_OF (PKCS7) * safes,
           TestCert *leaf,
           STACK_OF (X509) * others,
           const TestPfxSpec *spec,
           int cipher,
           const char *password,
           OSSL_LIB_CTX *context)
{
  STACK_OF (PKCS12_SAFEBAG) *bags = NULL;
  int iterations = spec->iterations != 0 ? spec->iterations : 2048;

  g_assert_nonnull (PKCS12_add_cert (&bags, leaf->x509));
  for (int i = 0; i < sk_X509_num (others); i++)
    g_assert_nonnull (PKCS12_add_cert (&bags, sk_X509_value (others, i)));
  g_assert_cmpint (PKCS12_add_safe_ex (&safes,
                                       bags,
                                       spec->no_encryption ? -1 : cipher,
                                       iterations,
                                       password,
                                       context,
                                       NULL),
                   ==,
                   1);
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);
  bags = NULL;
  g_assert_nonnull (PKCS12_add_key_ex (&bags,
                                       leaf->key,
                                       0,
                                       iterations,
                                       spec->no_encryption ? -1 : cipher,
                                       password,
                                       context,
                                       NULL));
  g_assert_cmpint (PKCS12_add_safe_ex (&safes, bags, -1, 0, NULL, context, NULL), ==, 1);
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);
}

static char *
raw_password (const TestPfxSpec *spec)
{
  if (spec->password == NULL || !spec->raw)
    return g_strdup (spec->password);
  /* each octet of the UTF-8 taken for a Latin-1 character */
  return g_convert (spec->password, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

void
test_write_pfx (const char *path, TestCert *leaf, GPtrArray *others, const TestPfxSpec *spec)
{
  OSSL_LIB_CTX *context = OSSL_LIB_CTX_new ();
  OSSL_PROVIDER *base = OSSL_PROVIDER_load (context, "default");
  OSSL_PROVIDER *legacy = OSSL_PROVIDER_load (context, "legacy");
  STACK_OF (X509) *stack = to_stack (others);
  STACK_OF (PKCS7) *safes = sk_PKCS7_new_null ();
  g_autofree char *password = raw_password (spec);
  g_autoptr (BIO) bio = open_file (path);
  PKCS12 *pfx;

  g_assert_nonnull (base);
  g_assert_nonnull (legacy);
  add_safes (safes,
             leaf,
             stack,
             spec,
             spec->cipher != 0 ? spec->cipher : NID_aes_256_cbc,
             password,
             context);
  pfx = PKCS12_add_safes_ex (safes, 0, context, NULL);
  g_assert_nonnull (pfx);
  if (!spec->no_mac)
    g_assert_cmpint (PKCS12_set_mac (pfx,
                                     password,
                                     -1,
                                     NULL,
                                     0,
                                     spec->iterations != 0 ? spec->iterations : 2048,
                                     NULL),
                     ==,
                     1);
  g_assert_cmpint (i2d_PKCS12_bio (bio, pfx), ==, 1);
  PKCS12_free (pfx);
  sk_PKCS7_pop_free (safes, PKCS7_free);
  sk_X509_free (stack);
  OSSL_PROVIDER_unload (legacy);
  OSSL_PROVIDER_unload (base);
  OSSL_LIB_CTX_free (context);
}

void
test_write_pem (const char *path, GPtrArray *certificates)
{
  g_autoptr (BIO) bio = open_file (path);

  for (guint i = 0; i < certificates->len; i++) {
    X509 *x509 = sgn_certificate_get_x509 (g_ptr_array_index (certificates, i));

    g_assert_cmpint (PEM_write_bio_X509 (bio, x509), ==, 1);
  }
}

void
test_write_der (const char *path, SgnCertificate *certificate)
{
  g_autoptr (BIO) bio = open_file (path);

  g_assert_cmpint (i2d_X509_bio (bio, sgn_certificate_get_x509 (certificate)), ==, 1);
}

void
test_write_pkcs7 (const char *path, GPtrArray *certificates, gboolean pem)
{
  g_autoptr (BIO) bio = open_file (path);
  g_autoptr (PKCS7) bundle = PKCS7_new ();

  g_assert_cmpint (PKCS7_set_type (bundle, NID_pkcs7_signed), ==, 1);
  g_assert_cmpint (PKCS7_content_new (bundle, NID_pkcs7_data), ==, 1);
  for (guint i = 0; i < certificates->len; i++) {
    X509 *x509 = sgn_certificate_get_x509 (g_ptr_array_index (certificates, i));

    g_assert_cmpint (PKCS7_add_certificate (bundle, x509), ==, 1);
  }
  g_assert_cmpint (pem ? PEM_write_bio_PKCS7 (bio, bundle) : i2d_PKCS7_bio (bio, bundle), ==, 1);
}

void
test_write_key (const char *path, EVP_PKEY *key, const char *password, gboolean pem)
{
  g_autoptr (BIO) bio = open_file (path);
  const EVP_CIPHER *cipher = password != NULL ? EVP_aes_256_cbc () : NULL;
  int size = password != NULL ? (int) strlen (password) : 0;
  int done;

  if (pem)
    done = PEM_write_bio_PKCS8PrivateKey (bio, key, cipher, password, size, NULL, NULL);
  else
    done = i2d_PKCS8PrivateKey_bio (bio, key, cipher, password, size, NULL, NULL);
  g_assert_cmpint (done, ==, 1);
}
