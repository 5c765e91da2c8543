/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/report/report.h"

static SgnSignatureReport *
add_good (SgnReport *report)
{
  SgnSignatureReport *signature = sgn_signature_report_new ();

  for (guint i = 0; i < SGN_N_CHECKS; i++) {
    signature->checks[i].status = SGN_CHECK_PASS;
    signature->checks[i].reason = SGN_REASON_NONE;
  }
  signature->verdict = sgn_signature_report_judge (signature);
  g_ptr_array_add (report->signatures, signature);
  return signature;
}

static void
set (SgnSignatureReport *signature, SgnCheckId check, SgnCheckStatus status)
{
  signature->checks[check].status = status;
  signature->verdict = sgn_signature_report_judge (signature);
}

static void
test_checks (void)
{
  static const struct {
    SgnCheckId check;
    SgnCheckStatus status;
    SgnVerdict verdict;
  } cases[] = {
    { SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_VERDICT_CHANGED },
    { SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL, SGN_VERDICT_CHANGED },
    { SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN, SGN_VERDICT_UNTRUSTED },
    { SGN_CHECK_CONTENT, SGN_CHECK_SKIPPED, SGN_VERDICT_UNTRUSTED },
    { SGN_CHECK_SIGNATURE, SGN_CHECK_UNKNOWN, SGN_VERDICT_UNTRUSTED },
    { SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_VERDICT_REVOKED },
    { SGN_CHECK_REVOCATION, SGN_CHECK_UNKNOWN, SGN_VERDICT_REVOCATION_UNKNOWN },
    { SGN_CHECK_REVOCATION, SGN_CHECK_SKIPPED, SGN_VERDICT_VALID },
    { SGN_CHECK_CHAIN, SGN_CHECK_FAIL, SGN_VERDICT_UNTRUSTED },
    { SGN_CHECK_USAGE, SGN_CHECK_FAIL, SGN_VERDICT_UNTRUSTED },
    { SGN_CHECK_USAGE, SGN_CHECK_WARN, SGN_VERDICT_VALID },
    { SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_VERDICT_EXPIRED },
    { SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_VERDICT_WEAK },
    { SGN_CHECK_TIMESTAMP, SGN_CHECK_WARN, SGN_VERDICT_VALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnReport) report = sgn_report_new ("a.exe");

    set (add_good (report), cases[i].check, cases[i].status);
    g_assert_cmpstr (sgn_verdict_to_id (sgn_report_judge (report)),
                     ==,
                     sgn_verdict_to_id (cases[i].verdict));
  }
}

static void
test_order (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = add_good (report);

  set (signature, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN);
  set (signature, SGN_CHECK_REVOCATION, SGN_CHECK_UNKNOWN);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_REVOCATION_UNKNOWN);
  set (signature, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_EXPIRED);
  set (signature, SGN_CHECK_CHAIN, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNTRUSTED);
  sgn_findings_add (report->findings, SGN_FINDING_PADDING_DATA, SGN_SEVERITY_ADDED, 100, 16, NULL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_ADDED);
  sgn_findings_add (report->findings,
                    SGN_FINDING_TRAILING_DATA,
                    SGN_SEVERITY_CHANGED,
                    200,
                    16,
                    NULL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_CHANGED);
}

static void
test_unsigned_and_unreadable (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");

  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNSIGNED);
  g_assert_null (report->headline);
  report->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNREADABLE);
}

/* The first signature must be intact; a better one speaks for it only where the first is good but
 * made by a method of the past. */
static void
test_several (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *first = add_good (report);
  SgnSignatureReport *second = add_good (report);

  set (first, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_VALID);
  g_assert_true (report->headline == second);
  g_assert_cmpuint (report->findings->len, ==, 0);

  set (second, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_WEAK);
  g_assert_true (report->headline == first);
  g_assert_cmpuint (report->findings->len, ==, 1);

  set (second, SGN_CHECK_SIGNATURE, SGN_CHECK_PASS);
  set (first, SGN_CHECK_CONTENT, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_CHANGED);
  g_assert_true (report->headline == first);
}

static const SgnFinding *
get_finding (const SgnReport *report, guint index)
{
  g_assert_cmpuint (index, <, report->findings->len);
  return report->findings->pdata[index];
}

/* The headline tells that its own signature is broken; of the others a finding does. */
static void
test_broken (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.jar");

  add_good (report);
  set (add_good (report), SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL);
  set (add_good (report), SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL);
  report->several = SGN_SEVERAL_ALL;
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_CHANGED);
  g_assert_true (report->headline == report->signatures->pdata[1]);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpint (get_finding (report, 0)->code, ==, SGN_FINDING_NESTED_BROKEN);
  g_assert_cmpuint (get_finding (report, 0)->signature, ==, 3);
}

static void
add_finding (SgnReport *report, guint64 size)
{
  sgn_findings_add (report->findings,
                    SGN_FINDING_EXTRA_CERTIFICATE,
                    SGN_SEVERITY_NOTE,
                    0,
                    size,
                    NULL);
}

