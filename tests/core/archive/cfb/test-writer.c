/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/cfb/writer.h"
#include "core/base/error.h"
#include "tests/support/cfb-sample.h"

#define SECTORS_OF_109 (109 * 128)

/* The FAT is full, and so is the place for its addresses in the header: the next sector needs a
 * sector of addresses. What is left of the first: one each for directory, FAT. */
static const CfbSample full = { .name = "full", .sizes = { 512 * (SECTORS_OF_109 - 109 - 1) } };
static const CfbSample larger = { .name = "larger", .sizes = { 512 * (SECTORS_OF_109 + 500) } };

static const char *const names[] = { "\5first stream", "\5second", NULL };

static GBytes *
make_octets (gsize size)
{
  guint8 *octets = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    octets[i] = (guint8) (i * 31 + size);
  return g_bytes_new_take (octets, size);
}

static SgnCfb *
open_bytes (GBytes *bytes)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;
  SgnCfb *cfb = sgn_cfb_new (input, &error);

  g_assert_no_error (error);
  return cfb;
}

static GBytes *
finish (SgnCfbWriter *writer, const SgnCfb *cfb)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnPatch) patch = sgn_cfb_writer_finish (writer, &error);
  g_autoptr (SgnInput) view = NULL;
  GBytes *file;

  g_assert_no_error (error);
  view = sgn_input_new_patched (sgn_cfb_get_input (cfb), patch, &error);
  g_assert_no_error (error);
  file = sgn_input_read_bytes (view, 0, sgn_input_get_size (view), &error);
  g_assert_no_error (error);
  return file;
}

/* @size_first: G_MAXSIZE for no such stream. */
static GBytes *
put (GBytes *file, gsize size_first, gsize size_second)
{
  g_autoptr (SgnCfb) cfb = open_bytes (file);
  g_autoptr (SgnCfbWriter) writer = sgn_cfb_writer_new (cfb);
  gsize sizes[] = { size_first, size_second };

  sgn_cfb_writer_remove (writer, names);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) octets = NULL;

    if (sizes[i] == G_MAXSIZE)
      continue;
    octets = make_octets (sizes[i]);
    sgn_cfb_writer_put (writer, names[i], octets);
  }
  return finish (writer, cfb);
}

static gunichar
get_unit (const SgnCfbEntry *entry, guint index)
{
  return g_unichar_toupper (entry->name[2 * index] | (gunichar) entry->name[2 * index + 1] << 8);
}

static int
compare (const SgnCfbEntry *a, const SgnCfbEntry *b)
{
  if (a->name_size != b->name_size)
    return (int) a->name_size - (int) b->name_size;
  for (guint i = 0; i < a->name_size / 2u; i++)
    if (get_unit (a, i) != get_unit (b, i))
      return get_unit (a, i) < get_unit (b, i) ? -1 : 1;
  return 0;
}

/* Black nodes down to every end; fatal where the tree is not in order or no red-black one. */
static guint
check_tree (const SgnCfb *cfb, guint32 id, const SgnCfbEntry *above, gboolean strict)
{
  const SgnCfbEntry *entry;
  guint left;
  guint right;

  if (id == SGN_CFB_NONE)
    return 0;
  entry = sgn_cfb_get_entry (cfb, id);
  if (strict && above != NULL)
    g_assert_true (entry->color == 1 || above->color == 1);
  if (entry->left != SGN_CFB_NONE)
    g_assert_cmpint (compare (sgn_cfb_get_entry (cfb, entry->left), entry), <, 0);
  if (entry->right != SGN_CFB_NONE)
    g_assert_cmpint (compare (sgn_cfb_get_entry (cfb, entry->right), entry), >, 0);
  left = check_tree (cfb, entry->left, entry, strict);
  right = check_tree (cfb, entry->right, entry, strict);
  if (strict)
    g_assert_cmpuint (left, ==, right);
  return left + entry->color;
}

