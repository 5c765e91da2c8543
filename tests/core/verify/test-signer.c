/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/verify/signer.h"
#include "tests/support/test-ca.h"
#include "tests/support/test-crl.h"

#define DAY ((gint64) 24 * 60 * 60)

typedef struct {
  TestCert *root;
  SgnAnchors *anchors;
  SgnRevocationLists *lists;
  SgnFormat format;
  SgnSubject subject;
  SgnVerifyOptions options;
  SgnVerifyContext context;
  SgnReport *report;
  SgnSignatureReport *signature; /* the last one of the report */
  TestCert *leaf;                /* signed it */
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  f->root = test_cert_new (NULL,
                           &(TestCertSpec){ .name = "Root",
                                            .ca = TRUE,
                                            .not_before = now - 1000 * DAY });
  f->anchors = sgn_anchors_new ();
  sgn_anchors_add (f->anchors, f->root->certificate);
  f->lists = sgn_revocation_lists_new ();
  f->subject.format = &f->format;
  f->options.anchors = f->anchors;
  f->report = sgn_report_new ("a.exe");
  f->context = (SgnVerifyContext){ .subject = &f->subject, .options = &f->options, .now = now };
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  sgn_report_unref (f->report);
  sgn_revocation_lists_unref (f->lists);
  sgn_anchors_unref (f->anchors);
  test_cert_free (f->leaf);
  test_cert_free (f->root);
}

/* A new signature by somebody who was valid from 100 days ago until @end. */
static void
sign (Fixture *f, const char *usages, gint64 end)
{
  const TestCertSpec spec = { .name = "Leaf",
                              .usages = usages,
                              .not_before = f->context.now - 100 * DAY,
                              .not_after = end };

  test_cert_free (f->leaf);
  f->leaf = test_cert_new (f->root, &spec);
  f->signature = sgn_signature_report_new ();
  f->signature->signer = g_object_ref (f->leaf->certificate);
  g_ptr_array_add (f->report->signatures, f->signature);
}

static SgnTimestampReport *
stamp (Fixture *f, gint64 time, gboolean counts)
{
  SgnTimestampReport *stamp = sgn_timestamp_report_new ();

  stamp->time = time;
  stamp->counts = counts;
  g_ptr_array_add (f->signature->timestamps, stamp);
  f->signature->timestamp = stamp;
  return stamp;
}

static void
assert_check (Fixture *f, SgnCheckId id, SgnCheckStatus status, SgnReason reason)
{
  const SgnCheck *check = &f->signature->checks[id];

  g_assert_cmpstr (sgn_reason_to_id (check->reason), ==, sgn_reason_to_id (reason));
  g_assert_cmpint (check->status, ==, status);
}

static void
assert_says (Fixture *f, SgnCheckId id, SgnCheckStatus status, SgnReason reason)
{
  sgn_verify_signer (&f->context, NULL, f->lists, f->signature);
  assert_check (f, id, status, reason);
}

/* The last second is still a good one, for now as for the proven time. */
static void
test_expired (Fixture *f, gconstpointer unused)
{
  gint64 end = f->context.now - 50 * DAY;

  sign (f, "codeSigning", f->context.now);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_PASS, SGN_REASON_NONE);
  sign (f, "codeSigning", end);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_EXPIRED);
  assert_check (f, SGN_CHECK_CHAIN, SGN_CHECK_PASS, SGN_REASON_NONE);
  sign (f, "codeSigning", end);
  stamp (f, end, FALSE);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_EXPIRED);
  sign (f, "codeSigning", end);
  stamp (f, end, TRUE);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_PASS, SGN_REASON_NONE);
  sign (f, "codeSigning", end);
  stamp (f, end + 1, TRUE);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_EXPIRED);
}

static void
test_too_early (Fixture *f, gconstpointer unused)
{
  gint64 start = f->context.now - 100 * DAY;

  sign (f, "codeSigning", f->context.now);
  stamp (f, start, TRUE);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_PASS, SGN_REASON_NONE);
  sign (f, "codeSigning", f->context.now);
  stamp (f, start - 1, TRUE);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_NOT_YET_VALID);
}

