/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/cfb/reader.h"
#include "core/base/error.h"
#include "tests/support/cfb-sample.h"

/* More sectors of the FAT than the header has room for. */
static const CfbSample large = { .name = "large", .sizes = { 7300000, 5000 } };
static const CfbSample ordinary = { .name = "ordinary",
                                    .sizes = { 700, 30, 6000, 5000 },
                                    .depth = 2,
                                    .n_free = 2 };

static SgnCfb *
open_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);

  return sgn_cfb_new (input, error);
}

static SgnCfb *
open_good (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SgnCfb *cfb = open_bytes (bytes, &error);

  g_assert_no_error (error);
  return cfb;
}

static gsize
at_sector (const CfbLayout *layout, guint32 sector)
{
  return ((gsize) sector + 1) << layout->shift;
}

static gsize
at_entry (const CfbLayout *layout, guint32 id)
{
  return at_sector (layout, layout->directory) + 128 * id;
}

static gsize
at_fat (const CfbLayout *layout, guint32 sector)
{
  return at_sector (layout, layout->fat) + 4 * sector;
}

static GBytes *
change (GBytes *file, gsize offset, guint64 value, guint size)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  guint8 *copy = g_memdup2 (data, length);

  for (guint i = 0; i < size; i++)
    copy[offset + i] = (guint8) (value >> (8 * i));
  return g_bytes_new_take (copy, length);
}

static void
test_streams (gconstpointer data)
{
  const CfbSample *sample = data;
  g_autoptr (GBytes) file = cfb_sample_build (sample);
  g_autoptr (SgnCfb) cfb = open_good (file);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CFB_SAMPLE_STREAMS && sample->sizes[i] > 0; i++) {
    g_autofree char *name = cfb_sample_get_name (i);
    guint32 id = sgn_cfb_find (cfb, SGN_CFB_ROOT, name);
    g_autoptr (GBytes) stream = NULL;

    g_assert_cmpuint (id, !=, SGN_CFB_NONE);
    g_assert_cmpuint (sgn_cfb_get_entry (cfb, id)->size, ==, sample->sizes[i]);
    stream = sgn_cfb_read_stream (cfb, id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (stream), ==, sample->sizes[i]);
    /* The first octet that the sample puts into its stream of this number. */
    g_assert_cmpuint (*(const guint8 *) g_bytes_get_data (stream, NULL),
                      ==,
                      i == 0 ? 0xfe : ((i + 1) * 1664525u + 1013904223u) >> 24);
  }
  g_assert_cmpuint (sgn_cfb_find (cfb, SGN_CFB_ROOT, "no such stream"), ==, SGN_CFB_NONE);
}

static void
test_order (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (SgnCfb) cfb = open_good (file);
  const SgnCfbEntry *root = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT);

  for (guint32 i = 1; i < root->n_children; i++) {
    const SgnCfbEntry *a = sgn_cfb_get_entry (cfb, sgn_cfb_get_child (cfb, SGN_CFB_ROOT, i - 1));
    const SgnCfbEntry *b = sgn_cfb_get_entry (cfb, sgn_cfb_get_child (cfb, SGN_CFB_ROOT, i));

    /* Zero-filled names: memcmp over all of both is the order of the shorter one first. */
    g_assert_cmpint (memcmp (a->name, b->name, sizeof a->name), <, 0);
  }
}

static void
assert_refused (GBytes *file, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnCfb) cfb = open_bytes (file, &error);

  g_assert_null (cfb);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
refuse (const CfbSample *sample, gsize offset, guint64 value, guint size, const char *words)
{
  g_autoptr (GBytes) file = cfb_sample_build (sample);
  g_autoptr (GBytes) bad = change (file, offset, value, size);

  assert_refused (bad, words);
}

