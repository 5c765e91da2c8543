/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "core/io/digest.h"
#include "core/io/patch.h"
#include "core/io/sum.h"

#define SIZE (1024 * 1024 + 77)

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

static guint16
sum_simply (const guint8 *data, gsize size)
{
  guint64 sum = 0;

  for (gsize i = 0; i < size; i++)
    sum += i % 2 == 0 ? data[i] : (guint64) data[i] << 8;
  while (sum > 0xffff)
    sum = (sum & 0xffff) + (sum >> 16);
  return (guint16) sum;
}

static guint16
sum_range (SgnInput *input, guint64 offset, guint64 length)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GError) error = NULL;
  guint16 sum = 0;

  sgn_ranges_add (ranges, offset, length);
  g_assert_true (sgn_sum_ranges (input, ranges, &sum, &error));
  g_assert_no_error (error);
  return sum;
}

static void
test_lengths (void)
{
  g_autoptr (GBytes) bytes = make_octets ();
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  for (gsize length = 0; length < 100; length++)
    for (gsize offset = 0; offset < 3; offset++)
      g_assert_cmphex (sum_range (input, offset, length), ==, sum_simply (&data[offset], length));
  g_assert_cmphex (sum_range (input, 0, SIZE), ==, sum_simply (data, SIZE));
  g_assert_cmphex (sum_range (input, 1, SIZE - 1), ==, sum_simply (&data[1], SIZE - 1));
}

/* Every word at its largest: nothing may overflow on the way. */
static void
test_largest (void)
{
  guint8 *data = g_malloc (SIZE);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, SIZE);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);

  memset (data, 0xff, SIZE);
  g_assert_cmphex (sum_range (input, 0, SIZE), ==, sum_simply (data, SIZE));
}

/* Known sums of parts must give the same as reading, also at odd places. */
static void
test_remembered (void)
{
  g_autoptr (GBytes) bytes = make_octets ();
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  static const guint64 cuts[] = { 0, 301, 305, 70001, 70009, SIZE };

  sgn_input_keep_sums (input);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (cuts); i += 2) {
    g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
    g_autoptr (GBytes) digest = NULL;

    sgn_ranges_add (ranges, cuts[i], cuts[i + 1] - cuts[i]);
    digest = sgn_digest_range (input, ranges, SGN_HASH_SHA256, NULL, NULL);
    g_assert_nonnull (digest);
  }
  for (gsize i = 0; i < 2; i++) {
    g_assert_cmphex (sum_range (input, 0, SIZE), ==, sum_simply (data, SIZE));
    g_assert_cmphex (sum_range (input, 305, 1000), ==, sum_simply (&data[305], 1000));
  }
}

static void
test_view (void)
{
  g_autoptr (GBytes) bytes = make_octets ();
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GBytes) literal = g_bytes_new_static ("odd", 3);
  g_autoptr (GBytes) all = NULL;
  g_autoptr (SgnInput) view = NULL;
  gsize size;

  sgn_input_keep_sums (input);
  sgn_patch_replace (patch, 1000, 0, literal);
  view = sgn_input_new_patched (input, patch, NULL);
  size = (gsize) sgn_input_get_size (view);
  all = sgn_input_read_bytes (view, 0, size, NULL);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmphex (sum_range (view, 0, size),
                     ==,
                     sum_simply (g_bytes_get_data (all, NULL), size));
}

static void
test_outside (void)
{
  g_autoptr (GBytes) bytes = make_octets ();
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GError) error = NULL;
  guint16 sum = 0x1234;

  sgn_ranges_add (ranges, SIZE - 1, 2);
  g_assert_false (sgn_sum_ranges (input, ranges, &sum, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_cmphex (sum, ==, 0x1234);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sum/lengths", test_lengths);
  g_test_add_func ("/sum/largest", test_largest);
  g_test_add_func ("/sum/remembered", test_remembered);
  g_test_add_func ("/sum/view", test_view);
  g_test_add_func ("/sum/outside", test_outside);
  return g_test_run ();
}