/* What says the same is one; what is too much is counted at the signature it belongs to. */
static void
test_counted (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");

  for (guint i = 0; i < 64; i++)
    add_finding (report, 1);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpuint (get_finding (report, 0)->more, ==, 63);
  g_ptr_array_set_size (report->findings, 0);
  for (guint number = 1; number <= 3; number++) {
    guint before = report->findings->len;

    for (guint i = 0; i < 64; i++)
      add_finding (report, i + 2);
    sgn_findings_assign (report->findings, before, number);
  }
  g_assert_cmpuint (report->findings->len, ==, SGN_FINDINGS_MAX + 2);
  g_assert_cmpuint (get_finding (report, SGN_FINDINGS_MAX - 1)->signature, ==, 1);
  for (guint number = 2; number <= 3; number++) {
    const SgnFinding *finding = get_finding (report, SGN_FINDINGS_MAX + number - 2);

    g_assert_cmpuint (finding->signature, ==, number);
    g_assert_cmpuint (finding->more, ==, 63);
  }
}

/* In Windows the first signature decides, whatever stands beside it. */
static void
test_first (void)
{
  static const SgnCheckId checks[] = { SGN_CHECK_CHAIN, SGN_CHECK_VALIDITY, SGN_CHECK_REVOCATION };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
    SgnSignatureReport *first = add_good (report);

    add_good (report);
    set (first, checks[i], SGN_CHECK_FAIL);
    g_assert_cmpint (sgn_report_judge (report), ==, first->verdict);
    g_assert_true (report->headline == first);
  }
}

/* Nothing that was not compared with the file speaks for it. */
static void
test_unverified (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *first = add_good (report);
  SgnSignatureReport *second = add_good (report);

  set (first, SGN_CHECK_SIGNATURE, SGN_CHECK_UNKNOWN);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNTRUSTED);
  g_assert_true (report->headline == first);
  set (first, SGN_CHECK_SIGNATURE, SGN_CHECK_PASS);
  set (first, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN);
  second->of_signature = TRUE;
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_WEAK);
  second->of_signature = FALSE;
  set (second, SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_WEAK);
  g_assert_true (report->headline == first);
}

/* Firmware takes any that is not nested, Java all. */
static void
test_other_readers (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.efi");
  SgnSignatureReport *second;

  set (add_good (report), SGN_CHECK_CHAIN, SGN_CHECK_FAIL);
  second = add_good (report);
  report->several = SGN_SEVERAL_ANY;
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_VALID);
  report->several = SGN_SEVERAL_ALL;
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNTRUSTED);
  set (second, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_CHANGED);
  second->nested = 1;
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNTRUSTED);
  set (second, SGN_CHECK_SIGNATURE, SGN_CHECK_PASS);
  report->several = SGN_SEVERAL_ANY;
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNTRUSTED);
}

/* A catalog makes up for a signature that is not good enough, not for one that does not fit. */
static void
test_catalog (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *first = add_good (report);

  add_good (report)->catalog = g_strdup ("a.cat");
  set (first, SGN_CHECK_CHAIN, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_VALID);
  set (first, SGN_CHECK_CONTENT, SGN_CHECK_FAIL);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_CHANGED);
}

/* Whatever the headline says, a method of the past is told. */
static void
test_outdated (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = add_good (report);

  set (signature, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN);
  set (signature, SGN_CHECK_REVOCATION, SGN_CHECK_UNKNOWN);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_REVOCATION_UNKNOWN);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpint (((SgnFinding *) report->findings->pdata[0])->code, ==, SGN_FINDING_OUTDATED);
}

static void
test_time (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = add_good (report);
  SgnTimestampReport *stamp = sgn_timestamp_report_new ();

  g_assert_cmpint (sgn_signature_report_get_time (signature, 1000), ==, 1000);
  g_ptr_array_add (signature->timestamps, stamp);
  signature->timestamp = stamp;
  stamp->time = 500;
  g_assert_cmpint (sgn_signature_report_get_time (signature, 1000), ==, 1000);
  stamp->counts = TRUE;
  g_assert_cmpint (sgn_signature_report_get_time (signature, 1000), ==, 500);
}

static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < SGN_N_VERDICTS; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) sgn_verdict_to_id (i)));
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < SGN_N_CHECKS; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) sgn_check_id_to_id (i)));
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < SGN_N_REASONS; i++) {
    g_assert_nonnull (sgn_reason_to_id (i));
    g_assert_true (g_hash_table_add (seen, (gpointer) sgn_reason_to_id (i)));
  }
}

