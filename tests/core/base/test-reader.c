/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-reader"

#include "config.h"

#include "core/base/reader.h"

#include <string.h>

#include "core/base/error.h"

static const guint8 octets[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0xFF };

static void
test_values (void)
{
  SgnReader reader;
  const guint8 *data = NULL;
  guint64 u64 = 0;
  guint32 u32 = 0;
  guint16 u16 = 0;
  guint8 u8 = 0;

  sgn_reader_init (&reader, octets, sizeof octets);
  g_assert_true (sgn_reader_u64 (&reader, &u64, NULL));
  g_assert_cmphex (u64, ==, G_GUINT64_CONSTANT (0x0807060504030201));
  g_assert_true (sgn_reader_u8 (&reader, &u8, NULL));
  g_assert_cmphex (u8, ==, 0xFF);
  g_assert_true (sgn_reader_seek (&reader, 1, NULL));
  g_assert_true (sgn_reader_u32 (&reader, &u32, NULL));
  g_assert_cmphex (u32, ==, 0x05040302);
  g_assert_true (sgn_reader_u16 (&reader, &u16, NULL));
  g_assert_cmphex (u16, ==, 0x0706);
  g_assert_true (sgn_reader_seek (&reader, 0, NULL));
  g_assert_true (sgn_reader_u16_be (&reader, &u16, NULL));
  g_assert_cmphex (u16, ==, 0x0102);
  g_assert_true (sgn_reader_skip (&reader, 2, NULL));
  g_assert_true (sgn_reader_data (&reader, 3, &data, NULL));
  g_assert_cmpmem (data, 3, &octets[4], 3);
  g_assert_cmpuint (sgn_reader_get_left (&reader), ==, 2);
}

/* Tries to read every value from a reader with @left octets left. */
static void
assert_all_fail (gsize left)
{
  SgnReader reader;
  const guint8 *data = octets;
  guint64 u64 = 42;
  guint32 u32 = 42;
  guint16 u16 = 42;
  guint8 u8 = 42;

  sgn_reader_init (&reader, octets, sizeof octets);
  g_assert_true (sgn_reader_seek (&reader, sizeof octets - left, NULL));
  if (left < 8)
    g_assert_false (sgn_reader_u64 (&reader, &u64, NULL));
  if (left < 4)
    g_assert_false (sgn_reader_u32 (&reader, &u32, NULL));
  if (left < 2)
    g_assert_false (sgn_reader_u16 (&reader, &u16, NULL));
  if (left < 2)
    g_assert_false (sgn_reader_u16_be (&reader, &u16, NULL));
  if (left < 1)
    g_assert_false (sgn_reader_u8 (&reader, &u8, NULL));
  g_assert_false (sgn_reader_data (&reader, left + 1, &data, NULL));
  g_assert_false (sgn_reader_data (&reader, G_MAXSIZE, &data, NULL));
  g_assert_false (sgn_reader_skip (&reader, left + 1, NULL));
  g_assert_false (sgn_reader_skip (&reader, G_MAXSIZE - 3, NULL));
  g_assert_cmpuint (u64, ==, 42);
  g_assert_cmpuint (u32, ==, 42);
  g_assert_cmpuint (u16, ==, 42);
  g_assert_cmpuint (u8, ==, 42);
  g_assert_true (data == octets);
  g_assert_cmpuint (sgn_reader_get_left (&reader), ==, left);
}

static void
test_end (void)
{
  for (gsize left = 0; left < 8; left++)
    assert_all_fail (left);
}

static void
test_seek (void)
{
  g_autoptr (GError) error = NULL;
  SgnReader reader;

  sgn_reader_init (&reader, octets, sizeof octets);
  g_assert_true (sgn_reader_seek (&reader, sizeof octets, NULL));
  g_assert_cmpuint (sgn_reader_get_left (&reader), ==, 0);
  g_assert_false (sgn_reader_seek (&reader, sizeof octets + 1, NULL));
  g_assert_false (sgn_reader_seek (&reader, G_MAXSIZE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_cmpuint (reader.offset, ==, sizeof octets);
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;
  SgnReader reader;
  guint32 u32;

  sgn_reader_init (&reader, octets, sizeof octets);
  g_assert_true (sgn_reader_seek (&reader, 7, NULL));
  g_assert_false (sgn_reader_u32 (&reader, &u32, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, "7"));
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  SgnReader reader;
  const guint8 *data;
  guint8 u8;

  sgn_reader_init_bytes (&reader, bytes);
  g_assert_true (sgn_reader_seek (&reader, 0, NULL));
  g_assert_true (sgn_reader_data (&reader, 0, &data, NULL));
  g_assert_true (sgn_reader_skip (&reader, 0, NULL));
  g_assert_false (sgn_reader_u8 (&reader, &u8, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/values", test_values);
  g_test_add_func ("/reader/end", test_end);
  g_test_add_func ("/reader/seek", test_seek);
  g_test_add_func ("/reader/error", test_error);
  g_test_add_func ("/reader/empty", test_empty);
  return g_test_run ();
}
