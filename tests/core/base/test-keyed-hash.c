/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/keyed-hash.h"

/* From the reference implementation: the key counts up from 0, and so does the text. */
static void
test_vectors (void)
{
  static const guint64 key[] = { G_GUINT64_CONSTANT (0x0706050403020100),
                                 G_GUINT64_CONSTANT (0x0f0e0d0c0b0a0908) };
  guint8 text[15];

  for (guint i = 0; i < G_N_ELEMENTS (text); i++)
    text[i] = (guint8) i;
  g_assert_cmphex (sgn_siphash (key, text, 0), ==, G_GUINT64_CONSTANT (0x726fdb47dd0e0e31));
  g_assert_cmphex (sgn_siphash (key, text, 8), ==, G_GUINT64_CONSTANT (0x93f5f5799a932462));
  g_assert_cmphex (sgn_siphash (key, text, 15), ==, G_GUINT64_CONSTANT (0xa129ca6149be45e5));
}

/* "aB" and "b!" are one for GLib's function, and so is every row of them of the same length. */
static void
test_collisions (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 1024; i++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint bit = 0; bit < 10; bit++)
      g_string_append (text, i >> bit & 1 ? "aB" : "b!");
    g_assert_cmpuint (g_str_hash (text->str), ==, g_str_hash ("aBaBaBaBaBaBaBaBaBaB"));
    g_hash_table_add (seen, GUINT_TO_POINTER (sgn_keyed_hash_text (text->str)));
  }
  g_assert_cmpuint (g_hash_table_size (seen), >, 1000);
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) one = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) same = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) other = g_bytes_new_static ("a\0c", 3);

  g_assert_cmpuint (sgn_keyed_hash_bytes (one), ==, sgn_keyed_hash_bytes (same));
  g_assert_cmpuint (sgn_keyed_hash_bytes (one), !=, sgn_keyed_hash_bytes (other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyed-hash/vectors", test_vectors);
  g_test_add_func ("/keyed-hash/collisions", test_collisions);
  g_test_add_func ("/keyed-hash/bytes", test_bytes);
  return g_test_run ();
}