static void
test_header (void)
{
  refuse (&ordinary, 26, 5, 2, "version 5");
  refuse (&ordinary, 30, 10, 2, "2^10");
  refuse (&ordinary, 28, 0xfeff, 2, "version 3");
  refuse (&ordinary, 32, 7, 2, "mini stream");
  refuse (&ordinary, 56, 0, 4, "mini stream");
  refuse (&ordinary, 44, 0, 4, "cannot have 0");
  refuse (&ordinary, 44, 0xffffffff, 4, "cannot have 4294967295");
  refuse (&ordinary, 44, 2, 4, "outside the file");
  refuse (&ordinary, 48, 0xfffffffe, 4, "cannot have 0");
  refuse (&ordinary, 48, 5000, 4, "outside the file");
  refuse (&ordinary, 60, 0x10000000, 4, "mini sector allocation table");
}

static void
test_fat (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) two = change (file, 44, 2, 4);
  g_autoptr (GBytes) twice = NULL;

  cfb_sample_get_layout (&ordinary, &layout);
  twice = change (two, 80, layout.fat, 4);
  assert_refused (twice, "is used twice");
  refuse (&ordinary, 76, 4000, 4, "sector 4000 is outside");
}

static void
test_difat (void)
{
  CfbLayout layout;
  gsize next;
  g_autoptr (GBytes) file = cfb_sample_build (&large);
  g_autoptr (GBytes) two = change (file, 72, 2, 4);
  g_autoptr (GBytes) loop = NULL;

  cfb_sample_get_layout (&large, &layout);
  g_assert_cmpuint (layout.n_difat, ==, 1);
  next = at_sector (&layout, layout.difat + 1) - 4;
  loop = change (two, next, layout.difat, 4);
  assert_refused (loop, "is used twice");
  refuse (&large, 68, 0xfffffffe, 4, "sector allocation table");
  refuse (&large, at_sector (&layout, layout.difat), layout.fat, 4, "is used twice");
  refuse (&large, at_sector (&layout, layout.difat), 0xffffffff, 4, "outside the file");
}

static void
test_chains (void)
{
  CfbLayout layout;

  cfb_sample_get_layout (&ordinary, &layout);
  refuse (&ordinary, at_fat (&layout, layout.directory), layout.directory, 4, "directory: ");
  refuse (&ordinary, at_fat (&layout, layout.directory), 0xffffffff, 4, "ends too early");
  refuse (&ordinary, at_fat (&layout, layout.mini_fat), layout.mini_fat, 4, "is used twice");
  refuse (&ordinary, at_fat (&layout, layout.mini), layout.mini, 4, "mini stream: ");
  refuse (&ordinary, at_fat (&layout, layout.mini), 0xfffffffe, 4, "not all of its");
  refuse (&ordinary, at_fat (&layout, layout.streams), layout.streams, 4, "is used twice");
  refuse (&ordinary, at_fat (&layout, layout.streams), 0xfffffffe, 4, "ends too early");
  refuse (&ordinary, at_fat (&layout, layout.streams), 0xfffffffc, 4, "ends too early");
  refuse (&ordinary, at_fat (&layout, layout.streams), 0x7fffffff, 4, "outside the file");
  refuse (&ordinary, at_sector (&layout, layout.mini_fat), 0, 4, "mini sector 0 is used twice");
  refuse (&ordinary, at_sector (&layout, layout.mini_fat), 900, 4, "mini sector 900 is outside");
}

static void
test_entries (void)
{
  CfbLayout layout;

  cfb_sample_get_layout (&ordinary, &layout);
  refuse (&ordinary, at_entry (&layout, 0) + 66, 1, 1, "root entry");
  refuse (&ordinary, at_entry (&layout, 0) + 76, 0, 4, "directory entry 0 is in two places");
  refuse (&ordinary, at_entry (&layout, 0) + 76, 77777, 4, "no entry 77777");
  refuse (&ordinary, at_entry (&layout, 1) + 68, 1, 4, "is in two places");
  refuse (&ordinary, at_entry (&layout, 1) + 66, 7, 1, "unknown type 7");
  refuse (&ordinary, at_entry (&layout, 1) + 66, 0, 1, "unknown type 0");
  refuse (&ordinary, at_entry (&layout, 1) + 64, 0, 2, "is not text");
  refuse (&ordinary, at_entry (&layout, 1) + 64, 5, 2, "is not text");
  refuse (&ordinary, at_entry (&layout, 1) + 64, 66, 2, "is not text");
  refuse (&ordinary, at_entry (&layout, 1) + 116, 4444, 4, "mini sector 4444");
  refuse (&ordinary, at_entry (&layout, 3) + 116, layout.fat, 4, "is used twice");
  refuse (&ordinary, at_entry (&layout, 4) + 116, layout.streams, 4, "is used twice");
  refuse (&ordinary, at_entry (&layout, 3) + 120, 0xffffffff, 4, "exceed the size of the file");
}

