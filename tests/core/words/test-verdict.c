/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/words/phrases.h"
#include "tests/support/test-ca.h"

#define DAY   ((gint64) 24 * 60 * 60)
#define START ((gint64) 1700000000) /* 14 November 2023 */

static TestCert *authority;
static TestCert *signer;
static TestCert *nameless;

/* One check of a signature that is good otherwise and has no timestamp. */
typedef struct {
  SgnCheckId check;
  SgnCheckStatus status;
  SgnReason reason;
} Change;

static SgnReport *
make_report (const Change *change, TestCert *cert)
{
  SgnReport *report = sgn_report_new ("setup.exe");
  SgnSignatureReport *signature = sgn_signature_report_new ();

  for (guint i = 0; i < SGN_N_CHECKS; i++)
    signature->checks[i].status = SGN_CHECK_PASS;
  signature->checks[SGN_CHECK_TIMESTAMP] = (SgnCheck){ SGN_CHECK_WARN,
                                                       SGN_REASON_NO_TIMESTAMP,
                                                       NULL };
  signature->checks[change->check].status = change->status;
  signature->checks[change->check].reason = change->reason;
  signature->signer = g_object_ref (cert->certificate);
  signature->verdict = sgn_signature_report_judge (signature);
  g_ptr_array_add (report->signatures, signature);
  report->judged_at = START + DAY;
  report->verdict = sgn_report_judge (report);
  return report;
}

static void
assert_words (const SgnReport *report,
              const char *verdict,
              const char *in_list,
              const char *explains)
{
  g_autofree char *headline = sgn_phrase_verdict (report);
  g_autofree char *row = sgn_phrase_verdict_short (report);
  g_autofree char *second = sgn_phrase_explanation (report);

  g_assert_cmpstr (headline, ==, verdict);
  g_assert_cmpstr (row, ==, in_list);
  g_test_message ("%s", second);
  g_assert_nonnull (strstr (second, explains));
}

/* Each verdict in its three forms. A name is said only where somebody trusted confirms it. */
static void
test_verdicts (void)
{
  static const struct {
    Change change;
    const char *verdict;
    const char *in_list;
    const char *explains;
  } cases[] = {
    { { SGN_CHECK_CONTENT, SGN_CHECK_PASS, 0 },
      "Signed by Example GmbH",
      "Signed by Example GmbH",
      "Unchanged since it was signed · confirmed by Trust Ltd" },
    { { SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_HASH },
      "Signed by Example GmbH with an outdated algorithm",
      "Signed by Example GmbH, outdated algorithm",
      "confirmed by Trust Ltd" },
    { { SGN_CHECK_REVOCATION, SGN_CHECK_UNKNOWN, SGN_REASON_NO_REVOCATION_LIST },
      "Signed by Example GmbH – revocation not checked",
      "Signed by Example GmbH, revocation not checked",
      "confirmed by Trust Ltd" },
    { { SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH },
      "Changed after signing – do not trust this file",
      "Changed after signing",
      "Do not run it. Delete it" },
    { { SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_REVOKED },
      "The signer’s certificate was revoked",
      "Certificate revoked",
      "Do not run it. Ask" },
    { { SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_ISSUER_REVOKED },
      "The certificate of the signer’s authority was revoked",
      "Certificate revoked",
      "Do not run it. Ask" },
    { { SGN_CHECK_SIGNATURE, SGN_CHECK_UNKNOWN, SGN_REASON_NO_CERTIFICATE },
      "The signature cannot be checked: its certificate is missing",
      "Cannot be checked",
      "Without the certificate" },
    { { SGN_CHECK_SIGNATURE, SGN_CHECK_UNKNOWN, SGN_REASON_UNKNOWN_ALGORITHM },
      "The signature cannot be checked: its algorithm is unknown",
      "Cannot be checked",
      "an algorithm that Signet does not know" },
    { { SGN_CHECK_CHAIN, SGN_CHECK_FAIL, SGN_REASON_ROOT_UNTRUSTED },
      "Intact, but the publisher is not confirmed",
      "Publisher not confirmed",
      "names “Example GmbH”" },
    { { SGN_CHECK_ALGORITHMS, SGN_CHECK_FAIL, SGN_REASON_WEAK_HASH },
      "Intact, but the publisher is not confirmed",
      "Publisher not confirmed",
      "Java treats the archive as unsigned" },
    { { SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_EXPIRED },
      "Intact, but the signature has expired",
      "Signature expired",
      "expired on 13 December 2023" },
    { { SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_NOT_YET_VALID },
      "Intact, but the certificate is not valid yet",
      "Certificate not valid yet",
      "only valid from 14 November 2023, and the date here is 15 November 2023" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnReport) report = make_report (&cases[i].change, signer);

    assert_words (report, cases[i].verdict, cases[i].in_list, cases[i].explains);
  }
}

static void
test_unsigned (void)
{
  g_autoptr (SgnReport) none = sgn_report_new ("setup.exe");
  g_autoptr (SgnReport) unreadable = sgn_report_new ("setup.exe");

  none->verdict = sgn_report_judge (none);
  assert_words (none, "Not signed", "Not signed", "usually signed");
  unreadable->error = g_error_new_literal (SGN_ERROR, SGN_ERROR_FILE_UNREADABLE, "");
  unreadable->verdict = sgn_report_judge (unreadable);
  assert_words (unreadable, "This file cannot be checked", "Cannot be checked", "cannot be read");
}

