/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-rules"

#include "config.h"

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/format/subject.h"
#include "core/sign/tree.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"
#include "tests/support/stamp.h"

/* Rules of the verdict and of edits that hold whatever the format is. */

#define HOUR      ((gint64) 60 * 60)
#define N_IGNORED 64

typedef struct {
  Publisher *publisher;
  TestCert *tsa;
  GBytes *signature; /* of the program */
  gint64 now;
} Fixture;

static GBytes *
get_signature (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = NULL;

  signatures = subject->format->get_signatures (subject->self, NULL);
  g_assert_cmpuint (signatures->len, ==, 1);
  return g_bytes_ref (signatures->pdata[0]);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = NULL;

  self->publisher = publisher_new ();
  self->tsa = test_tsa_new (self->publisher->root, "Stamper", NULL);
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  file = publisher_sign (self->publisher, sgn_sample_get_plain ("pe"));
  self->signature = get_signature (file);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_bytes_unref (self->signature);
  test_cert_free (self->tsa);
  publisher_free (self->publisher);
}

/* The program with this signature, looked at now. */
static SgnReport *
verify (Fixture *self, GBytes *signature)
{
  const SgnVerifyOptions options = { .anchors = self->publisher->anchors, .time = self->now };
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GError) error = NULL;
  SgnReport *report;

  g_ptr_array_add (signatures, signature);
  file = sgn_sample_put (sgn_sample_get_plain ("pe"), signatures);
  input = sgn_input_new_for_bytes (file);
  report = sgn_verify_input (input, "file", &options, NULL, &error);
  g_assert_no_error (error);
  return report;
}

static SgnReport *
verify_stamped (Fixture *self, const gint64 *times)
{
  g_autoptr (GBytes)
      stamped = test_stamp_signature (self->signature, SGN_OID_MS_RFC3161, self->tsa, times);

  return verify (self, stamped);
}

static const SgnSignatureReport *
get_first (const SgnReport *report)
{
  g_assert_cmpuint (report->signatures->len, >, 0);
  return report->signatures->pdata[0];
}

/* A server's clock may be minutes ahead of ours, but nobody stamps what will be. */
static void
test_future (Fixture *self, gconstpointer data)
{
  const gint64 soon[] = { self->now + 60, 0 };
  const gint64 future[] = { self->now + HOUR, 0 };
  const gint64 far_future[] = { self->now + 300 * 24 * HOUR, 0 };
  const gint64 *const refused[] = { future, far_future };
  g_autoptr (SgnReport) good = verify_stamped (self, soon);

  g_assert_true (get_first (good)->timestamp->counts);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (SgnReport) report = verify_stamped (self, refused[i]);
    const SgnSignatureReport *signature = get_first (report);

    g_assert_false (signature->timestamp->counts);
    g_assert_cmpint (signature->checks[SGN_CHECK_TIMESTAMP].reason,
                     ==,
                     SGN_REASON_TIMESTAMP_FUTURE);
  }
}

/* However they stand: the signature was there at the earliest of the times that are proven. */
static void
test_earliest (Fixture *self, gconstpointer data)
{
  gint64 times[] = { self->now - HOUR, self->now - 3 * HOUR, self->now - 2 * HOUR, 0 };

  for (guint i = 0; i < 3; i++) {
    g_autoptr (SgnReport) report = verify_stamped (self, times);
    gint64 first = times[0];

    g_assert_true (get_first (report)->timestamp->counts);
    g_assert_cmpint (get_first (report)->timestamp->time, ==, self->now - 3 * HOUR);
    times[0] = times[1];
    times[1] = times[2];
    times[2] = first;
  }
}

/* Signed as catalogs nest it: as data, over the content of the signature around it. Windows reads
 * nothing of the kind in a program. */
static void
test_nested_data (Fixture *self, gconstpointer data)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256,
                                  .profile = SGN_CMS_TIMED,
                                  .detached = TRUE };
  g_autoptr (TestCert) other = test_signer_new (self->publisher->root, "Other", NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (other, NULL);
  g_autoptr (SgnSignedData) outer = sgn_signed_data_parse (self->signature, NULL);
  g_autoptr (GBytes) nested = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (SgnReport) report = NULL;
  g_autoptr (GError) error = NULL;

  nested = sgn_cms_build (SGN_OID_DATA,
                          sgn_signed_data_get_content (outer),
                          identity,
                          &options,
                          NULL,
                          &error);
  g_assert_no_error (error);
  signature = sgn_cms_add_nested (outer, nested, &error);
  g_assert_no_error (error);
  report = verify (self, signature);
  for (guint i = 1; i < report->signatures->len; i++) {
    const SgnSignatureReport *inner = report->signatures->pdata[i];

    g_assert_cmpint (inner->checks[SGN_CHECK_CONTENT].status, !=, SGN_CHECK_PASS);
  }
}