static void
test_same_names (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) shorter = NULL;
  g_autoptr (GBytes) renamed = NULL;
  g_autoptr (GBytes) both_shorter = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (SgnCfb) cfb = NULL;

  cfb_sample_get_layout (&ordinary, &layout);
  shorter = change (file, at_entry (&layout, 2) + 64, 4, 2);
  renamed = change (shorter, at_entry (&layout, 2), 'a', 2);
  cfb = open_good (shorter);
  both_shorter = change (renamed, at_entry (&layout, 1) + 64, 4, 2);
  same = change (both_shorter, at_entry (&layout, 1), 'a', 2);
  assert_refused (same, "has the name of another");
}

static void
test_deep (void)
{
  CfbSample deep = { .name = "deep", .depth = 31 };
  g_autoptr (GBytes) allowed = cfb_sample_build (&deep);
  g_autoptr (SgnCfb) cfb = open_good (allowed);
  g_autoptr (GBytes) file = NULL;

  deep.depth = 40;
  file = cfb_sample_build (&deep);
  assert_refused (file, "nested too deep");
}

static void
test_short (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);

  for (gsize size = 512; size < g_bytes_get_size (file); size += 256) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (file, 0, size);

    assert_refused (part, "");
  }
}

static GBytes *
append (GBytes *file, const char *octets, gsize size)
{
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));
  g_byte_array_append (array, (const guint8 *) octets, (guint) size);
  return g_byte_array_free_to_bytes (array);
}

static void
find_spaces (GBytes *file, SgnCfbSpaces *ret)
{
  g_autoptr (SgnCfb) cfb = open_good (file);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_cfb_find_spaces (cfb, ret, &error));
  g_assert_no_error (error);
}

static void
test_spaces (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) zeros = append (file, "\0\0\0", 3);
  g_autoptr (GBytes) behind = append (file, "PK\5\6", 4);
  g_autoptr (GBytes) spare = NULL;
  g_autoptr (GBytes) orphan = NULL;
  SgnCfbSpaces spaces;

  cfb_sample_get_layout (&ordinary, &layout);
  find_spaces (file, &spaces);
  g_assert_cmpuint (spaces.behind.size + spaces.free.size + spaces.orphaned.size, ==, 0);
  find_spaces (zeros, &spaces);
  g_assert_cmpuint (spaces.behind.size, ==, 0);
  g_assert_cmpuint (spaces.zeros.size, ==, 3);
  g_assert_cmpuint (spaces.zeros.offset, ==, g_bytes_get_size (file));
  find_spaces (behind, &spaces);
  g_assert_cmpuint (spaces.behind.size, ==, 4);
  g_assert_cmpuint (spaces.zeros.size, ==, 0);
  g_assert_cmpint (spaces.behind.kind, ==, SGN_UNCOVERED_ARCHIVE);
  g_assert_cmpuint (spaces.behind.offset, ==, g_bytes_get_size (file));

  spare = change (file, at_sector (&layout, layout.free + 1) + 100, 1, 1);
  find_spaces (spare, &spaces);
  g_assert_cmpuint (spaces.free.size, ==, 512);
  g_assert_cmpuint (spaces.free.offset, ==, at_sector (&layout, layout.free + 1));
  orphan = change (spare, at_fat (&layout, layout.free + 1), 0xfffffffe, 4);
  find_spaces (orphan, &spaces);
  g_assert_cmpuint (spaces.free.size, ==, 0);
  g_assert_cmpuint (spaces.orphaned.size, ==, 512);
}

