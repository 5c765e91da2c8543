/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/writer/writer.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "tests/support/test-token.h"

#define LABEL "Signet Test"

static TestCert *root;
static TestCert *ec; /* id 2, without certificate */
static TestCert *elsewhere;

static SgnTokenWriter *
open_with (TestPins *pins, GError **error)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnToken) token = test_token_find (module, LABEL);

  return sgn_token_writer_open (token, G_TLS_INTERACTION (pins), NULL, error);
}

static SgnTokenWriter *
open_writer (void)
{
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  SgnTokenWriter *writer;

  test_token_set_fault ("");
  writer = open_with (pins, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
  return writer;
}

static void
assert_verifies (EVP_PKEY *key, SgnHash hash, GBytes *digest, GBytes *signature)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);

  g_assert_cmpint (EVP_PKEY_verify_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_signature_md (context, sgn_hash_get_md (hash)), ==, 1);
  g_assert_cmpint (EVP_PKEY_verify (context,
                                    g_bytes_get_data (signature, NULL),
                                    g_bytes_get_size (signature),
                                    g_bytes_get_data (digest, NULL),
                                    g_bytes_get_size (digest)),
                   ==,
                   1);
}

static void
assert_makes (SgnTokenWriter *writer, SgnKeyKind kind, int bits, SgnHash hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) id = NULL;
  g_autoptr (EVP_PKEY) key = sgn_token_writer_make_key (writer, kind, "Example", &id, NULL, &error);
  g_autoptr (GBytes) digest = sgn_hash_data (hash, "abc", 3);
  g_autoptr (GBytes) signature = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (EVP_PKEY_get_bits (key), ==, bits);
  g_assert_cmpuint (g_bytes_get_size (id), >, 8);
  signature = sgn_token_writer_sign (writer, hash, digest, NULL, &error);
  g_assert_no_error (error);
  assert_verifies (key, hash, digest, signature);
  sgn_token_writer_drop_key (writer);
  g_assert_null (sgn_token_writer_sign (writer, hash, digest, NULL, NULL));
}

static void
test_every_kind (void)
{
  g_autoptr (SgnTokenWriter) writer = open_writer ();

  assert_makes (writer, SGN_KEY_KIND_EC_P256, 256, SGN_HASH_SHA256);
  assert_makes (writer, SGN_KEY_KIND_EC_P384, 384, SGN_HASH_SHA384);
  assert_makes (writer, SGN_KEY_KIND_RSA_3072, 3072, SGN_HASH_SHA256);
}

static guint
count_certificates (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnToken) token = test_token_find (module, LABEL);

  return g_list_model_get_n_items (sgn_token_get_certificates (token));
}

static void
test_certificate (void)
{
  const guint8 octet = 2;
  g_autoptr (SgnTokenWriter) writer = open_writer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wanted = g_bytes_new (&octet, 1);
  g_autoptr (GBytes) id = NULL;

  g_assert_cmpuint (count_certificates (), ==, 0);
  id = sgn_token_writer_find_key (writer, ec->certificate, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (id, wanted));
  for (guint i = 0; i < 2; i++) { /* a second time it is there already */
    sgn_token_writer_put_certificate (writer, ec->certificate, id, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (count_certificates (), ==, 1);
  }
  g_assert_null (sgn_token_writer_find_key (writer, elsewhere->certificate, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_KEY_MISSING);
}

static void
test_wrong_pin (void)
{
  g_autoptr (TestPins) pins = test_pins_new ("9999", TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenWriter) writer = NULL;
  g_autofree char *log = NULL;

  test_token_set_fault ("");
  writer = open_with (pins, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 2);
  g_assert_cmpuint (test_pins_get_n_retries (pins), ==, 1);
  log = test_token_get_log ();
  g_assert_cmpstr (log, ==, "login\nlogin\n");
}

static void
assert_refused (const char *fault, const char *log, int code)
{
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *logins = NULL;

  g_test_message ("%s", fault);
  test_token_set_fault (fault);
  g_assert_null (open_with (pins, &error));
  g_assert_error (error, SGN_ERROR, code);
  logins = test_token_get_log ();
  g_assert_cmpstr (logins, ==, log);
}

static void
test_refused (void)
{
  assert_refused ("pin-final", "", SGN_ERROR_PIN_FINAL);
  assert_refused ("pin-locked", "", SGN_ERROR_PIN_LOCKED);
  assert_refused ("locks", "login\n", SGN_ERROR_PIN_LOCKED);
  assert_refused ("crash-at-login", "", SGN_ERROR_MODULE_CRASHED);
}

static void
test_not_there (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (GError) error = NULL;

  test_token_set_fault ("");
  token = test_token_find (module, LABEL);
  test_token_set_fault ("removed");
  g_assert_null (sgn_token_writer_open (token, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING);
  g_clear_error (&error);
  test_token_set_fault ("");
  g_assert_null (sgn_token_writer_open (token, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED);
}

static void
test_keypad (void)
{
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenWriter) writer = NULL;

  test_token_set_fault ("keypad");
  writer = open_with (pins, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!test_token_set_up ()) {
    g_print ("1..0 # SKIP SoftHSM is not installed\n");
    return 0;
  }
  root = test_root_new ("Token Root");
  ec = test_signer_new (root, "Example EC", "ec-p256");
  elsewhere = test_signer_new (root, "Elsewhere", "ec-p256");
  test_token_make (LABEL);
  test_token_put (LABEL, ec, "ec", 2, FALSE);
  g_test_add_func ("/token/writer/every-kind", test_every_kind);
  g_test_add_func ("/token/writer/certificate", test_certificate);
  g_test_add_func ("/token/writer/wrong-pin", test_wrong_pin);
  g_test_add_func ("/token/writer/refused", test_refused);
  g_test_add_func ("/token/writer/not-there", test_not_there);
  g_test_add_func ("/token/writer/keypad", test_keypad);
  status = g_test_run ();
  test_cert_free (elsewhere);
  test_cert_free (ec);
  test_cert_free (root);
  test_token_tear_down ();
  return status;
}