/* Of two that are equally good the first speaks, and the file's own before that of a catalog. */
static void
test_equal (void)
{
  g_autoptr (SgnReport) several = sgn_report_new ("a.efi");
  g_autoptr (SgnReport) listed = sgn_report_new ("a.exe");
  SgnSignatureReport *first = add_good (several);
  SgnSignatureReport *own = add_good (listed);

  several->several = SGN_SEVERAL_ANY;
  add_good (several);
  sgn_report_judge (several);
  g_assert_true (several->headline == first);
  add_good (listed)->catalog = g_strdup ("a.cat");
  sgn_report_judge (listed);
  g_assert_true (listed->headline == own);
}

/* Who is not intact replaces nobody, not even somebody revoked. */
static void
test_replacing (void)
{
  g_autoptr (SgnReport) revoked = sgn_report_new ("a.efi");
  g_autoptr (SgnReport) expired = sgn_report_new ("a.exe");
  SgnSignatureReport *first = add_good (revoked);
  SgnSignatureReport *outdated = add_good (expired);

  revoked->several = SGN_SEVERAL_ANY;
  set (first, SGN_CHECK_REVOCATION, SGN_CHECK_FAIL);
  set (add_good (revoked), SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN);
  g_assert_cmpint (sgn_report_judge (revoked), ==, SGN_VERDICT_REVOKED);

  set (outdated, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN);
  set (outdated, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL);
  add_good (expired);
  g_assert_cmpint (sgn_report_judge (expired), ==, SGN_VERDICT_VALID);
}

/* Of a signature that was not verified nothing is said, nor that its algorithm is outdated. */
static void
test_outdated_unverified (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = add_good (report);

  set (signature, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN);
  set (signature, SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN);
  g_assert_cmpint (sgn_report_judge (report), ==, SGN_VERDICT_UNTRUSTED);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

static SgnReason
judge_line_ends (SgnFindingCode code, SgnSeverity severity)
{
  g_autoptr (SgnReport) report = sgn_report_new ("a.ps1");
  SgnSignatureReport *signature = add_good (report);

  sgn_findings_add (report->findings, SGN_FINDING_LINE_ENDS, SGN_SEVERITY_CHANGED, 0, 0, NULL);
  sgn_findings_add (report->findings, code, severity, 0, 0, NULL);
  sgn_report_judge (report);
  return signature->checks[SGN_CHECK_COVERAGE].reason;
}

static void
test_line_ends (void)
{
  g_assert_cmpint (judge_line_ends (SGN_FINDING_MISNAMED, SGN_SEVERITY_NOTE),
                   ==,
                   SGN_REASON_LINE_ENDS);
  g_assert_cmpint (judge_line_ends (SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_ADDED),
                   ==,
                   SGN_REASON_DATA_ADDED);
}

static SgnChain *
new_chain (void)
{
  SgnChain *chain = g_new0 (SgnChain, 1);

  chain->certificates = g_ptr_array_new_with_free_func (g_object_unref);
  return chain;
}

/* A copy lives on without what it was made of, and knows its own timestamp. */
static void
test_copy (void)
{
  g_autoptr (SgnReport) owner = sgn_report_new ("a.exe");
  g_autoptr (SgnReport) other = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = add_good (owner);
  SgnSignatureReport *copy;

  g_ptr_array_add (signature->timestamps, sgn_timestamp_report_new ());
  g_ptr_array_add (signature->timestamps, sgn_timestamp_report_new ());
  signature->timestamp = signature->timestamps->pdata[1];
  signature->timestamp->chain = new_chain ();
  signature->chain = new_chain ();
  signature->digest_stored = g_bytes_new_static ("digest", 6);
  copy = sgn_signature_report_copy (signature);
  g_ptr_array_add (other->signatures, copy);
  g_ptr_array_set_size (owner->signatures, 0);
  g_assert_true (copy->timestamp == copy->timestamps->pdata[1]);
  g_assert_nonnull (copy->timestamp->chain);
  g_assert_cmpuint (copy->chain->certificates->len, ==, 0);
  g_assert_cmpuint (g_bytes_get_size (copy->digest_stored), ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/checks", test_checks);
  g_test_add_func ("/report/order", test_order);
  g_test_add_func ("/report/unsigned-and-unreadable", test_unsigned_and_unreadable);
  g_test_add_func ("/report/several", test_several);
  g_test_add_func ("/report/broken", test_broken);
  g_test_add_func ("/report/counted", test_counted);
  g_test_add_func ("/report/first", test_first);
  g_test_add_func ("/report/unverified", test_unverified);
  g_test_add_func ("/report/other-readers", test_other_readers);
  g_test_add_func ("/report/catalog", test_catalog);
  g_test_add_func ("/report/outdated", test_outdated);
  g_test_add_func ("/report/time", test_time);
  g_test_add_func ("/report/words", test_words);
  g_test_add_func ("/report/equal", test_equal);
  g_test_add_func ("/report/replacing", test_replacing);
  g_test_add_func ("/report/outdated-unverified", test_outdated_unverified);
  g_test_add_func ("/report/line-ends", test_line_ends);
  g_test_add_func ("/report/copy", test_copy);
  return g_test_run ();
}
