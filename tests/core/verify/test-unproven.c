/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/verify/unproven.h"
#include "tests/support/test-ca.h"

/* How large what proves nothing may be until it counts as added. */

#define KIB ((guint64) 1024)

static SgnSignatureReport *
add_signature (SgnReport *report, guint64 size)
{
  SgnSignatureReport *signature = sgn_signature_report_new ();

  signature->verdict = SGN_VERDICT_VALID;
  signature->size = size;
  for (guint i = 0; i < SGN_N_CHECKS; i++)
    signature->checks[i].status = SGN_CHECK_PASS;
  g_ptr_array_add (report->signatures, signature);
  return signature;
}

/* Nobody whom we trust made it. */
static SgnSignatureReport *
add_unproven (SgnReport *report, guint64 size)
{
  SgnSignatureReport *signature = add_signature (report, size);

  signature->verdict = SGN_VERDICT_UNTRUSTED;
  signature->checks[SGN_CHECK_CHAIN].status = SGN_CHECK_FAIL;
  return signature;
}

/* A report with one good signature. */
static SgnReport *
new_report (void)
{
  SgnReport *report = sgn_report_new ("a.exe");

  add_signature (report, 200 * KIB);
  return report;
}

/* One that is intact, but by nobody whom we trust. */
static SgnTimestampReport *
add_stamp (SgnReport *report, guint64 size)
{
  SgnSignatureReport *signature = report->signatures->pdata[report->signatures->len - 1];
  SgnTimestampReport *stamp = sgn_timestamp_report_new ();

  stamp->intact = TRUE;
  stamp->size = size;
  g_ptr_array_add (signature->timestamps, stamp);
  return stamp;
}

static void
assert_finding (const SgnReport *report,
                guint index,
                SgnFindingCode code,
                SgnSeverity severity,
                SgnUncovered kind)
{
  const SgnFinding *finding;

  g_assert_cmpuint (report->findings->len, >, index);
  finding = report->findings->pdata[index];
  g_assert_cmpstr (sgn_finding_code_to_id (finding->code), ==, sgn_finding_code_to_id (code));
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpint (finding->could_be, ==, kind);
}

/* What the only finding is. */
static void
assert_only (SgnReport *report, SgnFindingCode code, SgnSeverity severity, SgnUncovered kind)
{
  sgn_verify_find_unproven (report);
  assert_finding (report, 0, code, severity, kind);
  g_assert_cmpuint (report->findings->len, ==, 1);
}

static void
assert_nothing (SgnReport *report)
{
  sgn_verify_find_unproven (report);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

#define assert_harmless(report, code)                                                              \
  assert_only (report, code, SGN_SEVERITY_NOTE, SGN_UNCOVERED_NOTHING)
#define assert_added(report, code, kind) assert_only (report, code, SGN_SEVERITY_ADDED, kind)

static void
test_stamp_size (void)
{
  g_autoptr (SgnReport) largest = new_report ();
  g_autoptr (SgnReport) larger = new_report ();
  g_autoptr (SgnReport) proof = new_report ();

  add_stamp (largest, 16 * KIB);
  assert_harmless (largest, SGN_FINDING_TIMESTAMP_IGNORED);
  add_stamp (larger, 16 * KIB + 1);
  assert_added (larger, SGN_FINDING_TIMESTAMP_IGNORED, SGN_UNCOVERED_LARGE);
  add_stamp (proof, 60 * KIB)->counts = TRUE;
  assert_nothing (proof);
}

/* Many small ones have room as well. */
static void
test_stamps_total (void)
{
  for (guint rest = 0; rest < 2; rest++) {
    g_autoptr (SgnReport) report = new_report ();

    for (guint i = 0; i < 4; i++)
      add_stamp (report, 16 * KIB - 1);
    add_stamp (report, 4 + rest);
    if (rest == 0)
      assert_harmless (report, SGN_FINDING_TIMESTAMP_IGNORED);
    else
      assert_added (report, SGN_FINDING_TIMESTAMP_IGNORED, SGN_UNCOVERED_LARGE);
    g_assert_cmpuint (((SgnFinding *) report->findings->pdata[0])->more, ==, 4);
  }
}

/* However small it is. Binary data of no kind is only what every timestamp is. */
static void
test_stamp_kind (void)
{
  g_autoptr (SgnReport) archive = new_report ();
  g_autoptr (SgnReport) binary = new_report ();

  add_stamp (archive, 100)->could_be = SGN_UNCOVERED_ARCHIVE;
  assert_added (archive, SGN_FINDING_TIMESTAMP_IGNORED, SGN_UNCOVERED_ARCHIVE);
  add_stamp (binary, 2000)->could_be = SGN_UNCOVERED_LARGE;
  assert_harmless (binary, SGN_FINDING_TIMESTAMP_IGNORED);
}

/* One finding for each reason, and the first reason that applies. */
static void
test_stamp_reasons (void)
{
  static const char *const reasons[] = { "broken", "not-read", "revoked", "untrusted" };
  g_autoptr (SgnReport) report = new_report ();
  SgnTimestampReport *broken = add_stamp (report, 100);
  SgnTimestampReport *unread = add_stamp (report, 100);

  broken->intact = FALSE;
  broken->unread = unread->unread = TRUE;
  broken->revoked = unread->revoked = TRUE;
  add_stamp (report, 100)->revoked = TRUE;
  add_stamp (report, 100);
  sgn_verify_find_unproven (report);
  g_assert_cmpuint (report->findings->len, ==, G_N_ELEMENTS (reasons));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_assert_cmpstr (((SgnFinding *) report->findings->pdata[i])->detail, ==, reasons[i]);
}

static void
test_signature_size (void)
{
  g_autoptr (SgnReport) largest = new_report ();
  g_autoptr (SgnReport) larger = new_report ();
  g_autoptr (SgnReport) proven = new_report ();

  add_unproven (largest, 32 * KIB);
  assert_harmless (largest, SGN_FINDING_UNPROVEN_SIGNATURE);
  add_unproven (larger, 32 * KIB + 1);
  assert_added (larger, SGN_FINDING_UNPROVEN_SIGNATURE, SGN_UNCOVERED_LARGE);
  g_assert_cmpuint (((SgnFinding *) larger->findings->pdata[0])->signature, ==, 2);
  add_signature (proven, 200 * KIB);
  assert_nothing (proven);
}

/* Page hashes of this file are no room, those of another are. */
static void
test_signature_content (void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (SgnReport) report = new_report ();
    SgnSignatureReport *signature = add_unproven (report, 132 * KIB);

    signature->content_size = 100 * KIB;
    signature->checks[SGN_CHECK_CONTENT].status = i == 0 ? SGN_CHECK_PASS : SGN_CHECK_FAIL;
    sgn_verify_find_unproven (report);
    assert_finding (report,
                    0,
                    SGN_FINDING_UNPROVEN_SIGNATURE,
                    i == 0 ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
                    i == 0 ? SGN_UNCOVERED_NOTHING : SGN_UNCOVERED_LARGE);
  }
}

