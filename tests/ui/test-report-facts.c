/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/certificates/certificate-facts.h"
#include "ui/report/report-facts.h"

static SgnSignatureReport *
get_first (SgnReport *report)
{
  return g_ptr_array_index (report->signatures, 0);
}

/* (nullable) */
static const SgnFact *
find (GPtrArray *facts, const char *title)
{
  for (guint i = 0; i < facts->len; i++) {
    const SgnFact *fact = g_ptr_array_index (facts, i);

    if (strstr (fact->title, title) != NULL)
      return fact;
  }
  return NULL;
}

static const SgnFact *
get (GPtrArray *facts, const char *title)
{
  const SgnFact *fact = find (facts, title);

  if (fact == NULL)
    g_error ("there is no fact called %s", title);
  return fact;
}

static void
assert_fact (GPtrArray *facts, const char *title, const char *value)
{
  g_assert_cmpstr (get (facts, title)->value, ==, value);
}

/* One value when both agree, else both of them. */
static void
test_digests (void)
{
  g_autoptr (SgnReport) report = ui_test_report_new ();
  SgnSignatureReport *signature = get_first (report);
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GPtrArray) other = NULL;

  signature->hash = SGN_HASH_SHA256;
  signature->hash_known = TRUE;
  signature->digest_stored = g_bytes_new_static ("\x12\x34", 2);
  signature->digest_computed = g_bytes_new_static ("\x12\x34", 2);
  same = sgn_facts_for_question (report, signature, SGN_QUESTION_UNCHANGED);
  assert_fact (same, "SHA-256", "1234");
  g_assert_cmpuint (same->len, ==, 2);
  g_bytes_unref (signature->digest_computed);
  signature->digest_computed = g_bytes_new_static ("\x12\x35", 2);
  other = sgn_facts_for_question (report, signature, SGN_QUESTION_UNCHANGED);
  assert_fact (other, "in the signature", "1234");
  assert_fact (other, "of this file", "1235");
}

static void
test_publisher (void)
{
  g_autoptr (SgnReport) report = ui_test_report_new ();
  SgnSignatureReport *signature = get_first (report);
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example", NULL);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) certificate = NULL;

  g_set_object (&signature->signer, leaf->certificate);
  signature->program_name = g_strdup ("<b>Name</b>");
  facts = sgn_facts_for_question (report, signature, SGN_QUESTION_PUBLISHER);
  assert_fact (facts, "Program name", "<b>Name</b>");
  g_assert_null (find (facts, "Web address"));
  certificate = sgn_facts_for_certificate (leaf->certificate);
  assert_fact (certificate, "SHA-256", sgn_certificate_get_sha256 (leaf->certificate));
  assert_fact (certificate, "Serial number", sgn_certificate_get_serial (leaf->certificate));
  g_assert_true (get (certificate, "Serial number")->mono);
}

/* Whatever is missing from a report, no question is asked in vain and no value is empty. */
static void
test_sparse (void)
{
  for (SgnVerdict verdict = 0; verdict < SGN_N_VERDICTS; verdict++) {
    g_autoptr (SgnReport) report = ui_test_report_of (verdict);
    const SgnSignatureReport *signature = report->signatures->len > 0 ? get_first (report) : NULL;

    for (SgnQuestion question = 0; question < SGN_N_QUESTIONS; question++) {
      g_autoptr (GPtrArray) facts = sgn_facts_for_question (report, signature, question);

      for (guint i = 0; i < facts->len; i++) {
        const SgnFact *fact = g_ptr_array_index (facts, i);

        g_assert_cmpstr (fact->title, !=, "");
        g_assert_cmpstr (fact->value, !=, "");
      }
    }
  }
}

static void
test_text (void)
{
  g_autoptr (SgnReport) report = ui_test_report_new ();
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  report->sha256 = g_bytes_new_static ("\xab\xcd", 2);
  report->file = g_file_new_for_path ("/nowhere/setup.exe");
  facts = sgn_facts_for_file (report);
  text = sgn_facts_to_text (facts);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, facts->len + 1);
  g_assert_true (g_str_has_suffix (lines[0], ": abcd"));
  g_assert_nonnull (strstr (text, "/nowhere/setup.exe"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-facts/digests", test_digests);
  g_test_add_func ("/report-facts/publisher", test_publisher);
  g_test_add_func ("/report-facts/sparse", test_sparse);
  g_test_add_func ("/report-facts/text", test_text);
  return g_test_run ();
}
