/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/words/phrases.h"

static void
test_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = SGN_ERROR_FAILED; code < SGN_N_ERRORS; code++) {
    const char *phrase = sgn_phrase_error (code);

    g_test_message ("%s", phrase);
    g_assert_true (g_str_has_suffix (phrase, "."));
    g_assert_true (g_hash_table_add (seen, (gpointer) phrase));
  }
}

static void
test_detail (void)
{
  g_autoptr (GError) error = g_error_new_literal (SGN_ERROR, SGN_ERROR_FILE_DAMAGED, "offset 4096");
  g_autoptr (GError) empty = g_error_new_literal (SGN_ERROR, SGN_ERROR_PFX_PASSWORD, "");
  g_autofree char *with = sgn_phrase_gerror (error);
  g_autofree char *without = sgn_phrase_gerror (empty);

  g_assert_cmpstr (with, ==, "The file is damaged. (offset 4096)");
  g_assert_cmpstr (without, ==, "The password does not open this file.");
}

static void
test_reasons (void)
{
  for (guint i = SGN_REASON_NONE + 1; i < SGN_N_REASONS; i++) {
    g_test_message ("%s", sgn_reason_to_id (i));
    if (i != SGN_REASON_NOT_REACHED)
      g_assert_cmpstr (sgn_phrase_reason (i), !=, sgn_phrase_reason (SGN_REASON_NOT_REACHED));
    g_assert_true (g_str_has_suffix (sgn_phrase_reason (i), "."));
  }
}

static void
test_findings (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("setup.exe");

  for (guint i = 0; i < SGN_N_FINDINGS; i++) {
    const SgnFinding plain = { i, SGN_SEVERITY_NOTE, 0, 0, NULL };
    const SgnFinding sized = { i, SGN_SEVERITY_NOTE, 77, 1234, NULL };
    g_autofree char *a = sgn_phrase_finding (report, &plain);
    g_autofree char *b = sgn_phrase_finding (report, &sized);

    g_assert_cmpuint (strlen (a), >, 5);
    g_assert_nonnull (strstr (b, "77"));
  }
}

/* Only where there are several is it said which one is meant. */
static void
test_findings_of_signature (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("setup.exe");
  const SgnFinding finding = { .code = SGN_FINDING_TIMESTAMP_IGNORED, .more = 63, .signature = 2 };

  for (guint i = 1; i <= 2; i++) {
    g_autofree char *text = NULL;

    g_ptr_array_add (report->signatures, sgn_signature_report_new ());
    text = sgn_phrase_finding (report, &finding);
    g_assert_true (g_str_has_prefix (text, "64 timestamps"));
    g_assert_cmpint (g_str_has_suffix (text, "(signature 2)"), ==, i == 2);
  }
}

/* What the row about the time says of the only timestamp is not said a second time. */
static void
test_findings_said_once (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("setup.exe");
  SgnSignatureReport *signature = sgn_signature_report_new ();
  SgnCheck *check = &signature->checks[SGN_CHECK_TIMESTAMP];

  g_ptr_array_add (report->signatures, signature);
  sgn_findings_add (report->findings,
                    SGN_FINDING_TIMESTAMP_IGNORED,
                    SGN_SEVERITY_NOTE,
                    0,
                    1000,
                    "untrusted");
  for (guint i = 1; i <= 2; i++) {
    SgnTimestampReport *stamp = sgn_timestamp_report_new ();
    g_autoptr (GPtrArray) skipped = NULL;
    g_autoptr (GPtrArray) warned = NULL;

    g_ptr_array_add (signature->timestamps, stamp);
    signature->timestamp = stamp;
    check->status = SGN_CHECK_SKIPPED;
    skipped = sgn_phrase_select_findings (report);
    g_assert_cmpuint (skipped->len, ==, 1);
    check->status = SGN_CHECK_WARN;
    warned = sgn_phrase_select_findings (report);
    g_assert_cmpuint (warned->len, ==, i - 1);
  }
}

/* In the words that signing refuses it with. */
static void
test_cut_off (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("setup.exe");
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *explanation = NULL;

  report->verdict = sgn_report_judge (report);
  whole = sgn_phrase_explanation (report);
  sgn_findings_add (report->findings,
                    SGN_FINDING_SECTION_OUTSIDE,
                    SGN_SEVERITY_NOTE,
                    512,
                    1024,
                    SGN_FINDING_DETAIL_MISSING);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNSIGNED);
  text = sgn_phrase_finding (report, report->findings->pdata[0]);
  explanation = sgn_phrase_explanation (report);
  g_assert_nonnull (strstr (text, "he program is cut off: data of a section is missing"));
  g_assert_cmpstr (explanation, !=, whole);
}

static void
test_dates (void)
{
  g_autofree char *date = sgn_phrase_date (1778596320);
  g_autofree char *time = sgn_phrase_date_time (1778596320);

  g_assert_cmpstr (date, ==, "12 May 2026");
  g_assert_cmpstr (time, ==, "12 May 2026, 14:32");
}

static void
test_unsigned_summary (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("setup.exe");
  g_autofree char *text = NULL;

  report->sha256 = g_bytes_new_static ("\x01\xab", 2);
  report->verdict = sgn_report_judge (report);
  text = sgn_phrase_summary (report);
  g_assert_true (g_str_has_prefix (text, "setup.exe\nNot signed\n"));
  g_assert_nonnull (strstr (text, ": 01ab\n"));
}

int
main (int argc, char *argv[])
{
  setenv ("TZ", "UTC", 1);
  setenv ("LANGUAGE", "C", 1);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phrases/errors", test_errors);
  g_test_add_func ("/phrases/detail", test_detail);
  g_test_add_func ("/phrases/reasons", test_reasons);
  g_test_add_func ("/phrases/findings", test_findings);
  g_test_add_func ("/phrases/cut-off", test_cut_off);
  g_test_add_func ("/phrases/findings-of-signature", test_findings_of_signature);
  g_test_add_func ("/phrases/findings-said-once", test_findings_said_once);
  g_test_add_func ("/phrases/dates", test_dates);
  g_test_add_func ("/phrases/unsigned-summary", test_unsigned_summary);
  return g_test_run ();
}
