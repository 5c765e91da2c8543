/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/revocation/revocation-fixture.h"

/* When a list counts, and when a revocation does. */

#define HOUR (60 * 60)

/* A list that is not in force clears nobody, but accuses. */
static void
test_outdated (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 50 * HOUR;

  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .this_update = now - 48 * HOUR, .next_update = now - HOUR });
  revocation_assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  g_assert_cmpint (revocation_check_for (f, SGN_PURPOSE_CODE_SIGNING, now - 2 * HOUR, 0),
                   ==,
                   SGN_REVOCATION_GOOD);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf,
                                  .date = date,
                                  .this_update = now - 48 * HOUR,
                                  .next_update = now - HOUR });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  revocation_assert_is (f, date - 1, SGN_REVOCATION_OUTDATED, 0);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ 0 });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
}

static void
test_future (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;

  revocation_add_root (f);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .this_update = now + 2 * HOUR });
  revocation_assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf,
                                  .date = now + HOUR,
                                  .this_update = now + 2 * HOUR });
  revocation_assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  g_assert_cmpint (revocation_check_for (f, SGN_PURPOSE_CODE_SIGNING, now + 3 * HOUR, 0),
                   ==,
                   SGN_REVOCATION_REVOKED);
}

/* A list counts from thisUpdate on, less five minutes for clocks, up to and with nextUpdate. */
static void
test_bounds (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  const struct {
    gint64 this_update, next_update;
    SgnRevocationStatus status;
  } cases[] = {
    { now + 300, now + DAY, SGN_REVOCATION_GOOD },
    { now + 301, now + DAY, SGN_REVOCATION_OUTDATED },
    { now - DAY, now, SGN_REVOCATION_GOOD },
    { now - DAY, now - 1, SGN_REVOCATION_OUTDATED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
    f->lists = sgn_revocation_lists_new ();
    revocation_add_root (f);
    revocation_add (f,
                    f->base.lower,
                    &(TestCrlSpec){ .this_update = cases[i].this_update,
                                    .next_update = cases[i].next_update });
    revocation_assert_is (f, 0, cases[i].status, 0);
  }
}

/* Without a proven time every revocation counts that has come about or that a list of now states.
 */
static void
test_date_to_come (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  const struct {
    gint64 date, this_update;
    SgnRevocationStatus status;
  } cases[] = {
    { now, now + HOUR, SGN_REVOCATION_REVOKED },
    { now + 1, now + HOUR, SGN_REVOCATION_OUTDATED },
    { now + 1, now, SGN_REVOCATION_REVOKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
    f->lists = sgn_revocation_lists_new ();
    revocation_add_root (f);
    revocation_add (f,
                    f->base.lower,
                    &(TestCrlSpec){ .revoked = f->base.leaf,
                                    .date = cases[i].date,
                                    .this_update = cases[i].this_update });
    revocation_assert_is (f, 0, cases[i].status, 0);
  }
}

/* Nobody can say when it was made. Newer versions of OpenSSL do not even read it. */
static void
test_timeless (RevocationFixture *f, gconstpointer unused)
{
  const TestCrlSpec spec = { .revoked = f->base.leaf, .timeless = TRUE };
  g_autoptr (GBytes) der = test_crl_new (f->base.lower, &spec);

  revocation_add_root (f);
  sgn_revocation_lists_add_found (f->lists, der);
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
}

/* Without an end a list could be shown for ever. */
static void
test_endless (RevocationFixture *f, gconstpointer unused)
{
  revocation_add_root (f);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .endless = TRUE });
  revocation_assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .endless = TRUE, .revoked = f->base.leaf });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation/" name,                                                                 \
              RevocationFixture,                                                                   \
              NULL,                                                                                \
              revocation_set_up,                                                                   \
              function,                                                                            \
              revocation_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("outdated", test_outdated);
  ADD ("future", test_future);
  ADD ("bounds", test_bounds);
  ADD ("date-to-come", test_date_to_come);
  ADD ("timeless", test_timeless);
  ADD ("endless", test_endless);
  return g_test_run ();
}
