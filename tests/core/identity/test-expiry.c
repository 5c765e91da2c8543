/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/expiry.h"

#include "tests/support/test-ca.h"

#define DAY   ((gint64) 24 * 60 * 60)
#define START ((gint64) 1700000000)
#define END   (START + 365 * DAY)

static TestCert *
make (const char *name, gint64 from, gint64 until)
{
  const TestCertSpec spec = { .name = name, .not_before = from, .not_after = until };

  return test_cert_new (NULL, &spec);
}

static void
test_days (void)
{
  const struct {
    gint64 now;
    int days;
    SgnExpiry expiry;
  } cases[] = {
    { START - 1, 365, SGN_EXPIRY_NOT_YET },
    { START, 365, SGN_EXPIRY_FINE },
    { END - 61 * DAY, 61, SGN_EXPIRY_FINE },
    { END - 61 * DAY + 1, 60, SGN_EXPIRY_NOTICE },
    { END - 8 * DAY, 8, SGN_EXPIRY_NOTICE },
    { END - 8 * DAY + 1, 7, SGN_EXPIRY_WARNING },
    { END - DAY, 1, SGN_EXPIRY_WARNING },
    { END - 1, 0, SGN_EXPIRY_WARNING },
    { END, 0, SGN_EXPIRY_WARNING },
    { END + 1, -1, SGN_EXPIRY_EXPIRED },
    { END + 1000 * DAY, -1, SGN_EXPIRY_EXPIRED },
  };
  g_autoptr (TestCert) cert = make ("A", START, END);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpint (sgn_expiry_days_left (cert->certificate, cases[i].now), ==, cases[i].days);
    g_assert_cmpint (sgn_expiry_at (cert->certificate, cases[i].now), ==, cases[i].expiry);
  }
}

static void
test_short_lived (void)
{
  g_autoptr (TestCert) cert = make ("A", START, START + 3 * DAY);

  g_assert_cmpint (sgn_expiry_at (cert->certificate, START), ==, SGN_EXPIRY_WARNING);
}

static void
test_compare (void)
{
  g_autoptr (TestCert) old = make ("A", START, START + 100 * DAY);
  g_autoptr (TestCert) new = make ("A", START + 50 * DAY, START + 200 * DAY);
  SgnCertificate *a = old->certificate;
  SgnCertificate *b = new->certificate;

  g_assert_cmpint (sgn_expiry_compare (a, b, START + 10 * DAY), <, 0);
  g_assert_cmpint (sgn_expiry_compare (b, a, START + 10 * DAY), >, 0);
  g_assert_cmpint (sgn_expiry_compare (a, b, START + 60 * DAY), >, 0);
  g_assert_cmpint (sgn_expiry_compare (a, b, START + 300 * DAY), >, 0);
  g_assert_cmpint (sgn_expiry_compare (a, a, START), ==, 0);
}

static void
test_successor (void)
{
  g_autoptr (TestCert) old = make ("A", START, START + 100 * DAY);
  g_autoptr (TestCert) new = make ("A", START + 50 * DAY, START + 200 * DAY);
  g_autoptr (TestCert) newest = make ("A", START + 150 * DAY, START + 400 * DAY);
  g_autoptr (TestCert) other = make ("B", START, START + 1000 * DAY);
  g_autoptr (GPtrArray) list = test_certs_list (old, new, newest, other, NULL);

  g_assert_cmpuint (sgn_expiry_find_successor (list, 0, START + 10 * DAY), ==, 0);
  g_assert_cmpuint (sgn_expiry_find_successor (list, 0, START + 60 * DAY), ==, 1);
  g_assert_cmpuint (sgn_expiry_find_successor (list, 0, START + 160 * DAY), ==, 2);
  g_assert_cmpuint (sgn_expiry_find_successor (list, 2, START + 60 * DAY), ==, 1);
  g_assert_cmpuint (sgn_expiry_find_successor (list, 0, START + 500 * DAY), ==, 0);
  g_assert_cmpuint (sgn_expiry_find_successor (list, 3, START + 60 * DAY), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/expiry/days", test_days);
  g_test_add_func ("/expiry/short-lived", test_short_lived);
  g_test_add_func ("/expiry/compare", test_compare);
  g_test_add_func ("/expiry/successor", test_successor);
  return g_test_run ();
}
