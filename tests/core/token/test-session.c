/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/session.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "tests/support/test-token.h"

#define LABEL "Signet Test"

static TestCert *root;
static TestCert *rsa; /* id 1 */
static TestCert *ec;  /* id 2 */

static GBytes *
make_digest (SgnHash hash)
{
  gsize size = sgn_hash_get_size (hash);
  g_autofree guint8 *data = g_malloc (size);

  memset (data, 0x5a, size);
  return g_bytes_new (data, size);
}

static void
assert_verifies (TestCert *cert, SgnHash hash, GBytes *signature)
{
  g_autoptr (GBytes) digest = make_digest (hash);
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (cert->key, NULL);

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

static SgnTokenSession *
open_key (SgnTokenModule *module, int id, TestPins *pins, GError **error)
{
  const guint8 octet = (guint8) id;
  g_autoptr (SgnToken) token = test_token_find (module, LABEL);
  g_autoptr (GBytes) bytes = g_bytes_new (&octet, 1);
  const SgnTokenChoice choice = { .token = token, .id = bytes, .n_files = 3 };

  return sgn_token_session_open (&choice, G_TLS_INTERACTION (pins), NULL, error);
}

static GBytes *
sign (SgnIdentity *identity, GError **error)
{
  g_autoptr (GBytes) digest = make_digest (SGN_HASH_SHA256);

  return sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, error);
}

static void
assert_signs (SgnIdentity *identity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = sign (identity, &error);

  g_assert_no_error (error);
  assert_verifies (rsa, SGN_HASH_SHA256, signature);
}

static void
assert_fails (SgnIdentity *identity, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = sign (identity, &error);

  g_assert_error (error, SGN_ERROR, code);
  g_assert_null (signature);
}

static void
assert_log (const char *wanted)
{
  g_autofree char *log = test_token_get_log ();

  g_assert_cmpstr (log, ==, wanted);
}

static SgnIdentity *
open_faulty (SgnTokenModule *module)
{
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = open_key (module, 1, pins, &error);

  g_assert_no_error (error);
  return sgn_token_session_get_identity (session);
}

static void
assert_opens_not (SgnTokenModule *module, TestPins *pins, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = open_key (module, 1, pins, &error);

  g_assert_error (error, SGN_ERROR, code);
  g_assert_null (session);
}

static void
check_key (const char *key_type, int id)
{
  static const SgnHash hashes[] = { SGN_HASH_SHA256, SGN_HASH_SHA384, SGN_HASH_SHA512 };
  g_autoptr (TestCert) cert = test_signer_new (root, key_type, key_type);
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new (TEST_TOKEN_MODULE, NULL, SGN_TOKEN_MODULE_ADDED);
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  test_token_put (LABEL, cert, key_type, id, TRUE);
  session = open_key (module, id, pins, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  g_assert_true (
      sgn_certificate_equal (sgn_identity_get_certificate (identity), cert->certificate));
  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_autoptr (GBytes) digest = make_digest (hashes[i]);
    g_autoptr (GBytes) signature = sgn_identity_sign (identity, hashes[i], digest, NULL, &error);

    g_assert_no_error (error);
    assert_verifies (cert, hashes[i], signature);
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
  session = open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  for (guint i = 0; i < 5; i++)
    assert_signs (identity);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
  g_assert_cmpuint (test_pins_get_n_files (pins), ==, 3);
  assert_log ("login\n");
  g_assert_nonnull (strstr (sgn_identity_get_origin (identity), LABEL));
  sgn_token_session_close (session);
  assert_fails (identity, SGN_ERROR_PIN_NEEDED);
  assert_log ("login\n");
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
  session = open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 2);
  g_assert_cmpuint (test_pins_get_n_retries (pins), ==, 1);
  assert_log ("login\nlogin\n");
  test_token_set_fault ("");
  assert_opens_not (module, wrong, SGN_ERROR_PIN_WRONG);
  assert_log ("login\n");
  test_token_set_fault ("");
  assert_opens_not (module, empty, SGN_ERROR_PIN_NEEDED);
  assert_opens_not (module, NULL, SGN_ERROR_PIN_NEEDED);
  assert_log ("");
}

