/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/verify/signer.h"
#include "tests/core/trust/list-spec.h"
#include "tests/support/test-ca.h"

/* What Windows' lists make of a signature: the time that counts, and the words for it. */

typedef struct {
  const char *properties; /* of the root on the list */
  const char *disallowed; /* (nullable): hash by which the signer is disallowed */
  const char *stamped;    /* (nullable): time of a timestamp */
  gboolean counts;        /* that timestamp */
  const char *now;
  SgnReason chain;
  SgnVerdict verdict;
} Row;

/* The signer's certificate is valid from 2018 to 2030. Without revocation lists the best verdict
 * says that revocation was not checked; certificates that name no address are not asked about. */
static const Row rows[] = {
  { "9=code", NULL, NULL, FALSE, "2024-01-01", SGN_REASON_NONE, SGN_VERDICT_VALID },
  { NULL, NULL, NULL, FALSE, "2024-01-01", SGN_REASON_CHAIN_INCOMPLETE, SGN_VERDICT_UNTRUSTED },
  { "9=stamp", NULL, NULL, FALSE, "2024-01-01", SGN_REASON_ROOT_USAGE, SGN_VERDICT_UNTRUSTED },
  { "126=2018-01-01",
    NULL,
    NULL,
    FALSE,
    "2024-01-01",
    SGN_REASON_ROOT_CLOSED,
    SGN_VERDICT_UNTRUSTED },
  { "126=2018-01-02", NULL, NULL, FALSE, "2024-01-01", SGN_REASON_NONE, SGN_VERDICT_VALID },
  /* without a proven time, that is now */
  { "104=2023-08-01", NULL, NULL, FALSE, "2023-07-31", SGN_REASON_NONE, SGN_VERDICT_VALID },
  { "104=2023-08-01",
    NULL,
    NULL,
    FALSE,
    "2023-08-01",
    SGN_REASON_ROOT_RETIRED,
    SGN_VERDICT_UNTRUSTED },
  { "104=2023-08-01",
    NULL,
    "2020-01-01",
    TRUE,
    "2024-01-01",
    SGN_REASON_ROOT_RETIRED_LATER,
    SGN_VERDICT_VALID },
  { "104=2023-08-01", NULL, "2020-01-01", TRUE, "2023-07-31", SGN_REASON_NONE, SGN_VERDICT_VALID },
  { "104=2023-08-01",
    NULL,
    "2023-08-01",
    TRUE,
    "2024-01-01",
    SGN_REASON_ROOT_RETIRED,
    SGN_VERDICT_UNTRUSTED },
  /* a timestamp that does not count proves nothing */
  { "104=2023-08-01",
    NULL,
    "2020-01-01",
    FALSE,
    "2024-01-01",
    SGN_REASON_ROOT_RETIRED,
    SGN_VERDICT_UNTRUSTED },
  { "104=2023-08-01 122=server",
    NULL,
    NULL,
    FALSE,
    "2024-01-01",
    SGN_REASON_NONE,
    SGN_VERDICT_VALID },
  { "104=", NULL, NULL, FALSE, "2024-01-01", SGN_REASON_NONE, SGN_VERDICT_VALID },
  /* final */
  { "9=code", "md5", NULL, FALSE, "2024-01-01", SGN_REASON_DISALLOWED, SGN_VERDICT_REVOKED },
  { "9=code",
    "sha384",
    "2020-01-01",
    TRUE,
    "2024-01-01",
    SGN_REASON_DISALLOWED,
    SGN_VERDICT_REVOKED },
  { NULL, "md5", NULL, FALSE, "2024-01-01", SGN_REASON_DISALLOWED, SGN_VERDICT_REVOKED },
};

static TestCert *
make (TestCert *issuer, const char *name, const char *usages, const char *end)
{
  const TestCertSpec spec = {
    .name = name,
    .ca = issuer == NULL,
    .usages = usages,
    .not_before = list_spec_time ("2018-01-01"),
    .not_after = list_spec_time (end),
  };

  return test_cert_new (issuer, &spec);
}

static SgnAnchors *
make_anchors (const Row *row, TestCert *root, TestCert *leaf)
{
  const ListedSpec spec = { root->certificate, row->properties };
  g_autoptr (SgnRootList) list = list_spec_roots (&spec, 1);
  g_autoptr (SgnAnchors) known = sgn_anchors_new ();
  SgnAnchors *anchors = sgn_anchors_new ();

  sgn_anchors_set_windows (anchors, list);
  if (row->properties != NULL) {
    sgn_anchors_add (known, root->certificate);
    sgn_anchors_set_known (anchors, known);
  }
  if (row->disallowed != NULL) {
    g_autoptr (SgnDisallowed)
        disallowed = list_spec_disallowed (leaf->certificate, row->disallowed);

    sgn_anchors_set_disallowed (anchors, disallowed);
  }
  return anchors;
}

static SgnSignatureReport *
make_report (const Row *row, TestCert *leaf)
{
  SgnSignatureReport *report = sgn_signature_report_new ();

  report->signer = g_object_ref (leaf->certificate);
  for (guint i = 0; i < SGN_N_CHECKS; i++)
    report->checks[i] = (SgnCheck){ .status = SGN_CHECK_PASS };
  if (row->stamped != NULL) {
    report->timestamp = sgn_timestamp_report_new ();
    report->timestamp->time = list_spec_time (row->stamped);
    report->timestamp->counts = row->counts;
    g_ptr_array_add (report->timestamps, report->timestamp);
  }
  return report;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (TestCert) root = make (NULL, "Root", NULL, "2040-01-01");
  g_autoptr (TestCert) leaf = make (root, "Leaf", "codeSigning", "2030-01-01");
  g_autoptr (SgnAnchors) anchors = make_anchors (row, root, leaf);
  g_autoptr (SgnReport) file = sgn_report_new ("a.exe");
  SgnFormat format = { 0 };
  SgnSubject subject = { .format = &format };
  SgnVerifyOptions options = { .anchors = anchors };
  const SgnVerifyContext context = { .subject = &subject,
                                     .options = &options,
                                     .now = list_spec_time (row->now) };
  SgnSignatureReport *report = make_report (row, leaf);
  const SgnCheck *revocation = &report->checks[SGN_CHECK_REVOCATION];

  g_ptr_array_add (file->signatures, report);
  sgn_verify_signer (&context, NULL, NULL, report);
  g_assert_cmpstr (sgn_reason_to_id (report->checks[SGN_CHECK_CHAIN].reason),
                   ==,
                   sgn_reason_to_id (row->chain));
  g_assert_cmpstr (sgn_verdict_to_id (sgn_signature_report_judge (report)),
                   ==,
                   sgn_verdict_to_id (row->verdict));
  if (row->disallowed != NULL) {
    g_assert_cmpint (revocation->reason, ==, SGN_REASON_DISALLOWED);
    g_assert_cmpstr (revocation->detail, ==, "Leaf");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_strdup_printf ("/windows-lists/%u", i + 1);

    g_test_add_data_func (name, &rows[i], test_row);
  }
  return g_test_run ();
}
