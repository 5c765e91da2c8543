/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/make/certificate-request.h"

#include <openssl/pem.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/certificate/name.h"
#include "core/certificate/x509.h"
#include "core/identity/make/new-key.h"
#include "tests/support/test-ca.h"

/* A key elsewhere, that counts what it is asked for. */
typedef struct {
  EVP_PKEY *key;
  guint n_asked;
} Elsewhere;

static GBytes *
sign_elsewhere (gpointer data,
                SgnHash hash,
                GBytes *digest,
                GCancellable *cancellable,
                GError **error)
{
  Elsewhere *elsewhere = data;

  elsewhere->n_asked++;
  g_assert_cmpuint (g_bytes_get_size (digest), ==, sgn_hash_get_size (hash));
  return sgn_key_sign (elsewhere->key, hash, digest, cancellable, error);
}

static GBytes *
sign_nothing (gpointer data,
              SgnHash hash,
              GBytes *digest,
              GCancellable *cancellable,
              GError **error)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_KEY_FAILED, "pulled out");
  return NULL;
}

static GBytes *
request_with (EVP_PKEY *key, SgnSignFunc sign, gpointer data, GError **error)
{
  X509_NAME *name = sgn_name_parse ("CN=Größe GmbH, O=Größe GmbH, C=DE", NULL);
  GBytes *der = sgn_certificate_request_new (name, key, sign, data, NULL, error);

  X509_NAME_free (name);
  return der;
}

static void
assert_extensions (X509_REQ *request)
{
  STACK_OF (X509_EXTENSION) *extensions = X509_REQ_get_extensions (request);
  EXTENDED_KEY_USAGE *usages = X509V3_get_d2i (extensions, NID_ext_key_usage, NULL, NULL);
  int critical = 0;
  ASN1_BIT_STRING *usage = X509V3_get_d2i (extensions, NID_key_usage, &critical, NULL);

  g_assert_cmpint (sk_ASN1_OBJECT_num (usages), ==, 1);
  g_assert_cmpint (OBJ_obj2nid (sk_ASN1_OBJECT_value (usages, 0)), ==, NID_code_sign);
  g_assert_cmpint (critical, ==, 1);
  g_assert_cmpint (ASN1_BIT_STRING_get_bit (usage, 0), ==, 1);
  g_assert_cmpint (ASN1_BIT_STRING_get_bit (usage, 2), ==, 0);
  ASN1_BIT_STRING_free (usage);
  EXTENDED_KEY_USAGE_free (usages);
  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
}

static void
test_kinds (void)
{
  for (SgnKeyKind kind = 0; kind < SGN_N_KEY_KINDS; kind++) {
    g_autoptr (EVP_PKEY) key = sgn_key_new (kind, NULL);
    Elsewhere elsewhere = { key, 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) der = request_with (key, sign_elsewhere, &elsewhere, &error);
    g_autofree char *subject = NULL;
    const unsigned char *data;
    X509_REQ *request;

    g_assert_no_error (error);
    g_assert_cmpuint (elsewhere.n_asked, ==, 1);
    data = g_bytes_get_data (der, NULL);
    request = d2i_X509_REQ (NULL, &data, (long) g_bytes_get_size (der));
    g_assert_cmpint (X509_REQ_verify (request, key), ==, 1);
    g_assert_cmpint (X509_REQ_get_version (request), ==, X509_REQ_VERSION_1);
    subject = sgn_x509_name_to_text (X509_REQ_get_subject_name (request));
    g_assert_cmpstr (subject, ==, "CN=Größe GmbH,O=Größe GmbH,C=DE");
    assert_extensions (request);
    X509_REQ_free (request);
  }
}

static void
test_pem (void)
{
  g_autoptr (EVP_PKEY) key = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  g_autoptr (GBytes) der = request_with (key, sgn_key_sign, key, NULL);
  g_autofree char *pem = sgn_certificate_request_to_pem (der);
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  X509_REQ *request = PEM_read_bio_X509_REQ (bio, NULL, NULL, NULL);

  g_assert_true (g_str_has_prefix (pem, "-----BEGIN CERTIFICATE REQUEST-----\n"));
  g_assert_cmpint (X509_REQ_verify (request, key), ==, 1);
  X509_REQ_free (request);
}

/* The signature of another key is noticed before anybody sends the request. */
static void
test_wrong_key (void)
{
  g_autoptr (EVP_PKEY) key = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  g_autoptr (EVP_PKEY) other = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (request_with (key, sgn_key_sign, other, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_FAILED);
}

static void
test_refused (void)
{
  g_autoptr (EVP_PKEY) key = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (request_with (key, sign_nothing, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_FAILED);
  g_assert_cmpstr (error->message, ==, "pulled out");
}

static void
test_unsupported (void)
{
  g_autoptr (EVP_PKEY) key = test_key_new ("ed25519");
  g_autoptr (GError) error = NULL;

  g_assert_null (request_with (key, sgn_key_sign, key, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/certificate-request/kinds", test_kinds);
  g_test_add_func ("/certificate-request/pem", test_pem);
  g_test_add_func ("/certificate-request/wrong-key", test_wrong_key);
  g_test_add_func ("/certificate-request/refused", test_refused);
  g_test_add_func ("/certificate-request/unsupported", test_unsupported);
  return g_test_run ();
}