/* Where octets of @value make a finding of @size octets and no other one. */
static void
assert_space (GBytes *file, gsize offset, guint64 value, gsize which, guint64 at, guint64 size)
{
  g_autoptr (GBytes) bad = change (file, offset, value, 4);
  SgnCfbSpaces spaces;
  const SgnCfbSpace *found;

  find_spaces (bad, &spaces);
  found = &G_STRUCT_MEMBER (SgnCfbSpace, &spaces, which);
  g_assert_cmpuint (found->offset, ==, at);
  g_assert_cmpuint (found->size, ==, size);
  g_assert_cmpuint (spaces.behind.size + spaces.free.size + spaces.orphaned.size +
                        spaces.slack.size + spaces.unused.size,
                    ==,
                    size);
}

#define SPACE(name) G_STRUCT_OFFSET (SgnCfbSpaces, name)

/* 14 mini sectors, the 30 octets of the second stream in the twelfth. */
#define MINI_END   ((gsize) 14 * 64)
#define SECOND_END ((gsize) 11 * 64 + 30)

static void
test_slack (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  gsize mini, behind;

  cfb_sample_get_layout (&ordinary, &layout);
  mini = at_sector (&layout, layout.mini);
  behind = at_sector (&layout, layout.streams) + 6000;
  assert_space (file, mini + SECOND_END, 1, SPACE (slack), mini + SECOND_END, 34);
  assert_space (file, mini + MINI_END + 9, 1, SPACE (slack), mini + MINI_END, 128);
  assert_space (file, behind + 3, 1, SPACE (slack), behind, 144);
  assert_space (file, behind + 140, 0x06054b50, SPACE (slack), behind, 144);
  assert_space (file, mini + SECOND_END, 0x06054b50, SPACE (slack), mini + SECOND_END, 34);
}

/* Nobody who writes such files ends them in the middle of a sector. */
static void
test_slack_of_cut_file (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  gsize last;
  g_autoptr (GBytes) cut = NULL;

  cfb_sample_get_layout (&ordinary, &layout);
  last = at_sector (&layout, layout.streams + 12) + 5000;
  cut = g_bytes_new_from_bytes (file, 0, last + 20);
  assert_space (cut, last + 16, 'X', SPACE (behind), last, 20);
}

static void
test_unused (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) many = cfb_sample_build (&large);
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GBytes) taken = NULL;
  g_autoptr (GBytes) longer = NULL;
  gsize mini, mini_fat;

  cfb_sample_get_layout (&ordinary, &layout);
  mini = at_sector (&layout, layout.mini);
  mini_fat = at_sector (&layout, layout.mini_fat);
  empty = change (file, at_entry (&layout, 2) + 120, 0, 4);
  assert_space (empty, mini + 11 * 64, 'X', SPACE (orphaned), mini + 11 * 64, 64);
  assert_space (empty, mini_fat + 4 * 11, 0xffffffff, SPACE (free), mini + 11 * 64, 64);
  taken = change (file, at_fat (&layout, layout.free), 0xfffffffe, 4);
  longer = change (taken, at_fat (&layout, layout.mini + 1), layout.free, 4);
  assert_space (longer,
                at_sector (&layout, layout.free) + 7,
                'X',
                SPACE (orphaned),
                at_sector (&layout, layout.free),
                512);
  assert_space (file, at_entry (&layout, 10) + 40, 'X', SPACE (free), at_entry (&layout, 10), 128);
  assert_space (file, mini_fat + 4 * 20, 1234, SPACE (free), mini_fat + 4 * 20, 4);
  assert_space (file, at_fat (&layout, 127), 5, SPACE (free), at_fat (&layout, 127), 4);
  cfb_sample_get_layout (&large, &layout);
  assert_space (many,
                at_sector (&layout, layout.difat) + 400,
                7,
                SPACE (free),
                at_sector (&layout, layout.difat) + 400,
                4);
}