/* A small one is told elsewhere when it is broken, and not at all beside one that proves nothing
 * either. */
static void
test_signature_told (void)
{
  g_autoptr (SgnReport) broken = new_report ();
  g_autoptr (SgnReport) large = new_report ();
  g_autoptr (SgnReport) neither = sgn_report_new ("a.exe");
  g_autoptr (SgnReport) archive = sgn_report_new ("a.exe");

  add_unproven (broken, KIB)->verdict = SGN_VERDICT_CHANGED;
  assert_nothing (broken);
  add_unproven (large, 33 * KIB)->verdict = SGN_VERDICT_CHANGED;
  assert_added (large, SGN_FINDING_UNPROVEN_SIGNATURE, SGN_UNCOVERED_LARGE);
  add_unproven (neither, 200 * KIB);
  add_unproven (neither, KIB);
  assert_nothing (neither);
  add_unproven (archive, KIB);
  add_unproven (archive, KIB)->could_be = SGN_UNCOVERED_ARCHIVE;
  assert_added (archive, SGN_FINDING_UNPROVEN_SIGNATURE, SGN_UNCOVERED_ARCHIVE);
}

/* All together may be four times as large as the largest one. */
static void
test_total (void)
{
  for (guint rest = 0; rest < 2; rest++) {
    g_autoptr (SgnReport) report = new_report ();

    for (guint i = 0; i < 4; i++)
      add_unproven (report, 32 * KIB - 1);
    add_stamp (report, 4 + rest);
    sgn_verify_find_unproven (report);
    g_assert_cmpuint (report->findings->len, ==, 5 + rest);
    if (rest > 0)
      assert_finding (report,
                      5,
                      SGN_FINDING_UNPROVEN_SIGNATURE,
                      SGN_SEVERITY_ADDED,
                      SGN_UNCOVERED_LARGE);
  }
}

static GBytes *
make_signature (void)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (SgnIdentity) identity = test_identity_new (root, NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7);
  g_autoptr (GError) error = NULL;
  GBytes *der = sgn_cms_build (SGN_OID_DATA, content, identity, &options, NULL, &error);

  g_assert_no_error (error);
  return der;
}

/* The findings about @size bytes behind a signature. (transfer full) */
static SgnFindings *
find_rest (GBytes *der, const char *rest, gsize size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (SgnSignedData) signed_data = NULL;
  SgnFindings *findings = sgn_findings_new ();

  g_byte_array_append (bytes, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  g_byte_array_append (bytes, (const guint8 *) rest, (guint) size);
  whole = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  signed_data = sgn_signed_data_parse (whole, NULL);
  g_assert_nonnull (signed_data);
  sgn_verify_find_rest (whole, signed_data, findings);
  return findings;
}

/* Containers fill up to eight bytes with zeros. */
static void
test_rest (void)
{
  static const char zeros[8] = { 0 };
  static const char data[3] = { 0, 'a', 0 };
  g_autoptr (GBytes) der = make_signature ();
  g_autoptr (GPtrArray) aligned = find_rest (der, zeros, 7);
  g_autoptr (GPtrArray) longer = find_rest (der, zeros, 8);
  g_autoptr (GPtrArray) other = find_rest (der, data, 3);
  const SgnFinding *finding;

  g_assert_cmpuint (aligned->len, ==, 0);
  g_assert_cmpuint (longer->len, ==, 1);
  finding = longer->pdata[0];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_PADDING_LONG);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
  g_assert_cmpuint (other->len, ==, 1);
  finding = other->pdata[0];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_PADDING_DATA);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  g_assert_cmpuint (finding->size, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unproven/stamp-size", test_stamp_size);
  g_test_add_func ("/unproven/stamps-total", test_stamps_total);
  g_test_add_func ("/unproven/stamp-kind", test_stamp_kind);
  g_test_add_func ("/unproven/stamp-reasons", test_stamp_reasons);
  g_test_add_func ("/unproven/signature-size", test_signature_size);
  g_test_add_func ("/unproven/signature-content", test_signature_content);
  g_test_add_func ("/unproven/signature-told", test_signature_told);
  g_test_add_func ("/unproven/total", test_total);
  g_test_add_func ("/unproven/rest", test_rest);
  return g_test_run ();
}
