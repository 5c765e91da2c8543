/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-patch"

#include "config.h"

#include "core/io/input-private.h"
#include "core/io/patch.h"

#include <string.h>

#include "core/base/error.h"

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static SgnInput *
make_input (const char *text)
{
  g_autoptr (GBytes) bytes = make_bytes (text);

  return sgn_input_new_for_bytes (bytes);
}

static void
replace (SgnPatch *patch, guint64 offset, guint64 length, const char *text)
{
  g_autoptr (GBytes) bytes = text != NULL ? make_bytes (text) : NULL;

  sgn_patch_replace (patch, offset, length, bytes);
}

static SgnInput *
apply (SgnInput *base, const SgnPatch *patch)
{
  g_autoptr (GError) error = NULL;
  SgnInput *view = sgn_input_new_patched (base, patch, &error);

  g_assert_no_error (error);
  return view;
}

/* Reads every part of @input and compares. */
static void
assert_reads (SgnInput *input, const char *expected)
{
  gsize size = strlen (expected);
  g_autofree char *buffer = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (sgn_input_get_size (input), ==, size);
  for (gsize start = 0; start <= size; start++) {
    for (gsize length = 0; length <= size - start; length++) {
      g_assert_true (sgn_input_read (input, start, buffer, length, &error));
      g_assert_cmpmem (buffer, length, &expected[start], length);
    }
  }
  g_assert_false (sgn_input_read (input, 1, buffer, size, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
test_edits (void)
{
  g_autoptr (SgnInput) base = make_input ("0123456789");
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (SgnInput) view = NULL;

  replace (patch, 0, 0, "<<");
  replace (patch, 2, 1, "two");
  replace (patch, 3, 2, NULL);
  replace (patch, 5, 0, "|");
  replace (patch, 5, 0, "|");
  replace (patch, 9, 1, "9>");
  replace (patch, 10, 0, ">");
  view = apply (base, patch);
  assert_reads (view, "<<01two||56789>>");
  assert_reads (base, "0123456789");
}

static void
replace_by (SgnPatch *patch, guint64 offset, guint64 length, SgnInput *input)
{
  sgn_patch_replace_by (patch, offset, length, input);
}

/* Other inputs in the place of octets: as they are, as views, and with others in themselves. */
static void
test_inputs (void)
{
  g_autoptr (SgnInput) base = make_input ("0123456789");
  g_autoptr (SgnInput) other = make_input ("abcdef");
  g_autoptr (SgnInput) nothing = make_input ("");
  g_autoptr (SgnPatch) inner = sgn_patch_new ();
  g_autoptr (SgnPatch) outer = sgn_patch_new ();
  g_autoptr (SgnPatch) last = sgn_patch_new ();
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnInput) both = NULL;
  g_autoptr (SgnInput) cut = NULL;

  replace (inner, 1, 2, "--");
  replace_by (inner, 4, 0, base);
  view = apply (other, inner);
  assert_reads (view, "a--d0123456789ef");
  replace_by (outer, 0, 0, other);
  replace_by (outer, 3, 2, view);
  replace_by (outer, 7, 1, nothing);
  both = apply (base, outer);
  assert_reads (both, "abcdef012a--d0123456789ef5689");
  replace (last, 2, 9, "|");
  replace_by (last, 13, 0, both);
  cut = apply (both, last);
  g_clear_pointer (&base, sgn_input_unref);
  g_clear_pointer (&other, sgn_input_unref);
  g_clear_pointer (&view, sgn_input_unref);
  g_clear_pointer (&both, sgn_input_unref);
  assert_reads (cut, "ab|-dabcdef012a--d0123456789ef56890123456789ef5689");
}

static void
test_empty (void)
{
  g_autoptr (SgnInput) base = make_input ("0123");
  g_autoptr (SgnInput) nothing = make_input ("");
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (SgnInput) same = NULL;
  g_autoptr (SgnInput) still_nothing = NULL;

  g_assert_true (sgn_patch_is_empty (patch));
  replace (patch, 0, 0, NULL);
  replace (patch, 0, 0, "");
  g_assert_true (sgn_patch_is_empty (patch));
  same = apply (base, patch);
  assert_reads (same, "0123");
  still_nothing = apply (nothing, patch);
  assert_reads (still_nothing, "");
  replace (patch, 0, 4, NULL);
  g_assert_false (sgn_patch_is_empty (patch));
}

static void
test_delete_all (void)
{
  g_autoptr (SgnInput) base = make_input ("0123");
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (SgnInput) view = NULL;

  replace (patch, 0, 4, NULL);
  view = apply (base, patch);
  assert_reads (view, "");
}

static void
test_view_of_view (void)
{
  g_autoptr (SgnInput) base = make_input ("0123456789");
  g_autoptr (SgnPatch) first = sgn_patch_new ();
  g_autoptr (SgnPatch) second = sgn_patch_new ();
  g_autoptr (SgnPatch) third = sgn_patch_new ();
  g_autoptr (SgnInput) one = NULL;
  g_autoptr (SgnInput) two = NULL;
  g_autoptr (SgnInput) three = NULL;

  replace (first, 2, 2, "abcd");
  replace (first, 10, 0, "end");
  one = apply (base, first);
  assert_reads (one, "01abcd456789end");
  /* Through the border of a literal and a range, within a literal, and at the end. */
  replace (second, 1, 2, "-");
  replace (second, 4, 1, NULL);
  replace (second, 15, 0, "!");
  two = apply (one, second);
  assert_reads (two, "0-bd456789end!");
  replace (third, 0, 14, "#");
  three = apply (two, third);
  assert_reads (three, "#");
  assert_reads (one, "01abcd456789end");
}

static void
assert_outside (guint64 offset, guint64 length, const char *text)
{
  g_autoptr (SgnInput) base = make_input ("0123456789");
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GError) error = NULL;

  replace (patch, offset, length, text);
  g_assert_null (sgn_input_new_patched (base, patch, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
test_outside (void)
{
  assert_outside (11, 0, "x");
  assert_outside (10, 1, "x");
  assert_outside (0, 11, NULL);
  assert_outside (G_MAXUINT64, 0, "x");
  assert_outside (G_MAXUINT64 - 1, 1, NULL);
  assert_outside (1, G_MAXUINT64 - 1, NULL);
}

static void
test_order (void)
{
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (SgnInput) base = make_input ("0123456789");
  g_autoptr (SgnInput) view = NULL;

  replace (patch, 4, 2, "x");
  g_test_expect_message ("sgn-patch", G_LOG_LEVEL_CRITICAL, "*offset >= self->end*");
  replace (patch, 5, 1, "y");
  g_test_assert_expected_messages ();
  g_test_expect_message ("sgn-patch", G_LOG_LEVEL_CRITICAL, "*checked_add*");
  replace (patch, 7, G_MAXUINT64, "y");
  g_test_assert_expected_messages ();
  view = apply (base, patch);
  assert_reads (view, "0123x6789");
}

static void
assert_range (GArray *pieces, guint index, guint64 offset, guint64 length)
{
  const SgnPiece *piece = &g_array_index (pieces, SgnPiece, index);

  g_assert_cmpuint (index, <, pieces->len);
  g_assert_null (piece->literal);
  g_assert_cmpuint (piece->offset, ==, offset);
  g_assert_cmpuint (piece->length, ==, length);
}

static void
assert_literal (GArray *pieces, guint index, const char *expected)
{
  const SgnPiece *piece = &g_array_index (pieces, SgnPiece, index);

  g_assert_cmpuint (index, <, pieces->len);
  g_assert_cmpmem (g_bytes_get_data (piece->literal, NULL),
                   g_bytes_get_size (piece->literal),
                   expected,
                   strlen (expected));
  g_assert_cmpuint (piece->length, ==, strlen (expected));
}

static void
test_pieces (void)
{
  g_autoptr (SgnInput) base = make_input ("0123456789");
  g_autoptr (SgnPatch) first = sgn_patch_new ();
  g_autoptr (SgnPatch) second = sgn_patch_new ();
  g_autoptr (SgnInput) one = NULL;
  g_autoptr (SgnInput) two = NULL;
  g_autoptr (GArray) pieces = NULL;

  replace (first, 3, 0, "abc");
  one = apply (base, first);
  g_assert_true (sgn_input_get_pieces (one, 1, 4, &pieces) == base);
  g_assert_cmpuint (pieces->len, ==, 2);
  assert_range (pieces, 0, 1, 2);
  assert_literal (pieces, 1, "ab");
  g_clear_pointer (&pieces, g_array_unref);

  replace (second, 3, 3, NULL);
  two = apply (one, second);
  g_assert_true (sgn_input_get_pieces (two, 0, 10, &pieces) == base);
  g_assert_cmpuint (pieces->len, ==, 1);
  assert_range (pieces, 0, 0, 10);
  g_clear_pointer (&pieces, g_array_unref);

  g_assert_true (sgn_input_get_pieces (base, 4, 0, &pieces) == base);
  g_assert_cmpuint (pieces->len, ==, 0);
}

/* Random edits on random edits against the same on a string. */
static void
test_random (void)
{
  GString *expected = g_string_new ("The quick brown fox jumps over the lazy dog");
  SgnInput *input = make_input (expected->str);

  for (guint round = 0; round < 200; round++) {
    g_autoptr (SgnPatch) patch = sgn_patch_new ();
    gsize offset = (gsize) g_test_rand_int_range (0, (gint32) expected->len + 1);
    gsize length = (gsize) g_test_rand_int_range (0, (gint32) MIN (9, expected->len - offset) + 1);
    g_autofree char *text = g_strdup_printf ("%.*s", (int) (round % 11), "abcdefghijk");
    SgnInput *view;

    if (round % 3 == 1) {
      g_autoptr (SgnInput) other = make_input (text);

      replace_by (patch, offset, length, other);
    } else {
      replace (patch, offset, length, text);
    }
    view = apply (input, patch);
    g_string_erase (expected, (gssize) offset, (gssize) length);
    g_string_insert (expected, (gssize) offset, text);
    sgn_input_unref (input);
    input = view;
    if (round % 20 == 0)
      assert_reads (input, expected->str);
  }
  assert_reads (input, expected->str);
  sgn_input_unref (input);
  g_string_free (expected, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patch/edits", test_edits);
  g_test_add_func ("/patch/inputs", test_inputs);
  g_test_add_func ("/patch/empty", test_empty);
  g_test_add_func ("/patch/delete-all", test_delete_all);
  g_test_add_func ("/patch/view-of-view", test_view_of_view);
  g_test_add_func ("/patch/outside", test_outside);
  g_test_add_func ("/patch/order", test_order);
  g_test_add_func ("/patch/pieces", test_pieces);
  g_test_add_func ("/patch/random", test_random);
  return g_test_run ();
}