static void
test_tries_left (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, TEST_TOKEN_PIN, TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;

  test_token_set_fault ("pin-low");
  session = open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_pins_get_state (pins), ==, SGN_PIN_STATE_LOW);
  g_clear_object (&session);

  /* The last try only when somebody said so. */
  test_token_set_fault ("pin-final");
  assert_opens_not (module, pins, SGN_ERROR_PIN_FINAL);
  g_assert_cmpint (test_pins_get_state (pins), ==, SGN_PIN_STATE_FINAL);
  assert_log ("");
  test_pins_confirm (pins);
  session = open_key (module, 1, pins, &error);
  g_assert_no_error (error);
  assert_log ("login\n");
  g_clear_object (&session);

  /* Not even a question on a blocked one. */
  test_token_set_fault ("pin-locked");
  assert_opens_not (module, pins, SGN_ERROR_PIN_LOCKED);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 3);
  assert_log ("");
}

static void
test_locks_now (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, TEST_TOKEN_PIN, NULL);

  test_token_set_fault ("locks");
  assert_opens_not (module, pins, SGN_ERROR_PIN_LOCKED);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
  assert_log ("login\n");
}

static void
count_notice (SgnTokenNotice notice, SgnToken *token, gpointer counts)
{
  ((guint *) counts)[notice]++;
}

