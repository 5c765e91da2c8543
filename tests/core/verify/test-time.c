/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/verify/time-fixture.h"

/* Which of several timestamps is the proof of the time. */

static void
test_none (TimeFixture *f, gconstpointer unused)
{
  time_assert_refused (f, SGN_REASON_NO_TIMESTAMP);
  g_assert_null (((SgnSignatureReport *) f->report->signatures->pdata[0])->timestamp);
}

/* The earliest that counts; one of nobody's, though earlier, does not. */
static void
test_earliest (TimeFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) other_root = test_root_new ("Other");
  g_autoptr (TestCert) other = test_tsa_new (other_root, "Other", NULL);
  gint64 now = f->context.now;

  time_put_token (f, SGN_OID_MS_RFC3161, other, now - 5 * TIME_HOUR);
  time_assert_refused (f, SGN_REASON_TIMESTAMP_UNTRUSTED);
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, now - 2 * TIME_HOUR);
  time_assert_chosen (f, now - 2 * TIME_HOUR);
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, now - 3 * TIME_HOUR);
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, now - TIME_HOUR);
  time_assert_chosen (f, now - 3 * TIME_HOUR);
}

/* Of two at the same time, the first. */
static void
test_same_time (TimeFixture *f, gconstpointer unused)
{
  const SgnSignatureReport *report;

  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now);
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now);
  report = time_look (f, f->tsa);
  g_assert_true (time_get (report, 1)->counts);
  g_assert_true (report->timestamp == time_get (report, 0));
}

/* A token is taken before a legacy countersignature, even one that is earlier. */
static void
test_kinds (TimeFixture *f, gconstpointer unused)
{
  const SgnSignatureReport *report;

  time_put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_TIMED);
  report = time_look (f, f->tsa);
  g_assert_true (time_get (report, 0)->counts);
  g_assert_false (report->timestamp->rfc3161);
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now + 4 * TIME_MINUTE);
  time_assert_chosen (f, f->context.now + 4 * TIME_MINUTE);
}

/* Of which attributes the programs take notice that use files with such signatures. */
static void
test_unread (TimeFixture *f, gconstpointer unused)
{
  static const struct {
    SgnProfile profile;
    SgnFormatCaps caps;
    gboolean unread[3]; /* in the order in which they are looked for, as below */
  } cases[] = {
    { SGN_PROFILE_AUTHENTICODE, 0, { FALSE, TRUE, FALSE } },
    { SGN_PROFILE_CADES, 0, { TRUE, FALSE, TRUE } },
    { SGN_PROFILE_JAR, 0, { TRUE, FALSE, TRUE } },
    { SGN_PROFILE_PLAIN, 0, { FALSE, FALSE, FALSE } },
    { SGN_PROFILE_PLAIN, SGN_FORMAT_NO_TIMESTAMP, { TRUE, TRUE, TRUE } },
  };

  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now);
  time_put_token (f, SGN_OID_TIMESTAMP_TOKEN, f->tsa, f->context.now);
  time_put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_TIMED);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SgnSignatureReport *report;

    f->format.profile = cases[i].profile;
    f->format.caps = cases[i].caps;
    report = time_look (f, f->tsa);
    g_assert_cmpuint (report->timestamps->len, ==, 3);
    for (guint j = 0; j < 3; j++) {
      g_assert_cmpint (time_get (report, j)->unread, ==, cases[i].unread[j]);
      g_assert_cmpint (time_get (report, j)->counts, ==, !cases[i].unread[j]);
    }
  }
}

/* When none counts, it is said of one that somebody would look at. */
static void
test_fallback (TimeFixture *f, gconstpointer unused)
{
  const SgnSignatureReport *report;

  f->format.profile = SGN_PROFILE_JAR;
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now);
  time_assert_refused (f, SGN_REASON_NO_TIMESTAMP);
  time_put_token (f, SGN_OID_TIMESTAMP_TOKEN, f->tsa, f->context.now + TIME_HOUR);
  time_assert_refused (f, SGN_REASON_TIMESTAMP_FUTURE);
  report = time_look (f, f->tsa);
  g_assert_true (report->timestamp == time_get (report, 1));
}

/* A NuGet repository countersigns too, but that is a signature. */
static void
test_commitment (TimeFixture *f, gconstpointer unused)
{
  time_put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_CADES);
  g_assert_cmpuint (time_look (f, f->tsa)->timestamps->len, ==, 1);
  f->format.profile = SGN_PROFILE_CADES;
  g_assert_cmpuint (time_look (f, f->tsa)->timestamps->len, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/time/" name, TimeFixture, NULL, time_set_up, function, time_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("none", test_none);
  ADD ("earliest", test_earliest);
  ADD ("same-time", test_same_time);
  ADD ("kinds", test_kinds);
  ADD ("unread", test_unread);
  ADD ("fallback", test_fallback);
  ADD ("commitment", test_commitment);
  return g_test_run ();
}