/* What no program looks at is mentioned only. */
static void
test_no_clock (Fixture *f, gconstpointer unused)
{
  f->format.caps = SGN_FORMAT_NO_CLOCK;
  sign (f, "codeSigning", f->context.now - DAY);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_WARN, SGN_REASON_EXPIRED);
  g_assert_cmpint (f->signature->chain->status, ==, SGN_CHAIN_TRUSTED);
  sign (f, "codeSigning", f->context.now + DAY);
  f->context.now -= 200 * DAY;
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_WARN, SGN_REASON_NOT_YET_VALID);
  g_assert_cmpint (f->signature->chain->status, ==, SGN_CHAIN_TRUSTED);
}

/* Lifetime signing (szOID_KP_LIFETIME_SIGNING): the certificate's end is the signature's too. */
static void
test_lifetime (Fixture *f, gconstpointer unused)
{
  gint64 end = f->context.now - 50 * DAY;

  sign (f, "codeSigning," SGN_OID_MS_LIFETIME, end);
  stamp (f, end - DAY, TRUE);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_LIFETIME);
  sign (f, "codeSigning," SGN_OID_MS_LIFETIME, f->context.now);
  assert_says (f, SGN_CHECK_VALIDITY, SGN_CHECK_PASS, SGN_REASON_NONE);
}

/* A signature that is stamped, by somebody whose certificate is revoked as of @date. The list is
 * the only one. */
static void
sign_revoked (Fixture *f, const char *usages, gint64 date)
{
  g_autoptr (GBytes) crl = NULL;

  sign (f, usages, f->context.now + 2 * DAY);
  stamp (f, f->context.now - 20 * DAY, TRUE);
  crl = test_crl_new (f->root, &(TestCrlSpec){ .revoked = f->leaf, .date = date });
  sgn_revocation_lists_unref (f->lists);
  f->lists = sgn_revocation_lists_new ();
  sgn_revocation_lists_add_found (f->lists, crl);
}

/* Nor does a timestamp help it against a revocation, be that in the past or announced. */
static void
test_lifetime_revoked (Fixture *f, gconstpointer unused)
{
  const gint64 dates[] = { f->context.now - 10 * DAY, f->context.now + DAY };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    sign_revoked (f, "codeSigning", dates[i]);
    assert_says (f, SGN_CHECK_REVOCATION, SGN_CHECK_PASS, SGN_REASON_REVOKED_LATER);
    sign_revoked (f, "codeSigning," SGN_OID_MS_LIFETIME, dates[i]);
    assert_says (f, SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  }
}

static void
test_usage (Fixture *f, gconstpointer unused)
{
  gint64 end = f->context.now + DAY;

  sign (f, "codeSigning", end);
  assert_says (f, SGN_CHECK_USAGE, SGN_CHECK_PASS, SGN_REASON_NONE);
  sign (f, NULL, end);
  assert_says (f, SGN_CHECK_USAGE, SGN_CHECK_WARN, SGN_REASON_NO_USAGE);
  assert_check (f, SGN_CHECK_CHAIN, SGN_CHECK_PASS, SGN_REASON_NONE);
  sign (f, "serverAuth", end);
  assert_says (f, SGN_CHECK_USAGE, SGN_CHECK_FAIL, SGN_REASON_WRONG_USAGE);
}

static gboolean
refuse (gpointer self, X509 *signer, GError **error)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, "key");
  return FALSE;
}

static gboolean
refuse_name (gpointer self, X509 *signer, GError **error)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PUBLISHER_MISMATCH, "name");
  return FALSE;
}

static void
test_fit (Fixture *f, gconstpointer unused)
{
  f->format.check_signer = refuse;
  sign (f, "codeSigning", f->context.now + DAY);
  assert_says (f, SGN_CHECK_USAGE, SGN_CHECK_FAIL, SGN_REASON_KEY_UNSUITED);
  g_assert_cmpstr (f->signature->checks[SGN_CHECK_USAGE].detail, ==, "key");
  f->format.check_signer = refuse_name;
  sign (f, "codeSigning", f->context.now + DAY);
  assert_says (f, SGN_CHECK_USAGE, SGN_CHECK_FAIL, SGN_REASON_PUBLISHER_MISMATCH);
  g_assert_cmpstr (f->signature->checks[SGN_CHECK_USAGE].detail, ==, "name");
}

/* A weak timestamp only matters to a signature that would be worth less without it: if it is the
 * reason why a certificate counts that is not valid today. */