static void
test_keypad (void)
{
  guint counts[4] = { 0 };
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnToken) token = NULL;
  SgnTokenChoice choice = { .certificate = rsa->certificate,
                            .notice = count_notice,
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
  assert_signs (identity);
  assert_log ("keypad\n");
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
  SgnTokenChoice choice = { .certificate = rsa->certificate,
                            .notice = count_notice,
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
  assert_signs (identity);
  assert_signs (identity);
  assert_log ("login\ncontext\ncontext\n");
  g_assert_cmpuint (counts[SGN_TOKEN_NOTICE_CONFIRM], ==, 1);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
}

/* What a new process or a new login cures does not reach the user. */
static void
test_cures (void)
{
  static const struct {
    const char *fault;
    const char *log;
  } cases[] = {
    { "device-error-once", "login\n" },
    { "crash-once-at-sign", "login\n" },
    { "not-logged-in", "login\nlogin\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
    g_autoptr (SgnIdentity) identity = NULL;

    test_token_set_fault ("");
    identity = open_faulty (module);
    assert_signs (identity);
    test_token_set_fault (cases[i].fault);
    assert_signs (identity);
    assert_signs (identity);
    assert_log (cases[i].log);
  }
}

static void
test_empty_at_first (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("empty-first");
  identity = open_faulty (module);
  assert_signs (identity);
}

static void
check_error (const char *fault, int code)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("");
  identity = open_faulty (module);
  sgn_token_module_set_timeout (module, 500);
  test_token_set_fault (fault);
  assert_fails (identity, code);
  /* And when all is well again, it signs again. */
  test_token_set_fault ("");
  sgn_token_module_set_timeout (module, 20000);
  assert_signs (identity);
}

static void
test_errors (void)
{
  check_error ("crash-at-sign", SGN_ERROR_MODULE_CRASHED);
  check_error ("hang-at-sign", SGN_ERROR_MODULE_HANGS);
  check_error ("device-error", SGN_ERROR_KEY_FAILED);
  check_error ("mechanism", SGN_ERROR_TOKEN_MECHANISM);
  check_error ("removed", SGN_ERROR_TOKEN_MISSING);
}

static void
test_hangs_for_good (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;
  gint64 start;

  test_token_set_fault ("");
  identity = open_faulty (module);
  sgn_token_module_set_timeout (module, 1000);
  test_token_set_fault ("hang-at-sign");
  assert_fails (identity, SGN_ERROR_MODULE_HANGS);
  assert_fails (identity, SGN_ERROR_MODULE_HANGS);
  /* Nobody waits a third time. */
  start = g_get_monotonic_time ();
  assert_fails (identity, SGN_ERROR_MODULE_HANGS);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* A PIN that was right before and is refused now is gone. */
static void
test_never_replayed (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("");
  identity = open_faulty (module);
  test_token_set_fault ("crash-at-sign");
  assert_fails (identity, SGN_ERROR_MODULE_CRASHED);
  test_token_set_fault ("pin-changed");
  assert_fails (identity, SGN_ERROR_PIN_WRONG);
  assert_log ("login\n");
  assert_fails (identity, SGN_ERROR_PIN_WRONG);
  test_token_set_fault ("");
  assert_fails (identity, SGN_ERROR_PIN_WRONG);
  assert_log ("");
}

static void
test_key_not_there (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;

  test_token_set_fault ("");
  session = open_key (module, 0x77, pins, &error);
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
  g_autoptr (TestCert) other = test_signer_new (root, "Other GmbH", "ec-p256");
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = open_with (ec, 0, &error);
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GBytes) signature = NULL;

  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  signature = sign (identity, &error);
  g_assert_no_error (error);
  assert_verifies (ec, SGN_HASH_SHA256, signature);
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
  g_autoptr (SgnTokenSession) session = open_key (module, 2, pins, &error);

  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GBytes) digest = make_digest (SGN_HASH_SHA256);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread;

  test_token_set_fault ("");
  identity = open_faulty (module);
  test_token_set_fault ("hang-at-sign");
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  signature = sgn_identity_sign (identity, SGN_HASH_SHA256, digest, cancellable, &error);
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static gpointer
bring_back (gpointer unused)
{
  g_usleep (1500 * 1000);
  test_token_set_fault ("");
  return NULL;
}

static void
test_waits_for_removed (void)
{
  guint counts[4] = { 0 };
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (SgnToken) token = NULL;
  SgnTokenChoice choice = { .certificate = rsa->certificate,
                            .wait = TRUE,
                            .notice = count_notice,
                            .user_data = counts };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = NULL;
  g_autoptr (SgnIdentity) identity = NULL;
  GThread *thread;

  test_token_set_fault ("");
  token = test_token_find (module, LABEL);
  choice.token = token;
  session = sgn_token_session_open (&choice, G_TLS_INTERACTION (pins), NULL, &error);
  g_assert_no_error (error);
  identity = sgn_token_session_get_identity (session);
  test_token_set_fault ("removed-at-second");
  assert_signs (identity);
  thread = g_thread_new ("bring back", bring_back, NULL);
  assert_signs (identity);
  g_thread_join (thread);
  g_assert_cmpuint (counts[SGN_TOKEN_NOTICE_REMOVED], ==, 1);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
}

static gpointer
sign_some (gpointer identity)
{
  for (guint i = 0; i < 5; i++)
    assert_signs (identity);
  return NULL;
}

static void
test_threads_queue (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;
  GThread *threads[4];

  test_token_set_fault ("");
  identity = open_faulty (module);
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
  SgnTokenChoice choice = { .certificate = rsa->certificate };
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
  assert_signs (identity);
}

static void
add_tests (void)
{
  g_test_add_func ("/token/session/every-key", test_every_key);
  g_test_add_func ("/token/session/one-pin-for-all", test_one_pin_for_all);
  g_test_add_func ("/token/session/wrong-pin", test_wrong_pin);
  g_test_add_func ("/token/session/tries-left", test_tries_left);
  g_test_add_func ("/token/session/locks-now", test_locks_now);
  g_test_add_func ("/token/session/keypad", test_keypad);
  g_test_add_func ("/token/session/always-authenticate", test_always_authenticate);
  g_test_add_func ("/token/session/cures", test_cures);
  g_test_add_func ("/token/session/empty-at-first", test_empty_at_first);
  g_test_add_func ("/token/session/errors", test_errors);
  g_test_add_func ("/token/session/hangs-for-good", test_hangs_for_good);
  g_test_add_func ("/token/session/never-replayed", test_never_replayed);
  g_test_add_func ("/token/session/key-not-there", test_key_not_there);
  g_test_add_func ("/token/session/certificate-from-file", test_certificate_from_file);
  g_test_add_func ("/token/session/no-certificate", test_no_certificate);
  g_test_add_func ("/token/session/cancel", test_cancel);
  g_test_add_func ("/token/session/waits-for-removed", test_waits_for_removed);
  g_test_add_func ("/token/session/threads-queue", test_threads_queue);
  g_test_add_func ("/token/session/async", test_async);
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
  rsa = test_signer_new (root, "Example GmbH", "rsa-2048");
  ec = test_signer_new (root, "Example EC", "ec-p256");
  test_token_make (LABEL);
  test_token_put (LABEL, rsa, "rsa", 1, TRUE);
  test_token_put (LABEL, ec, "ec", 2, FALSE);
  add_tests ();
  status = g_test_run ();
  test_cert_free (ec);
  test_cert_free (rsa);
  test_cert_free (root);
  test_token_tear_down ();
  return status;
}
