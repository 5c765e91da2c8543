/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/core/token/session/session-fixture.h"

static void
check_key (const char *key_type, int id)
{
  static const SgnHash hashes[] = { SGN_HASH_SHA256, SGN_HASH_SHA384, SGN_HASH_SHA512 };
  g_autoptr (TestCert) cert = test_signer_new (session_root, key_type, key_type);
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new (TEST_TOKEN_MODULE, NULL, SGN_TOKEN_MODULE_ADDED);
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  test_token_put (LABEL, cert, key_type, id, TRUE);
  session = session_open_key (module, id, pins, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  g_assert_true (
      sgn_certificate_equal (sgn_identity_get_certificate (identity), cert->certificate));
  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_autoptr (GBytes) digest = session_make_digest (hashes[i]);
    g_autoptr (GBytes) signature = sgn_identity_sign (identity, hashes[i], digest, NULL, &error);

    g_assert_no_error (error);
    session_assert_verifies (cert, hashes[i], signature);
  }
}

static void
test_every_key (void)
{
  check_key ("rsa-2048", 0x11);
  check_key ("rsa-3072", 0x12);
  check_key ("rsa-4096", 0x13);
  check_key ("ec-p256", 0x14);
  check_key ("ec-p384", 0x15);
}

static void
test_one_pin_for_all (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("");
  session = session_open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  for (guint i = 0; i < 5; i++)
    session_assert_signs (identity);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
  g_assert_cmpuint (test_pins_get_n_files (pins), ==, 3);
  session_assert_log ("login\n");
  g_assert_nonnull (strstr (sgn_identity_get_origin (identity), LABEL));
  sgn_token_session_close (session);
  session_assert_fails (identity, SGN_ERROR_PIN_NEEDED);
  session_assert_log ("login\n");
}

static void
test_wrong_pin (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new ("9999", TEST_TOKEN_PIN, NULL);
  g_autoptr (TestPins) wrong = test_pins_new ("9999", NULL);
  g_autoptr (TestPins) empty = test_pins_new ("", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;

  test_token_set_fault ("");
  session = session_open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 2);
  g_assert_cmpuint (test_pins_get_n_retries (pins), ==, 1);
  session_assert_log ("login\nlogin\n");
  test_token_set_fault ("");
  session_assert_opens_not (module, wrong, SGN_ERROR_PIN_WRONG);
  session_assert_log ("login\n");
  test_token_set_fault ("");
  session_assert_opens_not (module, empty, SGN_ERROR_PIN_NEEDED);
  session_assert_opens_not (module, NULL, SGN_ERROR_PIN_NEEDED);
  session_assert_log ("");
}

static void
test_tries_left (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, TEST_TOKEN_PIN, TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;

  test_token_set_fault ("pin-low");
  session = session_open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_pins_get_state (pins), ==, SGN_PIN_STATE_LOW);
  g_clear_object (&session);

  /* The last try only when somebody said so. */
  test_token_set_fault ("pin-final");
  session_assert_opens_not (module, pins, SGN_ERROR_PIN_FINAL);
  g_assert_cmpint (test_pins_get_state (pins), ==, SGN_PIN_STATE_FINAL);
  session_assert_log ("");
  test_pins_confirm (pins);
  session = session_open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  session_assert_log ("login\n");
  g_clear_object (&session);

  /* Not even a question on a blocked one. */
  test_token_set_fault ("pin-locked");
  session_assert_opens_not (module, pins, SGN_ERROR_PIN_LOCKED);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 3);
  session_assert_log ("");
}

static void
test_locks_now (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, TEST_TOKEN_PIN, NULL);

  test_token_set_fault ("locks");
  session_assert_opens_not (module, pins, SGN_ERROR_PIN_LOCKED);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
  session_assert_log ("login\n");
}

