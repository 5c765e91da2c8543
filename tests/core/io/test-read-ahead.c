/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/read-ahead.h"
#include "core/io/sum.h"

#define SIZE ((gsize) 5 * 1024 * 1024 + 77)

static GBytes *
make_octets (void)
{
  guint8 *data = g_malloc (SIZE);
  guint32 state = 7;

  for (gsize i = 0; i < SIZE; i++) {
    state = state * 1664525 + 1013904223;
    data[i] = (guint8) (state >> 24);
  }
  return g_bytes_new_take (data, SIZE);
}

static void
check_range (GBytes *bytes, gsize offset, gsize length)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (SgnReadAhead) ahead = sgn_read_ahead_new (input, offset, length, TRUE);
  const guint8 *expected = g_bytes_get_data (bytes, NULL);
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GError) error = NULL;
  guint16 sum = 0;
  gsize size = 0;

  for (gsize done = 0; done < length; done += size) {
    const guint8 *data = sgn_read_ahead_next (ahead, &size, &error);

    g_assert_no_error (error);
    g_assert_cmpmem (data, size, &expected[offset + done], MIN (size, length - done));
  }
  sgn_ranges_add (ranges, offset, length);
  g_assert_true (sgn_sum_ranges (input, ranges, &sum, &error));
  g_assert_cmphex (sgn_read_ahead_get_sum (ahead), ==, sum);
}

static void
test_all_octets_in_order (void)
{
  g_autoptr (GBytes) bytes = make_octets ();

  check_range (bytes, 0, SIZE);
  check_range (bytes, 0, 1024 * 1024);
  check_range (bytes, 1, SIZE - 1);
  check_range (bytes, 77, 1);
  check_range (bytes, SIZE, 0);
}

static void
test_left_in_the_middle (void)
{
  g_autoptr (GBytes) bytes = make_octets ();
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);

  for (guint count = 0; count < 6; count++) {
    g_autoptr (SgnReadAhead) ahead = sgn_read_ahead_new (input, 0, SIZE, FALSE);
    gsize size = 0;

    for (guint i = 0; i < count; i++)
      g_assert_nonnull (sgn_read_ahead_next (ahead, &size, NULL));
  }
}

/* What was read before the end is given, then the error, once more when asked again. */
static void
test_a_file_that_shrank (void)
{
  g_autoptr (GBytes) bytes = make_octets ();
  g_autoptr (SgnReadAhead) ahead = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  gsize size = 0;
  int fd = g_file_open_tmp ("signet-XXXXXX", &path, NULL);

  close (fd);
  file = g_file_new_for_path (path);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) SIZE, NULL));
  input = sgn_input_new_for_file (file, NULL);
  g_assert_cmpint (truncate (path, 2400 * 1024), ==, 0);
  ahead = sgn_read_ahead_new (input, 0, SIZE, FALSE);
  g_assert_nonnull (sgn_read_ahead_next (ahead, &size, NULL));
  g_assert_nonnull (sgn_read_ahead_next (ahead, &size, NULL));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_read_ahead_next (ahead, &size, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  }
  unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/read-ahead/all-octets-in-order", test_all_octets_in_order);
  g_test_add_func ("/io/read-ahead/left-in-the-middle", test_left_in_the_middle);
  g_test_add_func ("/io/read-ahead/a-file-that-shrank", test_a_file_that_shrank);
  return g_test_run ();
}