/* What nothing depends on, in the header and in entries that are in use. */
static void
test_padding (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  gsize root, entry;

  cfb_sample_get_layout (&ordinary, &layout);
  root = at_entry (&layout, 0);
  entry = at_entry (&layout, 1);
  assert_space (file, 8, 'X', SPACE (unused), 8, 16);
  assert_space (file, 36, 'X', SPACE (unused), 34, 6);
  assert_space (file, 40, 'X', SPACE (unused), 40, 4);
  assert_space (file, 52, 'X', SPACE (unused), 52, 4);
  assert_space (file, 72, 'X', SPACE (unused), 72, 4);
  assert_space (file, 76 + 4 * 50, 'X', SPACE (unused), 76 + 4 * 50, 4);
  assert_space (file, root, 'X', SPACE (unused), root, 64);
  assert_space (file, root + 40, 'X', SPACE (unused), root + 22, 42);
  assert_space (file, root + 100, 'X', SPACE (unused), root + 100, 8);
  assert_space (file, entry + 50, 'X', SPACE (unused), entry + 4, 60);
  assert_space (file, entry + 76, 'X', SPACE (unused), entry + 76, 4);
  assert_space (file, entry + 84, 'X', SPACE (unused), entry + 80, 16);
}

/* A mark that stands across two places is one to whoever searches the file. */
static void
test_kind_across (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) across = NULL;
  SgnCfbSpaces spaces;

  cfb_sample_get_layout (&ordinary, &layout);
  across = change (file, at_sector (&layout, layout.free + 1) - 2, 0x06054b50, 4);
  find_spaces (across, &spaces);
  g_assert_cmpuint (spaces.free.size, ==, 1024);
  g_assert_cmpint (spaces.free.kind, ==, SGN_UNCOVERED_ARCHIVE);
}

/* Out of order, an entry is enumerated and yet not found. */
static void
test_misordered (void)
{
  CfbLayout layout;
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (SgnCfb) cfb = open_good (file);
  guint32 top = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT)->child;
  const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, top);
  g_autoptr (GBytes) half = NULL;
  g_autoptr (GBytes) swapped = NULL;
  g_autoptr (SgnCfb) bad = NULL;

  g_assert_cmpuint (sgn_cfb_find_misordered (cfb), ==, SGN_CFB_NONE);
  cfb_sample_get_layout (&ordinary, &layout);
  half = change (file, at_entry (&layout, top) + 68, entry->right, 4);
  swapped = change (half, at_entry (&layout, top) + 72, entry->left, 4);
  bad = open_good (swapped);
  g_assert_cmpuint (sgn_cfb_find_misordered (bad), !=, SGN_CFB_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; cfb_samples[i].name != NULL; i++) {
    g_autofree char *path = g_strconcat ("/cfb/streams/", cfb_samples[i].name, NULL);

    g_test_add_data_func (path, &cfb_samples[i], test_streams);
  }
  g_test_add_data_func ("/cfb/streams/large", &large, test_streams);
  g_test_add_func ("/cfb/order", test_order);
  g_test_add_func ("/cfb/header", test_header);
  g_test_add_func ("/cfb/fat", test_fat);
  g_test_add_func ("/cfb/difat", test_difat);
  g_test_add_func ("/cfb/chains", test_chains);
  g_test_add_func ("/cfb/entries", test_entries);
  g_test_add_func ("/cfb/same-names", test_same_names);
  g_test_add_func ("/cfb/deep", test_deep);
  g_test_add_func ("/cfb/short", test_short);
  g_test_add_func ("/cfb/spaces", test_spaces);
  g_test_add_func ("/cfb/padding", test_padding);
  g_test_add_func ("/cfb/kind-across", test_kind_across);
  g_test_add_func ("/cfb/misordered", test_misordered);
  g_test_add_func ("/cfb/slack", test_slack);
  g_test_add_func ("/cfb/slack-of-cut-file", test_slack_of_cut_file);
  g_test_add_func ("/cfb/unused", test_unused);
  return g_test_run ();
}