static GBytes *
make_jar (Publisher *publisher, guint signers)
{
  GBytes *file = g_bytes_ref (sgn_sample_get_plain ("jar"));

  publisher->request->existing = SGN_EXISTING_APPEND;
  for (guint i = 0; i < signers; i++) {
    GBytes *more = publisher_sign (publisher, file);

    g_bytes_unref (file);
    file = more;
  }
  return file;
}

/* Thirty-two are read, and not one more. */
static void
test_number (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) many = make_jar (self->publisher, 32);
  g_autoptr (GBytes) one_more = NULL;
  g_autoptr (SgnReport) good = publisher_verify (self->publisher, many);
  g_autoptr (SgnReport) bad = NULL;
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (many);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);

  g_assert_cmpint (good->verdict, ==, SGN_VERDICT_VALID);
  g_assert_cmpuint (good->signatures->len, ==, 32);
  g_ptr_array_add (signatures, g_bytes_ref (signatures->pdata[0]));
  one_more = sgn_sample_put (many, signatures);
  bad = publisher_verify (self->publisher, one_more);
  g_assert_cmpint (bad->verdict, ==, SGN_VERDICT_UNREADABLE);
}

/* So many signatures, each in the one before. */
static GBytes *
nest (GBytes *signature, guint depth)
{
  GBytes *nested = g_bytes_ref (signature);

  for (guint i = 0; i < depth; i++) {
    g_autoptr (SgnSignedData) outer = sgn_signed_data_parse (signature, NULL);
    g_autoptr (GBytes) inner = nested;

    nested = sgn_cms_add_nested (outer, inner, NULL);
    g_assert_nonnull (nested);
  }
  return nested;
}

static const SgnFinding *
find_only (const SgnReport *report, SgnFindingCode code)
{
  const SgnFinding *found = NULL;

  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    g_assert_true (finding->code != code || found == NULL);
    if (finding->code == code)
      found = finding;
  }
  g_assert_nonnull (found);
  return found;
}

/* However many timestamps prove nothing, it is said once of each signature, and of which. */
static void
test_ignored (Fixture *self, gconstpointer data)
{
  gint64 times[N_IGNORED + 1] = { 0 };
  g_autoptr (SgnSignedData) outer = sgn_signed_data_parse (self->signature, NULL);
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (GBytes) both = NULL;
  g_autoptr (SgnReport) report = NULL;

  for (guint i = 0; i < N_IGNORED; i++)
    times[i] = self->now + HOUR + i;
  stamped = test_stamp_signature (self->signature, SGN_OID_MS_RFC3161, self->tsa, times);
  both = sgn_cms_add_nested (outer, stamped, NULL);
  report = verify (self, both);
  g_assert_cmpuint (report->signatures->len, ==, 2);
  g_assert_cmpuint (find_only (report, SGN_FINDING_TIMESTAMP_IGNORED)->signature, ==, 2);
  g_assert_cmpuint (find_only (report, SGN_FINDING_TIMESTAMP_IGNORED)->more, ==, N_IGNORED - 1);
}

static gboolean
keep (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  *ret = g_bytes_ref (sgn_signed_data_get_der (signature));
  return TRUE;
}

/* Nobody nests them so; whoever did wants us to run out of stack. */
static void
test_depth (Fixture *self, gconstpointer data)
{
  for (guint depth = 0; depth <= 40; depth += 40) {
    g_autoptr (GBytes) nested = nest (self->signature, depth);
    g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
    g_autoptr (GPtrArray) edited = NULL;
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (signatures, nested);
    edited = sgn_signature_tree_map (signatures, -1, keep, NULL, &error);
    if (depth == 0)
      g_assert_no_error (error);
    else
      g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/rules/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("future", test_future);
  ADD ("earliest", test_earliest);
  ADD ("nested-data", test_nested_data);
  ADD ("number", test_number);
  ADD ("ignored", test_ignored);
  ADD ("depth", test_depth);
  return g_test_run ();
}
