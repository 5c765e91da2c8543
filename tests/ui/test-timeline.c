/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/report/timeline.h"

#define DAY   ((gint64) 24 * 60 * 60)
#define BEGIN G_GINT64_CONSTANT (1717200000) /* June 2024 */
#define END   (BEGIN + 1000 * DAY)

static SgnSignatureReport *
get_first (SgnReport *report)
{
  return g_ptr_array_index (report->signatures, 0);
}

/* A report of a certificate valid from BEGIN to END. */
static SgnReport *
create_report (void)
{
  SgnReport *report = ui_test_report_new ();
  g_autoptr (TestCert) root = test_root_new ("Example Root");
  const TestCertSpec spec = { .name = "Long name",
                              .organization = "Example GmbH",
                              .not_before = BEGIN,
                              .not_after = END };
  g_autoptr (TestCert) leaf = test_cert_new (root, &spec);

  g_set_object (&get_first (report)->signer, leaf->certificate);
  get_first (report)->timestamp->time = BEGIN + 100 * DAY;
  return report;
}

static void
test_rows (void)
{
  g_autoptr (SgnReport) report = create_report ();
  g_autoptr (SgnTimeline) timeline = sgn_timeline_new (get_first (report), BEGIN + 200 * DAY);
  const SgnTimelineRow *publisher = g_ptr_array_index (timeline->rows, 0);
  const SgnTimelineRow *last = g_ptr_array_index (timeline->rows, timeline->rows->len - 1);

  g_assert_cmpstr (publisher->organization, ==, "Example GmbH");
  g_assert_cmpint (publisher->until, ==, END);
  g_assert_cmpint (last->role, ==, SGN_TIMELINE_TIMESTAMP);
  g_assert_cmpstr (last->organization, ==, "Example Time");
  g_assert_true (timeline->proven);
}

/* From the January before the certificate to well after whichever is later: its end or today. */
static void
test_axis (void)
{
  g_autoptr (SgnReport) report = create_report ();
  g_autoptr (SgnTimeline) early = sgn_timeline_new (get_first (report), BEGIN);
  g_autoptr (SgnTimeline) late = sgn_timeline_new (get_first (report), END + 3000 * DAY);

  g_assert_cmpint (early->begin, ==, sgn_timeline_get_year_begin (2024));
  g_assert_cmpint (early->end, >, END + 365 * DAY);
  g_assert_cmpint (late->end, >, END + 3365 * DAY);
  g_assert_cmpfloat (sgn_timeline_locate (early, early->begin), ==, 0);
  g_assert_cmpfloat (sgn_timeline_locate (early, early->end), ==, 1);
  g_assert_cmpfloat (sgn_timeline_locate (early, early->begin - DAY), <, 0);
}

static void
assert_caption (gint64 now, gboolean counts, const char *words)
{
  g_autoptr (SgnReport) report = create_report ();
  g_autoptr (SgnTimeline) timeline = NULL;

  get_first (report)->timestamp->counts = counts;
  timeline = sgn_timeline_new (get_first (report), now);
  g_assert_nonnull (strstr (timeline->caption, words));
  g_assert_true (g_str_has_prefix (timeline->description, timeline->caption));
}

static void
test_captions (void)
{
  assert_caption (BEGIN + 200 * DAY, TRUE, "stays valid after that");
  assert_caption (END + 200 * DAY, TRUE, "expired on");
  assert_caption (END + 200 * DAY, TRUE, "stays valid.");
  assert_caption (BEGIN + 200 * DAY, FALSE, "No timestamp that counts");
  assert_caption (END + 200 * DAY, FALSE, "expired on");
}

/* A timestamp that counts for nothing proves nothing, here as well. */
static void
test_unproven (void)
{
  g_autoptr (SgnReport) report = create_report ();
  SgnSignatureReport *signature = get_first (report);
  g_autoptr (SgnTimeline) timeline = NULL;
  g_autofree char *label = NULL;

  signature->timestamp->counts = FALSE;
  timeline = sgn_timeline_new (signature, BEGIN + 200 * DAY);
  label = sgn_timeline_dup_signed_label (timeline);
  g_assert_true (g_str_has_suffix (label, "not proven"));
}

static void
test_without_timestamp (void)
{
  g_autoptr (SgnReport) report = create_report ();
  SgnSignatureReport *signature = get_first (report);
  g_autoptr (SgnTimeline) timeline = NULL;
  const SgnTimelineRow *last;

  signature->timestamp = NULL;
  timeline = sgn_timeline_new (signature, BEGIN + 200 * DAY);
  last = g_ptr_array_index (timeline->rows, timeline->rows->len - 1);
  g_assert_null (last->organization);
  g_assert_null (sgn_timeline_dup_signed_label (timeline));
  g_assert_nonnull (strstr (timeline->description, "There is no timestamp."));
  g_clear_object (&signature->signer);
  g_assert_null (sgn_timeline_new (signature, 0));
}

/* Dates that no calendar knows must not stop the drawing. */
static void
test_absurd (void)
{
  g_autoptr (SgnReport) report = create_report ();
  g_autoptr (SgnTimeline) timeline = sgn_timeline_new (get_first (report), G_MAXINT64 / 2);

  g_assert_cmpint (timeline->end, >, timeline->begin);
  g_assert_true (g_utf8_validate (timeline->description, -1, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/rows", test_rows);
  g_test_add_func ("/timeline/axis", test_axis);
  g_test_add_func ("/timeline/captions", test_captions);
  g_test_add_func ("/timeline/unproven", test_unproven);
  g_test_add_func ("/timeline/without-timestamp", test_without_timestamp);
  g_test_add_func ("/timeline/absurd", test_absurd);
  return g_test_run ();
}