static void
test_keypad (void)
{
  guint counts[4] = { 0 };
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnToken) token = NULL;
  SgnTokenChoice choice = { .certificate = session_rsa->certificate,
                            .notice = session_count_notice,
                            .user_data = counts };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("keypad");
  token = test_token_find (module, LABEL);
  g_assert_true (sgn_token_is_protected (token));
  choice.token = token;
  session = sgn_token_session_open (&choice, NULL, NULL, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  session_assert_signs (identity);
  session_assert_log ("keypad\n");
  g_assert_cmpuint (counts[SGN_TOKEN_NOTICE_PINPAD], ==, 1);
  g_assert_cmpuint (counts[SGN_TOKEN_NOTICE_NONE], ==, 1);
  g_clear_object (&identity);
  g_clear_object (&session);

  test_token_set_fault ("keypad-cancelled");
  session = sgn_token_session_open (&choice, NULL, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_always_authenticate (void)
{
  guint counts[4] = { 0 };
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (SgnToken) token = NULL;
  SgnTokenChoice choice = { .certificate = session_rsa->certificate,
                            .notice = session_count_notice,
                            .user_data = counts };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("always-authenticate");
  token = test_token_find (module, LABEL);
  choice.token = token;
  session = sgn_token_session_open (&choice, G_TLS_INTERACTION (pins), NULL, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  session_assert_signs (identity);
  session_assert_signs (identity);
  session_assert_log ("login\ncontext\ncontext\n");
  g_assert_cmpuint (counts[SGN_TOKEN_NOTICE_CONFIRM], ==, 1);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
}

static void
test_key_not_there (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;

  test_token_set_fault ("");
  session = session_open_key (module, 0x77, pins, &error);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_KEY_MISSING);
}

static SgnTokenSession *
open_with (TestCert *cert, int id, GError **error)
{
  const guint8 octet = (guint8) id;
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnToken) token = test_token_find (module, LABEL);
  g_autoptr (GBytes) bytes = id != 0 ? g_bytes_new (&octet, 1) : NULL;
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  const SgnTokenChoice choice = { .token = token, .id = bytes, .certificate = cert->certificate };

  return sgn_token_session_open (&choice, G_TLS_INTERACTION (pins), NULL, error);
}

/* The certificate lies in a file, the key on the token. */
static void
test_certificate_from_file (void)
{
  g_autoptr (TestCert) other = test_signer_new (session_root, "Other GmbH", "ec-p256");
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = open_with (session_ec, 0, &error);
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GBytes) signature = NULL;

  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  signature = session_sign (identity, &error);
  g_assert_no_error (error);
  session_assert_verifies (session_ec, SGN_HASH_SHA256, signature);
  g_clear_object (&session);

  session = open_with (other, 0, &error);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_KEY_MISSING);
  g_clear_error (&error);
  session = open_with (other, 2, &error);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_MISMATCH);
}

static void
test_no_certificate (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = session_open_key (module, 2, pins, &error);

  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING);
}

static gpointer
sign_some (gpointer identity)
{
  for (guint i = 0; i < 5; i++)
    session_assert_signs (identity);
  return NULL;
}

static void
test_threads_queue (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;
  GThread *threads[4];

  test_token_set_fault ("");
  identity = session_open_faulty (module);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sign", sign_some, identity);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer session)
{
  g_autoptr (GError) error = NULL;

  *(SgnTokenSession **) session = sgn_token_session_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (SgnToken) token = NULL;
  SgnTokenChoice choice = { .certificate = session_rsa->certificate };
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("");
  token = test_token_find (module, LABEL);
  choice.token = token;
  sgn_token_session_open_async (&choice, G_TLS_INTERACTION (pins), NULL, on_opened, &session);
  while (session == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sgn_token_session_get_token (session) == token);
  identity = sgn_token_session_get_identity (session);
  session_assert_signs (identity);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!session_set_up ()) {
    g_print ("1..0 # SKIP SoftHSM is not installed\n");
    return 0;
  }
  g_test_add_func ("/token/session/every-key", test_every_key);
  g_test_add_func ("/token/session/one-pin-for-all", test_one_pin_for_all);
  g_test_add_func ("/token/session/wrong-pin", test_wrong_pin);
  g_test_add_func ("/token/session/tries-left", test_tries_left);
  g_test_add_func ("/token/session/locks-now", test_locks_now);
  g_test_add_func ("/token/session/keypad", test_keypad);
  g_test_add_func ("/token/session/always-authenticate", test_always_authenticate);
  g_test_add_func ("/token/session/key-not-there", test_key_not_there);
  g_test_add_func ("/token/session/certificate-from-file", test_certificate_from_file);
  g_test_add_func ("/token/session/no-certificate", test_no_certificate);
  g_test_add_func ("/token/session/threads-queue", test_threads_queue);
  g_test_add_func ("/token/session/async", test_async);
  status = g_test_run ();
  session_tear_down ();
  return status;
}