static void
check_stream (const SgnCfb *cfb, const char *name, gsize size)
{
  guint32 id = sgn_cfb_find (cfb, SGN_CFB_ROOT, name);
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (GBytes) octets = NULL;

  g_assert_cmpint (id == SGN_CFB_NONE, ==, size == G_MAXSIZE);
  if (id == SGN_CFB_NONE)
    return;
  expected = make_octets (size);
  octets = sgn_cfb_read_stream (cfb, id, NULL);
  g_assert_true (g_bytes_equal (octets, expected));
}

static void
check_file (GBytes *file, gsize size_first, gsize size_second, gboolean strict)
{
  g_autoptr (SgnCfb) cfb = open_bytes (file);
  SgnCfbSpaces spaces;

  check_stream (cfb, names[0], size_first);
  check_stream (cfb, names[1], size_second);
  check_tree (cfb, sgn_cfb_get_entry (cfb, SGN_CFB_ROOT)->child, NULL, strict);
  g_assert_true (sgn_cfb_find_spaces (cfb, &spaces, NULL));
  g_assert_cmpuint (spaces.behind.size + spaces.free.size + spaces.orphaned.size, ==, 0);
}

/* All the streams that were there before are there as they were. */
static void
check_kept (GBytes *before, GBytes *after)
{
  g_autoptr (SgnCfb) old = open_bytes (before);
  g_autoptr (SgnCfb) new = open_bytes (after);
  const SgnCfbEntry *root = sgn_cfb_get_entry (old, SGN_CFB_ROOT);

  for (guint32 i = 0; i < root->n_children; i++) {
    guint32 id = sgn_cfb_get_child (old, SGN_CFB_ROOT, i);
    const SgnCfbEntry *a = sgn_cfb_get_entry (old, id);
    const SgnCfbEntry *b = sgn_cfb_get_entry (new, id);
    g_autoptr (GBytes) left = NULL;
    g_autoptr (GBytes) right = NULL;

    g_assert_cmpmem (a->name, sizeof a->name, b->name, sizeof b->name);
    if (a->type != SGN_CFB_STREAM)
      continue;
    left = sgn_cfb_read_stream (old, id, NULL);
    right = sgn_cfb_read_stream (new, id, NULL);
    g_assert_true (g_bytes_equal (left, right));
  }
}

static void
test_sample (gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 64, 65, 4095, 4096, 4097, 70000, G_MAXSIZE };
  const CfbSample *sample = data;
  gboolean strict = !sample->is_list;
  g_autoptr (GBytes) file = cfb_sample_build (sample);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++) {
      g_autoptr (GBytes) one = put (file, sizes[i], sizes[j]);
      g_autoptr (GBytes) other = put (one, sizes[j], sizes[i]);
      g_autoptr (GBytes) none = put (other, G_MAXSIZE, G_MAXSIZE);

      check_file (one, sizes[i], sizes[j], strict);
      check_kept (file, one);
      check_file (other, sizes[j], sizes[i], strict);
      check_file (none, G_MAXSIZE, G_MAXSIZE, strict);
      check_kept (file, none);
      g_assert_cmpuint (g_bytes_get_size (none), <=, g_bytes_get_size (file) + 4096);
    }
  }
}

static void
test_many_sectors (gconstpointer data)
{
  const CfbSample *sample = data;
  g_autoptr (GBytes) file = cfb_sample_build (sample);
  g_autoptr (GBytes) one = put (file, 32, 5000);
  g_autoptr (GBytes) large = put (file, 32, 200000);
  g_autoptr (GBytes) none = put (one, G_MAXSIZE, G_MAXSIZE);
  g_autoptr (GBytes) back = put (large, G_MAXSIZE, G_MAXSIZE);

  check_file (one, 32, 5000, TRUE);
  check_kept (file, one);
  check_file (large, 32, 200000, TRUE);
  check_kept (file, large);
  g_assert_true (g_bytes_equal (none, file));
  g_assert_true (g_bytes_equal (back, file));
}

static void
test_layout_of_full (void)
{
  CfbLayout layout;

  cfb_sample_get_layout (&full, &layout);
  g_assert_cmpuint (layout.n_fat, ==, 109);
  g_assert_cmpuint (layout.end, ==, SECTORS_OF_109);
  cfb_sample_get_layout (&larger, &layout);
  g_assert_cmpuint (layout.n_difat, ==, 1);
}

