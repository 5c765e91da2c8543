/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "tests/core/revocation/revocation-fixture.h"

/* Several lists of one issuer. */

#define HOUR (60 * 60)

/* On hold: for as long as the newest list says so. */
static void
test_hold (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 40 * HOUR;
  const TestCrlSpec held = { .revoked = f->base.leaf,
                             .date = date,
                             .reason = CRL_REASON_CERTIFICATE_HOLD,
                             .this_update = now - 30 * HOUR };

  revocation_add_root (f);
  revocation_add (f, f->base.lower, &held);
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  revocation_assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .this_update = now - 20 * HOUR });
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* What lists of the same date name adds up, in whatever order they are found. */
static void
test_same_date (RevocationFixture *f, gconstpointer unused)
{
  gint64 this_update = f->base.now - 30 * HOUR;
  gint64 date = f->base.now - 40 * HOUR;
  const TestCrlSpec silent = { .this_update = this_update };
  const TestCrlSpec held = { .revoked = f->base.leaf,
                             .date = date,
                             .reason = CRL_REASON_CERTIFICATE_HOLD,
                             .this_update = this_update };

  for (guint i = 0; i < 2; i++) {
    g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
    f->lists = sgn_revocation_lists_new ();
    revocation_add_root (f);
    revocation_add (f, f->base.lower, i == 0 ? &held : &silent);
    revocation_add (f, f->base.lower, i == 0 ? &silent : &held);
    revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
    g_assert_cmpint (f->got.date, ==, date);
    revocation_assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
    g_assert_cmpint (f->got.date, ==, date);
    revocation_add (f, f->base.lower, &(TestCrlSpec){ .this_update = this_update + HOUR });
    revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
  }
}

static void
test_held_once (RevocationFixture *f, gconstpointer unused)
{
  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf,
                                  .reason = CRL_REASON_CERTIFICATE_HOLD,
                                  .next_update = f->base.now - 1 });
  revocation_assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
}

static void
test_taken_back (RevocationFixture *f, gconstpointer unused)
{
  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf, .reason = CRL_REASON_REMOVE_FROM_CRL });
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* The earliest date of several lists, wherever it stands. */
static void
test_several (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;

  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf, .date = now - 10 * HOUR });
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf, .date = now - 30 * HOUR });
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf, .date = now - 20 * HOUR });
  revocation_assert_is (f, now - 25 * HOUR, SGN_REVOCATION_REVOKED, 0);
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  g_assert_cmpint (f->got.date, ==, now - 30 * HOUR);
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
  ADD ("hold", test_hold);
  ADD ("same date", test_same_date);
  ADD ("held-once", test_held_once);
  ADD ("taken-back", test_taken_back);
  ADD ("several", test_several);
  return g_test_run ();
}
