/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-writer"

#include "config.h"

#include "core/base/writer.h"

#include "core/base/checked.h"

static void
test_values (void)
{
  static const guint8 expected[] = { 0x02, 0x01, 0x06, 0x05, 0x04, 0x03, 0x08,
                                     0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01,
                                     'a',  'b',  'c',  0,    0,    0,    'd' };
  g_autoptr (GByteArray) writer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bc", 2);

  sgn_writer_u16 (writer, 0x0102);
  sgn_writer_u32 (writer, 0x03040506);
  sgn_writer_u64 (writer, G_GUINT64_CONSTANT (0x0102030405060708));
  sgn_writer_data (writer, "a", 1);
  sgn_writer_data (writer, NULL, 0);
  sgn_writer_bytes (writer, bytes);
  sgn_writer_zeros (writer, 3);
  sgn_writer_zeros (writer, 0);
  sgn_writer_data (writer, "d", 1);
  g_assert_cmpmem (writer->data, writer->len, expected, sizeof expected);
}

static void
test_align (void)
{
  g_autoptr (GByteArray) writer = g_byte_array_new ();

  sgn_writer_align (writer, 8);
  g_assert_cmpuint (writer->len, ==, 0);
  sgn_writer_data (writer, "x", 1);
  sgn_writer_align (writer, 1);
  g_assert_cmpuint (writer->len, ==, 1);
  sgn_writer_align (writer, 8);
  g_assert_cmpmem (writer->data, writer->len, "x\0\0\0\0\0\0", 8);
  sgn_writer_align (writer, 8);
  g_assert_cmpuint (writer->len, ==, 8);
}

static void
test_misuse (void)
{
  g_autoptr (GByteArray) writer = g_byte_array_new ();

  sgn_writer_data (writer, "x", 1);
  g_test_expect_message ("sgn-writer", G_LOG_LEVEL_CRITICAL, "*step*");
  sgn_writer_align (writer, 6);
  g_test_assert_expected_messages ();
  g_test_expect_message ("sgn-writer", G_LOG_LEVEL_CRITICAL, "*G_MAXUINT*");
  sgn_writer_zeros (writer, G_MAXUINT);
  g_test_assert_expected_messages ();
  g_test_expect_message ("sgn-writer", G_LOG_LEVEL_CRITICAL, "*G_MAXUINT*");
  sgn_writer_data (writer, "x", G_MAXSIZE);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (writer->len, ==, 1);
}

static void
test_range_fits (void)
{
  g_assert_true (sgn_range_fits (0, 0, 0));
  g_assert_true (sgn_range_fits (0, 10, 10));
  g_assert_true (sgn_range_fits (10, 0, 10));
  g_assert_true (sgn_range_fits (0, G_MAXUINT64, G_MAXUINT64));
  g_assert_false (sgn_range_fits (0, 11, 10));
  g_assert_false (sgn_range_fits (11, 0, 10));
  g_assert_false (sgn_range_fits (5, 6, 10));
  g_assert_false (sgn_range_fits (2, G_MAXUINT64, 10));
  g_assert_false (sgn_range_fits (G_MAXUINT64, 2, 10));
  g_assert_false (sgn_range_fits (G_MAXUINT64, G_MAXUINT64, G_MAXUINT64));
}

static void
test_round_up (void)
{
  guint64 value = 0;

  g_assert_true (sgn_round_up (0, 8, &value));
  g_assert_cmpuint (value, ==, 0);
  g_assert_true (sgn_round_up (1, 8, &value));
  g_assert_cmpuint (value, ==, 8);
  g_assert_true (sgn_round_up (8, 8, &value));
  g_assert_cmpuint (value, ==, 8);
  g_assert_true (sgn_round_up (G_MAXUINT64 - 7, 8, &value));
  g_assert_cmpuint (value, ==, G_MAXUINT64 - 7);
  g_assert_false (sgn_round_up (G_MAXUINT64 - 6, 8, &value));
  g_assert_false (sgn_round_up (G_MAXUINT64, 2, &value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/values", test_values);
  g_test_add_func ("/writer/align", test_align);
  g_test_add_func ("/writer/misuse", test_misuse);
  g_test_add_func ("/checked/range-fits", test_range_fits);
  g_test_add_func ("/checked/round-up", test_round_up);
  return g_test_run ();
}