/* Nothing of what is taken away stays readable. */
static void
test_nothing_stays (void)
{
  static const char secret[] = "a word that is nowhere else in the file";
  g_autoptr (GBytes) file = cfb_sample_build (&cfb_samples[0]);
  g_autoptr (SgnCfb) cfb = open_bytes (file);
  g_autoptr (SgnCfbWriter) writer = sgn_cfb_writer_new (cfb);
  g_autoptr (GBytes) octets = g_bytes_new_static (secret, sizeof secret);
  g_autoptr (GBytes) with = NULL;
  g_autoptr (GBytes) without = NULL;

  sgn_cfb_writer_put (writer, names[0], octets);
  with = finish (writer, cfb);
  without = put (with, G_MAXSIZE, G_MAXSIZE);
  g_assert_nonnull (memmem (g_bytes_get_data (with, NULL), g_bytes_get_size (with), secret, 20));
  g_assert_null (memmem (g_bytes_get_data (without, NULL), g_bytes_get_size (without), secret, 20));
}

/* Whatever Windows left in the file goes with the first signature, and nothing else does. */
static void
test_wipe (gconstpointer data)
{
  const CfbSample *sample = data;
  g_autoptr (GBytes) file = cfb_sample_build (sample);
  gsize size;
  const guint8 *clean = g_bytes_get_data (file, &size);

  for (gsize at = 0; at < size; at += 37) {
    g_autofree guint8 *octets = g_memdup2 (clean, size);
    g_autoptr (GBytes) dirty = NULL;
    g_autoptr (GBytes) wiped = NULL;
    g_autoptr (SgnInput) input = NULL;
    g_autoptr (SgnCfb) cfb = NULL;
    g_autoptr (SgnCfbWriter) writer = NULL;
    SgnCfbSpaces spaces;

    octets[at] ^= 0x5a;
    dirty = g_bytes_new (octets, size);
    input = sgn_input_new_for_bytes (dirty);
    cfb = sgn_cfb_new (input, NULL);
    if (cfb == NULL || !sgn_cfb_find_spaces (cfb, &spaces, NULL) ||
        spaces.free.size + spaces.orphaned.size + spaces.slack.size == 0)
      continue;
    writer = sgn_cfb_writer_new (cfb);
    sgn_cfb_writer_wipe (writer);
    wiped = finish (writer, cfb);
    g_assert_true (g_bytes_equal (wiped, file) || spaces.orphaned.size > 0);
    check_kept (file, wiped);
  }
}

/* What follows the last sector may be wanted by somebody. */
static void
test_wipe_refused (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&cfb_samples[0]);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SgnCfb) cfb = NULL;
  g_autoptr (SgnCfbWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (longer, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));
  g_byte_array_append (longer, (const guint8 *) "more", 4);
  bytes = g_bytes_new (longer->data, longer->len);
  cfb = open_bytes (bytes);
  writer = sgn_cfb_writer_new (cfb);
  sgn_cfb_writer_wipe (writer);
  g_assert_null (sgn_cfb_writer_finish (writer, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; cfb_samples[i].name != NULL; i++) {
    g_autofree char *path = g_strconcat ("/cfb/put/", cfb_samples[i].name, NULL);

    g_test_add_data_func (path, &cfb_samples[i], test_sample);
  }
  g_test_add_func ("/cfb/put/layout", test_layout_of_full);
  g_test_add_data_func ("/cfb/put/full", &full, test_many_sectors);
  g_test_add_data_func ("/cfb/put/larger", &larger, test_many_sectors);
  g_test_add_func ("/cfb/put/nothing-stays", test_nothing_stays);
  g_test_add_data_func ("/cfb/wipe/v3", &cfb_samples[1], test_wipe);
  g_test_add_data_func ("/cfb/wipe/free", &cfb_samples[9], test_wipe);
  g_test_add_func ("/cfb/wipe/refused", test_wipe_refused);
  return g_test_run ();
}