static void
test_weak_timestamp (Fixture *f, gconstpointer unused)
{
  const SgnSignerInfo signer = { 0 };
  gint64 end = f->context.now;
  gint64 start = end - 100 * DAY;
  const struct {
    gint64 now;
    gboolean counts;
    SgnFormatCaps caps;
    gboolean matters;
  } cases[] = {
    { start - 1, TRUE, 0, TRUE }, { start, TRUE, 0, FALSE },
    { end, TRUE, 0, FALSE },      { end + 1, TRUE, 0, TRUE },
    { end + 1, FALSE, 0, FALSE }, { end + 1, TRUE, SGN_FORMAT_NO_CLOCK, FALSE },
  };

  sign (f, "codeSigning", end);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("case %u", i);
    f->context.now = cases[i].now;
    f->format.caps = cases[i].caps;
    g_clear_pointer (&f->signature->chain, sgn_chain_free);
    stamp (f, start + DAY, cases[i].counts)->weak = TRUE;
    sgn_verify_signer (&f->context, NULL, f->lists, f->signature);
    sgn_verify_algorithms (&f->context, &signer, f->signature);
    assert_check (f,
                  SGN_CHECK_ALGORITHMS,
                  cases[i].matters ? SGN_CHECK_WARN : SGN_CHECK_PASS,
                  cases[i].matters ? SGN_REASON_WEAK_TIMESTAMP : SGN_REASON_NONE);
  }
}

static void
set_all (Fixture *f, SgnCheckStatus status, SgnReason reason)
{
  sign (f, "codeSigning", f->context.now + DAY);
  for (guint i = 0; i < SGN_N_CHECKS; i++) {
    f->signature->checks[i].status = status;
    f->signature->checks[i].reason = reason;
    f->signature->checks[i].detail = g_strdup ("detail");
  }
}

static void
assert_withdrawn (Fixture *f, gboolean withdrawn)
{
  static const SgnCheckId ids[] = { SGN_CHECK_TIMESTAMP,
                                    SGN_CHECK_CHAIN,
                                    SGN_CHECK_USAGE,
                                    SGN_CHECK_VALIDITY,
                                    SGN_CHECK_REVOCATION };

  sgn_verify_disown_signer (f->signature);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    assert_check (f,
                  ids[i],
                  withdrawn ? SGN_CHECK_SKIPPED : SGN_CHECK_PASS,
                  withdrawn ? SGN_REASON_NOT_REACHED : SGN_REASON_NONE);
    g_assert_cmpstr (f->signature->checks[ids[i]].detail, ==, withdrawn ? NULL : "detail");
  }
}

/* Whoever signed another file is known; who signed nothing that we could check is not. */
static void
test_disown (Fixture *f, gconstpointer unused)
{
  set_all (f, SGN_CHECK_PASS, SGN_REASON_NONE);
  assert_withdrawn (f, FALSE);
  f->signature->checks[SGN_CHECK_CONTENT].status = SGN_CHECK_FAIL;
  assert_withdrawn (f, FALSE);
  f->signature->checks[SGN_CHECK_CONTENT].status = SGN_CHECK_UNKNOWN;
  assert_withdrawn (f, TRUE);
  assert_check (f, SGN_CHECK_ALGORITHMS, SGN_CHECK_PASS, SGN_REASON_NONE);
  set_all (f, SGN_CHECK_PASS, SGN_REASON_NONE);
  f->signature->checks[SGN_CHECK_SIGNATURE].status = SGN_CHECK_FAIL;
  assert_withdrawn (f, TRUE);
}

/* That the named one was revoked is still said. */
static void
test_disown_revoked (Fixture *f, gconstpointer unused)
{
  set_all (f, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  sgn_verify_disown_signer (f->signature);
  assert_check (f, SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  g_assert_cmpstr (f->signature->checks[SGN_CHECK_REVOCATION].detail, ==, "detail");
  assert_check (f, SGN_CHECK_CHAIN, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED);
}

#define ADD(name, function) g_test_add ("/signer/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("expired", test_expired);
  ADD ("too-early", test_too_early);
  ADD ("no-clock", test_no_clock);
  ADD ("lifetime", test_lifetime);
  ADD ("lifetime-revoked", test_lifetime_revoked);
  ADD ("usage", test_usage);
  ADD ("fit", test_fit);
  ADD ("weak-timestamp", test_weak_timestamp);
  ADD ("disown", test_disown);
  ADD ("disown-revoked", test_disown_revoked);
  return g_test_run ();
}
