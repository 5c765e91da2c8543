/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/cabinet.h"
#include "core/base/error.h"
#include "core/base/writer.h"

/* [MS-CAB] 3.1 */
static guint32
add_up (GBytes *bytes, guint32 sum)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 rest = 0;

  for (gsize i = 0; i + 4 <= size; i += 4)
    sum ^= (guint32) data[i] | (guint32) data[i + 1] << 8 | (guint32) data[i + 2] << 16 |
           (guint32) data[i + 3] << 24;
  for (gsize i = size & ~(gsize) 3; i < size; i++)
    rest = rest << 8 | data[i];
  return sum ^ rest;
}

/* A cabinet of @count files, all with @content, uncompressed in one folder. */
static GBytes *
make_cabinet (const char *content, guint count, guint32 size)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) data = g_bytes_new (content, strlen (content));
  guint32 length = (guint32) strlen (content);
  guint32 offset = 36 + 8 + count * (16 + 2);
  g_autoptr (GByteArray) sizes = g_byte_array_new ();
  g_autoptr (GBytes) sizes_bytes = NULL;

  g_byte_array_append (array, (const guint8 *) "MSCF", 4);
  sgn_writer_u32 (array, 0);
  sgn_writer_u32 (array, offset + 8 + length);
  sgn_writer_u32 (array, 0);
  sgn_writer_u32 (array, 36 + 8);
  sgn_writer_u32 (array, 0);
  sgn_writer_u16 (array, 0x0103); /* version 1.3 */
  sgn_writer_u16 (array, 1);      /* folders */
  sgn_writer_u16 (array, (guint16) count);
  sgn_writer_u16 (array, 0);
  sgn_writer_u16 (array, 0);
  sgn_writer_u16 (array, 0);
  sgn_writer_u32 (array, offset);
  sgn_writer_u16 (array, 1); /* blocks */
  sgn_writer_u16 (array, 0); /* not compressed */
  for (guint i = 0; i < count; i++) {
    sgn_writer_u32 (array, size);
    sgn_writer_u32 (array, 0);
    sgn_writer_u16 (array, 0);
    sgn_writer_u16 (array, 0x5a21);
    sgn_writer_u16 (array, 0);
    sgn_writer_u16 (array, 0x20);
    g_byte_array_append (array, (const guint8[]){ (guint8) ('a' + i), 0 }, 2);
  }
  sgn_writer_u16 (sizes, (guint16) length);
  sgn_writer_u16 (sizes, (guint16) length);
  sizes_bytes = g_bytes_new (sizes->data, sizes->len);
  sgn_writer_u32 (array, add_up (sizes_bytes, add_up (data, 0)));
  g_byte_array_append (array, sizes->data, sizes->len);
  g_byte_array_append (array, (const guint8 *) content, length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static void
test_one_file (void)
{
  g_autoptr (GBytes) cabinet = make_cabinet ("content of the list", 1, 19);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = sgn_cabinet_unpack (cabinet, 19, &error);

  g_assert_no_error (error);
  g_assert_true (sgn_cabinet_is (cabinet));
  g_assert_cmpmem (g_bytes_get_data (content, NULL),
                   g_bytes_get_size (content),
                   "content of the list",
                   19);
}

static void
assert_refused (GBytes *cabinet, gsize max)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = sgn_cabinet_unpack (cabinet, max, &error);

  g_assert_null (content);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) one = make_cabinet ("content of the list", 1, 19);
  g_autoptr (GBytes) two = make_cabinet ("content of the list", 2, 19);
  g_autoptr (GBytes) none = make_cabinet ("content of the list", 0, 19);
  g_autoptr (GBytes) more = make_cabinet ("content of the list", 1, 1000);
  g_autoptr (GBytes) other = g_bytes_new_static ("PK\x03\x04 more", 9);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  assert_refused (one, 18);
  assert_refused (two, 1000);
  assert_refused (none, 1000);
  assert_refused (more, 10000);
  assert_refused (other, 1000);
  assert_refused (empty, 1000);
  g_assert_false (sgn_cabinet_is (other));
  g_assert_false (sgn_cabinet_is (empty));
}

/* Whatever is damaged or cut off: an error or content of the promised size. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) cabinet = make_cabinet ("content of the list", 1, 19);
  gsize size = g_bytes_get_size (cabinet);

  for (gsize i = 0; i < size; i++)
    for (guint bit = 0; bit < 8; bit++) {
      guint8 *copy = g_memdup2 (g_bytes_get_data (cabinet, NULL), size);
      g_autoptr (GBytes) changed = g_bytes_new_take (copy, size);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (cabinet, 0, i);
      g_autoptr (GBytes) content = NULL;

      copy[i] ^= (guint8) (1u << bit);
      content = sgn_cabinet_unpack (changed, 1000, NULL);
      if (content != NULL)
        g_assert_cmpuint (g_bytes_get_size (content), <=, 1000);
      assert_refused (cut, 1000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cabinet/one-file", test_one_file);
  g_test_add_func ("/cabinet/refused", test_refused);
  g_test_add_func ("/cabinet/damaged", test_damaged);
  return g_test_run ();
}