/* Who added something is unknown; who signed is said where that is proven. */
static void
test_added (void)
{
  static const Change good = { SGN_CHECK_CONTENT, SGN_CHECK_PASS, 0 };
  static const Change untrusted = { SGN_CHECK_CHAIN, SGN_CHECK_FAIL, SGN_REASON_ROOT_UNTRUSTED };
  g_autoptr (SgnReport) proven = make_report (&good, signer);
  g_autoptr (SgnReport) claimed = make_report (&untrusted, signer);

  proven->verdict = claimed->verdict = SGN_VERDICT_ADDED;
  assert_words (proven,
                "Signed by Example GmbH, but something was added later",
                "Something was added after signing",
                "data that no signature covers");
  assert_words (claimed,
                "Something was added after signing",
                "Something was added after signing",
                "data that no signature covers");
}

static void
test_timestamp (void)
{
  static const Change good = { SGN_CHECK_CONTENT, SGN_CHECK_PASS, 0 };
  g_autoptr (SgnReport) report = make_report (&good, signer);
  SgnTimestampReport *timestamp = sgn_timestamp_report_new ();

  timestamp->time = START;
  g_ptr_array_add (report->headline->timestamps, timestamp);
  report->headline->timestamp = timestamp;
  assert_words (report,
                "Signed by Example GmbH",
                "Signed by Example GmbH",
                "Unchanged since it was signed");
  timestamp->counts = TRUE;
  assert_words (report,
                "Signed by Example GmbH",
                "Signed by Example GmbH",
                "Unchanged since 14 November 2023 · confirmed by Trust Ltd");
}

static void
test_nameless (void)
{
  static const Change good = { SGN_CHECK_CONTENT, SGN_CHECK_PASS, 0 };
  static const Change untrusted = { SGN_CHECK_CHAIN, SGN_CHECK_FAIL, SGN_REASON_ROOT_UNTRUSTED };
  g_autoptr (SgnReport) trusted = make_report (&good, nameless);
  g_autoptr (SgnReport) claimed = make_report (&untrusted, nameless);

  assert_words (trusted,
                "Signed by a publisher without a name",
                "Signed by a publisher without a name",
                "confirmed by Trust Ltd");
  assert_words (claimed,
                "Intact, but the publisher is not confirmed",
                "Publisher not confirmed",
                "does not name a signer");
}

/* A good signature says nothing of the program, a bad one needs no such warning. */
static void
test_caution (void)
{
  static const struct {
    Change change;
    const char *says; /* "": nothing */
  } cases[] = {
    { { SGN_CHECK_CONTENT, SGN_CHECK_PASS, 0 }, "whether the program is harmless" },
    { { SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_HASH }, "harmless" },
    { { SGN_CHECK_REVOCATION, SGN_CHECK_UNKNOWN, SGN_REASON_OFFLINE }, "harmless" },
    { { SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_EXPIRED }, "With a timestamp" },
    { { SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_NOT_YET_VALID }, "" },
    { { SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH }, "" },
    { { SGN_CHECK_CHAIN, SGN_CHECK_FAIL, SGN_REASON_ROOT_UNTRUSTED }, "" },
    { { SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_REVOKED }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnReport) report = make_report (&cases[i].change, signer);
    const char *caution = sgn_phrase_caution (report);

    if (cases[i].says[0] == '\0')
      g_assert_cmpstr (caution, ==, "");
    else
      g_assert_nonnull (strstr (caution, cases[i].says));
  }
}

/* What is copied for others: the name without control characters, the answers and the hash
 * values. */
static void
test_summary (void)
{
  static const Change changed = { SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH };
  g_autoptr (SgnReport) report = make_report (&changed, signer);
  g_autofree char *text = NULL;

  g_free (report->name);
  report->name = g_strdup ("a\u202eb.exe");
  report->sha256 = g_bytes_new_static ("\x12\xab", 2);
  report->headline->digest_computed = g_bytes_new_static ("\x01", 1);
  report->headline->digest_stored = g_bytes_new_static ("\x02", 1);
  text = sgn_phrase_summary (report);
  g_assert_null (strstr (text, "\u202e"));
  g_assert_nonnull (strstr (text, "\nChanged after signing – do not trust this file\n"));
  g_assert_nonnull (strstr (text, sgn_phrase_question (SGN_QUESTION_UNCHANGED)));
  g_assert_nonnull (strstr (text, "SHA-256 hash value of the file: 12ab\n"));
  g_assert_nonnull (strstr (text, "Hash value of this file: 01\n"));
  g_assert_nonnull (strstr (text, "Hash value in the signature: 02\n"));
  g_assert_nonnull (strstr (text, sgn_certificate_get_sha1 (signer->certificate)));
}

static void
make_certificates (void)
{
  const TestCertSpec root = { .name = "Root", .organization = "Trust Ltd", .ca = TRUE };
  const TestCertSpec leaf = { .name = "Example GmbH",
                              .not_before = START,
                              .not_after = START + 29 * DAY };
  const TestCertSpec bare = { .usages = "codeSigning" }; /* and no subject */

  authority = test_cert_new (NULL, &root);
  signer = test_cert_new (authority, &leaf);
  nameless = test_cert_new (authority, &bare);
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  make_certificates ();
  g_test_add_func ("/phrases-verdict/verdicts", test_verdicts);
  g_test_add_func ("/phrases-verdict/unsigned", test_unsigned);
  g_test_add_func ("/phrases-verdict/added", test_added);
  g_test_add_func ("/phrases-verdict/timestamp", test_timestamp);
  g_test_add_func ("/phrases-verdict/nameless", test_nameless);
  g_test_add_func ("/phrases-verdict/caution", test_caution);
  g_test_add_func ("/phrases-verdict/summary", test_summary);
  status = g_test_run ();
  test_cert_free (nameless);
  test_cert_free (signer);
  test_cert_free (authority);
  return status;
}
