/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/io/spool.h"

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSpool) spool = sgn_spool_new (NULL, &error);
  g_autoptr (SgnInput) input = NULL;
  char octets[4];
  g_autofree char *large = g_malloc (300000);

  g_assert_no_error (error);
  memset (large, 'x', 300000);
  g_assert_true (sgn_spool_write (spool, "abc", 3, &error));
  g_assert_true (sgn_spool_write (spool, NULL, 0, &error));
  g_assert_true (sgn_spool_write (spool, large, 300000, &error));
  input = sgn_spool_finish (spool, &error);
  g_assert_no_error (error);
  /* The octets stay without the spool. */
  g_clear_pointer (&spool, sgn_spool_free);
  g_assert_cmpuint (sgn_input_get_size (input), ==, 300003);
  g_assert_true (sgn_input_read (input, 0, octets, sizeof octets, &error));
  g_assert_cmpmem (octets, sizeof octets, "abcx", 4);
  g_assert_true (sgn_input_check_unchanged (input, &error));
  g_assert_null (sgn_input_get_file (input));
}

static void
test_empty (void)
{
  g_autoptr (SgnSpool) spool = sgn_spool_new (NULL, NULL);
  g_autoptr (SgnInput) input = sgn_spool_finish (spool, NULL);

  g_assert_cmpuint (sgn_input_get_size (input), ==, 0);
}

/* Nobody sees it, where it is wanted or elsewhere. */
static void
test_near (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("signet-XXXXXX", &error);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "file", NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all");
  g_autoptr (SgnSpool) spool = sgn_spool_new (file, &error);
  g_autoptr (SgnSpool) other = sgn_spool_new (nowhere, &error);

  g_assert_no_error (error);
  g_assert_true (sgn_spool_write (spool, "abc", 3, &error));
  g_assert_true (sgn_spool_write (other, "abc", 3, &error));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spool/round-trip", test_round_trip);
  g_test_add_func ("/spool/empty", test_empty);
  g_test_add_func ("/spool/near", test_near);
  return g_test_run ();
}
