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

/* What comes from elsewhere speaks for itself, on one line. */
static void
test_other_errors (void)
{
  g_autoptr (GError) own = g_error_new_literal (SGN_ERROR, SGN_ERROR_FILE_DAMAGED, "offset 4096");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no\nluck");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop");
  g_autofree char *fault = sgn_phrase_fault (own);
  g_autofree char *other_fault = sgn_phrase_fault (other);
  g_autofree char *whole = sgn_phrase_gerror (other);
  g_autofree char *stopped = sgn_phrase_gerror (cancelled);

  g_assert_cmpstr (fault, ==, "The file is damaged.");
  g_assert_cmpstr (other_fault, ==, "no luck");
  g_assert_cmpstr (whole, ==, "no luck");
  g_assert_cmpstr (stopped, ==, "Cancelled.");
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

/* Each code of a kind has a text of its own. */
static void
assert_differ (const char *(*phrase) (guint code), guint first, guint last)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint code = first; code <= last; code++) {
    g_test_message ("%u: %s", code, phrase (code));
    g_assert_cmpstr (phrase (code), !=, "");
    g_assert_true (g_hash_table_add (seen, (gpointer) phrase (code)));
  }
}

static const char *
phrase_check (guint code)
{
  return sgn_phrase_check (code);
}

static const char *
phrase_check_status (guint code)
{
  return sgn_phrase_check_status (code);
}

static const char *
phrase_action (guint code)
{
  return sgn_phrase_action (code);
}

static const char *
phrase_step (guint code)
{
  return sgn_phrase_step (code);
}

static const char *
phrase_origin (guint code)
{
  return sgn_phrase_module_origin (code);
}

static const char *
phrase_tries (guint code)
{
  return sgn_phrase_pin_tries (code);
}

static void
test_codes (void)
{
  assert_differ (phrase_check, SGN_CHECK_CONTENT, SGN_N_CHECKS - 1);
  assert_differ (phrase_check_status, SGN_CHECK_PASS, SGN_CHECK_SKIPPED);
  assert_differ (phrase_action, SGN_ACTION_SIGNED, SGN_ACTION_ATTACHED);
  assert_differ (phrase_step, SGN_STEP_WAITING, SGN_STEP_DONE);
  assert_differ (phrase_origin, SGN_TOKEN_MODULE_REGISTERED, SGN_TOKEN_MODULE_ADDED);
  assert_differ (phrase_tries, SGN_PIN_STATE_LOW, SGN_PIN_STATE_UNSET);
  g_assert_null (sgn_phrase_pin_tries (SGN_PIN_STATE_GOOD));
}

static void
test_inside (void)
{
  static const char *const texts[] = {
    [SGN_INSIDE_SIGNED] = "a.exe inside was signed",
    [SGN_INSIDE_KEPT] = "a.exe inside keeps its signature",
    [SGN_INSIDE_LEFT] = "a.exe inside was left as it is",
  };

  for (guint state = 0; state < G_N_ELEMENTS (texts); state++) {
    const SgnInsideReport program = { (char *) "a.exe", state };
    g_autofree char *text = sgn_phrase_inside (&program);

    g_assert_cmpstr (text, ==, texts[state]);
  }
}

static void
test_pin_use (void)
{
  static const char *const texts[] = { "Used for these files, then forgotten.",
                                       "Used for 1 file, then forgotten.",
                                       "Used for all 2 files, then forgotten." };

  for (guint n_files = 0; n_files < G_N_ELEMENTS (texts); n_files++) {
    g_autofree char *text = sgn_phrase_pin_use (n_files);

    g_assert_cmpstr (text, ==, texts[n_files]);
  }
}

/* What only the name of an entry makes a sentence; without a name it is the general one. */
static void
test_named_findings (void)
{
  static const struct {
    SgnFinding finding;
    const char *text;
  } cases[] = {
    { { .code = SGN_FINDING_CATALOG, .detail = (char *) "a.cat" }, "security catalog “a.cat”" },
    { { .code = SGN_FINDING_CATALOG_IGNORED, .detail = (char *) "a.cat" }, "Listed in “a.cat”" },
    { { .code = SGN_FINDING_CONTENT_INSIDE, .detail = (char *) "a.txt" }, "is not “a.txt”" },
    { { .code = SGN_FINDING_READING, .detail = (char *) "UTF-8" }, "when read as UTF-8" },
    { { .code = SGN_FINDING_EXTERNAL_CABINET, .detail = (char *) "a.cab" }, "“a.cab” next to" },
    { { .code = SGN_FINDING_MISNAMED, .detail = (char *) "hta" }, "a “.hta” file" },
    { { .code = SGN_FINDING_DUPLICATE_ENTRY, .detail = (char *) "a" },
      "“a” exists more than once" },
    { { .code = SGN_FINDING_ENTRY_MISMATCH, .detail = (char *) "a" }, "“a” contradicts" },
    { { .code = SGN_FINDING_ENTRY_MISMATCH,
        .severity = SGN_SEVERITY_CHANGED,
        .detail = (char *) "a" },
      "“a” was removed after signing" },
    { { .code = SGN_FINDING_ENTRY_MISMATCH,
        .severity = SGN_SEVERITY_CHANGED,
        .size = 1,
        .detail = (char *) "a" },
      "“a” differs from what was signed" },
  };
  g_autoptr (SgnReport) report = sgn_report_new ("setup.exe");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = sgn_phrase_finding (report, &cases[i].finding);

    g_test_message ("%s", text);
    g_assert_nonnull (strstr (text, cases[i].text));
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

/* Beyond the year 9999 there are no dates. */
static void
test_no_date (void)
{
  g_autofree char *date = sgn_phrase_date (G_MAXINT64);
  g_autofree char *time = sgn_phrase_date_time (G_MAXINT64);

  g_assert_cmpstr (date, ==, "unknown");
  g_assert_cmpstr (time, ==, "unknown");
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
  g_test_add_func ("/phrases/codes", test_codes);
  g_test_add_func ("/phrases/inside", test_inside);
  g_test_add_func ("/phrases/pin-use", test_pin_use);
  g_test_add_func ("/phrases/named-findings", test_named_findings);
  g_test_add_func ("/phrases/other-errors", test_other_errors);
  g_test_add_func ("/phrases/dates", test_dates);
  g_test_add_func ("/phrases/no-date", test_no_date);
  g_test_add_func ("/phrases/unsigned-summary", test_unsigned_summary);
  return g_test_run ();
}
