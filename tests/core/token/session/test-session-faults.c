/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/core/token/session/session-fixture.h"

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
    identity = session_open_faulty (module);
    session_assert_signs (identity);
    test_token_set_fault (cases[i].fault);
    session_assert_signs (identity);
    session_assert_signs (identity);
    session_assert_log (cases[i].log);
  }
}

static void
test_empty_at_first (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("empty-first");
  identity = session_open_faulty (module);
  session_assert_signs (identity);
}

static void
check_error (const char *fault, int code)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("");
  identity = session_open_faulty (module);
  sgn_token_module_set_timeout (module, 500);
  test_token_set_fault (fault);
  session_assert_fails (identity, code);
  /* And when all is well again, it signs again. */
  test_token_set_fault ("");
  sgn_token_module_set_timeout (module, 20000);
  session_assert_signs (identity);
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
  identity = session_open_faulty (module);
  sgn_token_module_set_timeout (module, 1000);
  test_token_set_fault ("hang-at-sign");
  session_assert_fails (identity, SGN_ERROR_MODULE_HANGS);
  session_assert_fails (identity, SGN_ERROR_MODULE_HANGS);
  /* Nobody waits a third time. */
  start = g_get_monotonic_time ();
  session_assert_fails (identity, SGN_ERROR_MODULE_HANGS);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* A PIN that was right before and is refused now is gone. */
static void
test_never_replayed (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (SgnIdentity) identity = NULL;

  test_token_set_fault ("");
  identity = session_open_faulty (module);
  test_token_set_fault ("crash-at-sign");
  session_assert_fails (identity, SGN_ERROR_MODULE_CRASHED);
  test_token_set_fault ("pin-changed");
  session_assert_fails (identity, SGN_ERROR_PIN_WRONG);
  session_assert_log ("login\n");
  session_assert_fails (identity, SGN_ERROR_PIN_WRONG);
  test_token_set_fault ("");
  session_assert_fails (identity, SGN_ERROR_PIN_WRONG);
  session_assert_log ("");
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
  g_autoptr (GBytes) digest = session_make_digest (SGN_HASH_SHA256);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread;

  test_token_set_fault ("");
  identity = session_open_faulty (module);
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
  SgnTokenChoice choice = { .certificate = session_rsa->certificate,
                            .wait = TRUE,
                            .notice = session_count_notice,
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
  session_assert_signs (identity);
  thread = g_thread_new ("bring back", bring_back, NULL);
  session_assert_signs (identity);
  g_thread_join (thread);
  g_assert_cmpuint (counts[SGN_TOKEN_NOTICE_REMOVED], ==, 1);
  g_assert_cmpuint (test_pins_get_n_asked (pins), ==, 1);
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
  g_test_add_func ("/token/session/cures", test_cures);
  g_test_add_func ("/token/session/empty-at-first", test_empty_at_first);
  g_test_add_func ("/token/session/errors", test_errors);
  g_test_add_func ("/token/session/hangs-for-good", test_hangs_for_good);
  g_test_add_func ("/token/session/never-replayed", test_never_replayed);
  g_test_add_func ("/token/session/cancel", test_cancel);
  g_test_add_func ("/token/session/waits-for-removed", test_waits_for_removed);
  status = g_test_run ();
  session_tear_down ();
  return status;
}
