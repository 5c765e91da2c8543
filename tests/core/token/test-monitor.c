/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/monitor.h"

#include "core/base/error.h"
#include "tests/support/test-token.h"

#define LIMIT (30 * G_USEC_PER_SEC)

static TestCert *signer;

static SgnTokenMonitor *
monitor_faulty (void)
{
  g_autoptr (GPtrArray) modules = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (modules, test_token_faulty_module ());
  g_ptr_array_add (modules, sgn_token_module_new (TEST_TOKEN_MODULE, NULL, SGN_TOKEN_MODULE_FOUND));
  return sgn_token_monitor_new (modules);
}

static guint
count_tokens (SgnTokenMonitor *monitor)
{
  return g_list_model_get_n_items (sgn_token_monitor_get_tokens (monitor));
}

static SgnTokenWatch *
get_watch (SgnTokenMonitor *monitor)
{
  g_autoptr (SgnTokenWatch)
      watch = g_list_model_get_item (sgn_token_monitor_get_watches (monitor), 0);

  return watch; /* the monitor keeps it */
}

static void
wait_for_tokens (SgnTokenMonitor *monitor, guint count)
{
  gint64 end = g_get_monotonic_time () + LIMIT;

  while (!sgn_token_monitor_is_ready (monitor) || count_tokens (monitor) != count) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    sgn_token_monitor_refresh (monitor);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (20 * 1000);
  }
}

static GThread *main_thread;

static void
count (gpointer object, gpointer unused, guint *counter)
{
  g_assert_true (g_thread_self () == main_thread);
  (*counter)++;
}

/* Somebody plugs a token in and pulls it out; what stays is the same object. */
static void
test_comes_and_goes (void)
{
  g_autoptr (SgnTokenMonitor) monitor = NULL;
  g_autoptr (SgnToken) first = NULL;
  g_autoptr (SgnToken) still = NULL;
  g_autoptr (SgnToken) left = NULL;
  GListModel *tokens;

  test_token_set_fault ("removed");
  monitor = monitor_faulty ();
  tokens = sgn_token_monitor_get_tokens (monitor);
  g_assert_false (sgn_token_monitor_is_ready (monitor));
  wait_for_tokens (monitor, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sgn_token_monitor_get_watches (monitor)), ==, 1);

  test_token_set_fault ("without-Two");
  wait_for_tokens (monitor, 1);
  first = g_list_model_get_item (tokens, 0);
  g_assert_cmpstr (sgn_token_get_label (first), ==, "One");
  g_assert_cmpuint (g_list_model_get_n_items (sgn_token_get_certificates (first)), ==, 1);

  test_token_set_fault ("");
  wait_for_tokens (monitor, 2);
  still = g_list_model_get_item (tokens, 0);
  g_assert_true (first == still);

  test_token_set_fault ("without-One");
  wait_for_tokens (monitor, 1);
  left = g_list_model_get_item (tokens, 0);
  g_assert_cmpstr (sgn_token_get_label (left), ==, "Two");
}

static void
test_pin_state_changes (void)
{
  g_autoptr (SgnTokenMonitor) monitor = NULL;
  GListModel *tokens;
  guint counter = 0;

  test_token_set_fault ("");
  monitor = monitor_faulty ();
  wait_for_tokens (monitor, 2);
  tokens = sgn_token_monitor_get_tokens (monitor);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (SgnToken) token = g_list_model_get_item (tokens, i);

    g_signal_connect (token, "notify::pin-state", G_CALLBACK (count), &counter);
  }
  test_token_set_fault ("pin-final");
  while (counter < 2) {
    sgn_token_monitor_refresh (monitor);
    g_main_context_iteration (NULL, TRUE);
  }
  for (guint i = 0; i < 2; i++) {
    g_autoptr (SgnToken) token = g_list_model_get_item (tokens, i);

    g_assert_cmpint (sgn_token_get_pin_state (token), ==, SGN_PIN_STATE_FINAL);
  }
  test_token_set_fault ("");
}

/* A crash is a row, and cured by itself. */
static void
test_crash (void)
{
  g_autoptr (SgnTokenMonitor) monitor = NULL;
  guint counter = 0;

  test_token_set_fault ("");
  monitor = monitor_faulty ();
  wait_for_tokens (monitor, 2);
  g_signal_connect (get_watch (monitor), "notify::failed", G_CALLBACK (count), &counter);
  test_token_set_fault ("crash-at-list");
  wait_for_tokens (monitor, 0);
  g_assert_cmpuint (counter, ==, 1);
  g_assert_error (sgn_token_watch_get_error (get_watch (monitor)),
                  SGN_ERROR,
                  SGN_ERROR_MODULE_CRASHED);
  test_token_set_fault ("");
  wait_for_tokens (monitor, 2);
  g_assert_null (sgn_token_watch_get_error (get_watch (monitor)));
}

static void
test_hang (void)
{
  g_autoptr (SgnTokenMonitor) monitor = NULL;
  gint64 start = g_get_monotonic_time ();

  test_token_set_fault ("hang-at-list");
  monitor = monitor_faulty ();
  sgn_token_module_set_timeout (sgn_token_watch_get_module (get_watch (monitor)), 300);
  wait_for_tokens (monitor, 0);
  g_assert_error (sgn_token_watch_get_error (get_watch (monitor)),
                  SGN_ERROR,
                  SGN_ERROR_MODULE_HANGS);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 25 * G_USEC_PER_SEC);
  test_token_set_fault ("");
}

static void
test_modules_change (void)
{
  g_autoptr (SgnTokenMonitor) monitor = NULL;
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new (TEST_TOKEN_MODULE, NULL, SGN_TOKEN_MODULE_ADDED);

  test_token_set_fault ("");
  monitor = monitor_faulty ();
  wait_for_tokens (monitor, 2);
  sgn_token_monitor_add_module (monitor, module);
  g_assert_false (sgn_token_monitor_is_ready (monitor));
  wait_for_tokens (monitor, 4);
  sgn_token_monitor_remove_module (monitor, module);
  g_assert_cmpuint (count_tokens (monitor), ==, 2);
  g_assert_true (sgn_token_monitor_is_ready (monitor));
}

int
main (int argc, char **argv)
{
  g_autoptr (TestCert) root = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  main_thread = g_thread_self ();
  if (!test_token_set_up ()) {
    g_print ("1..0 # SKIP SoftHSM is not installed\n");
    return 0;
  }
  root = test_root_new ("Token Root");
  signer = test_signer_new (root, "Example GmbH", "ec-p256");
  test_token_make ("One");
  test_token_make ("Two");
  test_token_put ("One", signer, "signer", 1, TRUE);
  g_test_add_func ("/token/monitor/comes-and-goes", test_comes_and_goes);
  g_test_add_func ("/token/monitor/pin-state-changes", test_pin_state_changes);
  g_test_add_func ("/token/monitor/crash", test_crash);
  g_test_add_func ("/token/monitor/hang", test_hang);
  g_test_add_func ("/token/monitor/modules-change", test_modules_change);
  status = g_test_run ();
  test_cert_free (signer);
  test_token_tear_down ();
  return status;
}
