/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/ui/ui-test.h"

#include "tests/support/test-ca.h"

#define PATIENCE_SECONDS 60

void
ui_test_init (int *argc, char ***argv)
{
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL) {
    g_print ("1..0 # SKIP there is no display\n");
    exit (0);
  }
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/signet_app/Signet/icons");
}

static gboolean
on_timeout (gpointer data)
{
  gboolean *late = data;

  *late = TRUE;
  return G_SOURCE_CONTINUE;
}

void
ui_test_wait (UiTestCondition condition, gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, on_timeout, &late);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_false (late);
}

gboolean
ui_test_is_set (gpointer data)
{
  return *(guint *) data > 0;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
ui_test_show (GtkWidget *widget)
{
  GtkWidget *window = widget;
  gpointer alive = widget;

  if (!GTK_IS_WINDOW (widget)) {
    window = gtk_window_new ();
    gtk_window_set_child (GTK_WINDOW (window), widget);
  }
  g_object_add_weak_pointer (G_OBJECT (widget), &alive);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_test_wait (is_null, &alive);
}

static void
set_people (SgnSignatureReport *signature)
{
  g_autoptr (TestCert) root = test_root_new ("Example Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example GmbH", NULL);
  g_autoptr (TestCert) stamper = test_tsa_new (root, "Example Timestamps", NULL);
  SgnTimestampReport *timestamp = sgn_timestamp_report_new ();

  signature->signer = g_object_ref (leaf->certificate);
  timestamp->signer = g_object_ref (stamper->certificate);
  timestamp->time = 1763821920;
  timestamp->rfc3161 = timestamp->intact = timestamp->counts = TRUE;
  g_ptr_array_add (signature->timestamps, timestamp);
  signature->timestamp = timestamp;
}

SgnReport *
ui_test_report_new (void)
{
  SgnReport *report = sgn_report_new ("setup.exe");
  SgnSignatureReport *signature = sgn_signature_report_new ();

  for (guint i = 0; i < SGN_N_CHECKS; i++)
    signature->checks[i].status = SGN_CHECK_PASS;
  set_people (signature);
  signature->verdict = sgn_signature_report_judge (signature);
  g_ptr_array_add (report->signatures, signature);
  report->size = 1234567;
  report->format = "pe";
  report->title = "Windows program";
  report->icon_name = "application-x-executable-symbolic";
  report->verdict = sgn_report_judge (report);
  return report;
}

static void
spoil (SgnReport *report, SgnCheckId check, SgnCheckStatus status, SgnReason reason)
{
  SgnSignatureReport *signature = g_ptr_array_index (report->signatures, 0);

  signature->checks[check].status = status;
  signature->checks[check].reason = reason;
  signature->verdict = sgn_signature_report_judge (signature);
}

static void
make_bad (SgnReport *report, SgnVerdict verdict)
{
  if (verdict == SGN_VERDICT_CHANGED)
    spoil (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH);
  else if (verdict == SGN_VERDICT_REVOKED)
    spoil (report, SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  else if (verdict == SGN_VERDICT_UNTRUSTED)
    spoil (report, SGN_CHECK_CHAIN, SGN_CHECK_FAIL, SGN_REASON_ROOT_UNTRUSTED);
  else if (verdict == SGN_VERDICT_EXPIRED)
    spoil (report, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_EXPIRED);
  else if (verdict == SGN_VERDICT_REVOCATION_UNKNOWN)
    spoil (report, SGN_CHECK_REVOCATION, SGN_CHECK_UNKNOWN, SGN_REASON_OFFLINE);
  else if (verdict == SGN_VERDICT_WEAK)
    spoil (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_HASH);
  else if (verdict == SGN_VERDICT_ADDED)
    sgn_findings_add (report->findings,
                      SGN_FINDING_PADDING_DATA,
                      SGN_SEVERITY_ADDED,
                      100,
                      16,
                      NULL);
  else if (verdict == SGN_VERDICT_UNSIGNED)
    g_ptr_array_set_size (report->signatures, 0);
  else if (verdict == SGN_VERDICT_UNREADABLE)
    report->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "it is too short");
}

SgnReport *
ui_test_report_of (SgnVerdict verdict)
{
  SgnReport *report = ui_test_report_new ();

  make_bad (report, verdict);
  report->verdict = sgn_report_judge (report);
  g_assert_cmpstr (sgn_verdict_to_id (report->verdict), ==, sgn_verdict_to_id (verdict));
  return report;
}
