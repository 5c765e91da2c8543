/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/ui/ui-test.h"
#include "ui/report/report-layout.h"

static const SgnSignatureReport *
get_signature (SgnReport *report)
{
  return report->signatures->len > 0 ? g_ptr_array_index (report->signatures, 0) : NULL;
}

static int
find (const SgnSection *sections, guint size, SgnSection section)
{
  for (guint i = 0; i < size; i++)
    if (sections[i] == section)
      return (int) i;
  return -1;
}

/* Whatever the verdict: no section twice, and the technical details last. */
static void
test_all (void)
{
  for (SgnVerdict verdict = 0; verdict < SGN_N_VERDICTS; verdict++) {
    g_autoptr (SgnReport) report = ui_test_report_of (verdict);
    SgnSection sections[SGN_N_SECTIONS];
    guint size = sgn_report_layout (report, get_signature (report), sections);

    g_assert_cmpuint (size, >, 0);
    g_assert_cmpuint (size, <=, SGN_N_SECTIONS);
    g_assert_cmpint (sections[size - 1], ==, SGN_SECTION_DETAILS);
    for (guint i = 0; i < size; i++)
      g_assert_cmpint (find (sections, size, sections[i]), ==, i);
    g_assert_cmpint (find (sections, size, SGN_SECTION_SWITCHER), ==, -1);
  }
}

/* The picture that explains an expired signature stands on top. */
static void
test_expired (void)
{
  g_autoptr (SgnReport) report = ui_test_report_of (SGN_VERDICT_EXPIRED);
  SgnSection sections[SGN_N_SECTIONS];
  guint size = sgn_report_layout (report, get_signature (report), sections);

  g_assert_cmpint (find (sections, size, SGN_SECTION_TIMELINE), ==, 0);
  g_assert_cmpint (find (sections, size, SGN_SECTION_QUESTIONS), ==, 1);
}

/* No picture reassures about a file that was changed. */
static void
test_changed (void)
{
  g_autoptr (SgnReport) report = ui_test_report_of (SGN_VERDICT_CHANGED);
  SgnSection sections[SGN_N_SECTIONS];
  guint size = sgn_report_layout (report, get_signature (report), sections);

  g_assert_cmpint (find (sections, size, SGN_SECTION_TIMELINE), ==, -1);
  g_assert_cmpint (find (sections, size, SGN_SECTION_CHAIN), ==, -1);
  g_assert_cmpint (find (sections, size, SGN_SECTION_QUESTIONS), ==, 0);
  g_assert_cmpint (find (sections, size, SGN_SECTION_ORIGINAL), >, 0);
}

static void
test_added (void)
{
  g_autoptr (SgnReport) report = ui_test_report_of (SGN_VERDICT_ADDED);
  SgnSection sections[SGN_N_SECTIONS];
  guint size;

  sgn_findings_add (report->findings, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_ADDED, 10, 5, NULL);
  size = sgn_report_layout (report, get_signature (report), sections);
  g_assert_cmpint (find (sections, size, SGN_SECTION_FINDINGS), ==, 0);
}

/* What was not verified is shown with nobody's chain and nobody's dates. */
static void
test_unverified (void)
{
  static const SgnCheckStatus statuses[] = { SGN_CHECK_UNKNOWN, SGN_CHECK_FAIL };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (SgnReport) report = ui_test_report_of (SGN_VERDICT_VALID);
    SgnSignatureReport *signature = g_ptr_array_index (report->signatures, 0);
    SgnSection sections[SGN_N_SECTIONS];
    guint size;

    signature->checks[SGN_CHECK_SIGNATURE].status = statuses[i];
    signature->checks[SGN_CHECK_CHAIN].status = SGN_CHECK_SKIPPED;
    report->verdict = sgn_report_judge (report);
    size = sgn_report_layout (report, signature, sections);
    g_assert_false (sgn_report_shows_signer (signature));
    g_assert_cmpint (find (sections, size, SGN_SECTION_TIMELINE), ==, -1);
    g_assert_cmpint (find (sections, size, SGN_SECTION_CHAIN), ==, -1);
    g_assert_cmpint (find (sections, size, SGN_SECTION_ORIGINAL), ==, -1);
  }
}

static void
test_several (void)
{
  g_autoptr (SgnReport) report = ui_test_report_of (SGN_VERDICT_VALID);
  SgnSection sections[SGN_N_SECTIONS];
  guint size;

  g_ptr_array_add (report->signatures, sgn_signature_report_new ());
  size = sgn_report_layout (report, get_signature (report), sections);
  g_assert_cmpint (find (sections, size, SGN_SECTION_SWITCHER), ==, 0);
  /* Nothing to draw without a signer. */
  size = sgn_report_layout (report, g_ptr_array_index (report->signatures, 1), sections);
  g_assert_cmpint (find (sections, size, SGN_SECTION_TIMELINE), ==, -1);
  g_assert_cmpint (find (sections, size, SGN_SECTION_CHAIN), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-layout/all", test_all);
  g_test_add_func ("/report-layout/expired", test_expired);
  g_test_add_func ("/report-layout/changed", test_changed);
  g_test_add_func ("/report-layout/added", test_added);
  g_test_add_func ("/report-layout/unverified", test_unverified);
  g_test_add_func ("/report-layout/several", test_several);
  return g_test_run ();
}
