/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/cfb-sample.h"
#include "config.h"

#include <string.h>

#include "tests/support/cfb-sample-private.h"

#define SMALL 10

const CfbSample cfb_samples[] = {
  { .name = "v4", .version_4 = TRUE, .sizes = { 700, 30, 6000, 64, 4096 } },
  { .name = "v3", .sizes = { 700, 30, 6000, 64, 4096 } },
  { .name = "patch", .version_4 = TRUE, .kind = 0x86, .sizes = { 100, 5000 }, .depth = 3 },
  { .name = "transform", .kind = 0x82, .sizes = { 200, 20 }, .depth = 1 },
  { .name = "no-mini", .sizes = { 4500, 5001 } },
  { .name = "full-directory", .sizes = { 50, 4096 }, .n_small = 5 },
  { .name = "full-mini-fat", .sizes = { 64 * 100 }, .n_small = 127 },
  { .name = "full-fat", .sizes = { 512 * 115, 10 } },
  { .name = "list", .version_4 = TRUE, .sizes = { 70, 80, 90, 5000 }, .is_list = TRUE },
  { .name = "free", .version_4 = TRUE, .sizes = { 80, 4097 }, .n_free = 3 },
  { .name = "cut-mini", .version_4 = TRUE, .sizes = { 80, 100 }, .is_cut = TRUE },
  { .name = "cut", .sizes = { 80, 4097 }, .is_cut = TRUE },
  { .name = NULL },
};

static void
entry_free (gpointer data)
{
  CfbSampleEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

char *
cfb_sample_get_name (guint index)
{
  /* Of several lengths, and not in alphabetical order. */
  return g_strdup_printf ("%c%.*s%u",
                          'a' + (int) (index * 7 % 26),
                          (int) (index % 5),
                          "longer",
                          index);
}

static guint
add_entry (CfbBuilder *self, guint8 type, guint parent, char *name, guint32 size)
{
  CfbSampleEntry *entry = g_new0 (CfbSampleEntry, 1);

  entry->type = type;
  entry->parent = parent;
  entry->name = name;
  entry->size = size;
  entry->left = entry->right = entry->child = NONE;
  entry->color = 1;
  g_ptr_array_add (self->entries, entry);
  return self->entries->len - 1;
}

static void
add_entries (CfbBuilder *self)
{
  const CfbSample *sample = self->sample;
  guint parent = 0;
  guint count = 0;

  add_entry (self, ROOT, NONE, g_strdup ("Root Entry"), 0);
  for (guint i = 0; i < CFB_SAMPLE_STREAMS && sample->sizes[i] > 0; i++)
    add_entry (self, STREAM, 0, cfb_sample_get_name (count++), sample->sizes[i]);
  for (guint i = 0; i < sample->n_small; i++)
    add_entry (self, STREAM, 0, cfb_sample_get_name (count++), SMALL);
  for (guint i = 0; i < sample->depth; i++) {
    parent = add_entry (self, STORAGE, parent, g_strdup_printf ("storage%u", i), 0);
    add_entry (self,
               STREAM,
               parent,
               g_strdup (sample->inside != NULL ? sample->inside : "inside"),
               33 + i);
  }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const CfbSampleEntry *first = *(const CfbSampleEntry *const *) a;
  const CfbSampleEntry *second = *(const CfbSampleEntry *const *) b;
  gsize first_length = strlen (first->name);
  gsize second_length = strlen (second->name);

  if (first_length != second_length)
    return first_length < second_length ? -1 : 1;
  return g_ascii_strcasecmp (first->name, second->name);
}

static guint32
get_number (CfbBuilder *self, const CfbSampleEntry *entry)
{
  guint number;

  g_assert_true (g_ptr_array_find (self->entries, entry, &number));
  return number;
}

/* A balanced tree, its lowest level red; or a list. */
static guint32
link_range (CfbBuilder *self, GPtrArray *sorted, guint from, guint to, guint levels)
{
  guint middle = self->sample->is_list ? from : from + (to - from) / 2;
  CfbSampleEntry *entry;

  if (from >= to)
    return NONE;
  entry = sorted->pdata[middle];
  entry->color = levels > 0 || self->sample->is_list ? 1 : 0;
  entry->left = link_range (self, sorted, from, middle, MAX (levels, 1) - 1);
  entry->right = link_range (self, sorted, middle + 1, to, MAX (levels, 1) - 1);
  return get_number (self, entry);
}

static void
link_children (CfbBuilder *self, guint parent)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  guint levels;

  for (guint i = 1; i < self->entries->len; i++)
    if (((CfbSampleEntry *) self->entries->pdata[i])->parent == parent)
      g_ptr_array_add (children, self->entries->pdata[i]);
  g_ptr_array_sort (children, compare_entries);
  levels = MAX (g_bit_storage (children->len), 2) - 1;
  ((CfbSampleEntry *) self->entries->pdata[parent])->child = link_range (self,
                                                                         children,
                                                                         0,
                                                                         children->len,
                                                                         levels);
}

static void
place_small (CfbBuilder *self)
{
  for (guint i = 1; i < self->entries->len; i++) {
    CfbSampleEntry *entry = self->entries->pdata[i];

    if (entry->type != STREAM || entry->size >= CUTOFF)
      continue;
    entry->start = self->mini_fat->len;
    for (guint32 done = 0; done < entry->size; done += 64) {
      guint32 next = done + 64 < entry->size ? self->mini_fat->len + 1 : END;

      g_array_append_val (self->mini_fat, next);
    }
  }
  ((CfbSampleEntry *) self->entries->pdata[0])->size = self->mini_fat->len * 64;
}

static guint32
place_large (CfbBuilder *self)
{
  guint32 sector = self->layout.streams;

  for (guint i = 1; i < self->entries->len; i++) {
    CfbSampleEntry *entry = self->entries->pdata[i];

    if (entry->type != STREAM || entry->size < CUTOFF)
      continue;
    entry->start = sector;
    sector += cfb_sample_count_sectors (self, entry->size);
  }
  return sector;
}

static void
place_parts (CfbBuilder *self)
{
  CfbLayout *layout = &self->layout;
  guint words = 1u << (layout->shift - 2);

  layout->difat = layout->n_fat;
  layout->n_difat = layout->n_fat > SLOTS ? (layout->n_fat - SLOTS + words - 2) / (words - 1) : 0;
  layout->directory = layout->difat + layout->n_difat;
  layout->n_directory = cfb_sample_count_sectors (self, 128 * (guint64) self->entries->len);
  layout->mini_fat = layout->directory + layout->n_directory;
  layout->n_mini_fat = cfb_sample_count_sectors (self, 4 * (guint64) self->mini_fat->len);
  layout->mini = layout->mini_fat + layout->n_mini_fat;
  layout->n_mini = cfb_sample_count_sectors (self, 64 * (guint64) self->mini_fat->len);
  layout->free = layout->mini + layout->n_mini;
  layout->streams = layout->free + self->sample->n_free;
  layout->end = place_large (self);
}

static void
lay_out (CfbBuilder *self)
{
  self->layout.shift = self->sample->version_4 ? 12 : 9;
  place_small (self);
  do {
    self->layout.n_fat++;
    place_parts (self);
  } while (self->layout.n_fat << (self->layout.shift - 2) < self->layout.end);
  ((CfbSampleEntry *) self->entries->pdata[0])->start = self->mini_fat->len > 0 ? self->layout.mini
                                                                                : END;
}

static void
cut (CfbBuilder *self)
{
  guint length = self->file->len;

  while (self->file->data[length - 1] == 0)
    length--;
  g_byte_array_set_size (self->file, length);
}

static void
build (const CfbSample *sample, CfbBuilder *self)
{
  self->sample = sample;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->mini_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->file = g_byte_array_new ();
  self->uncovered = g_array_new (FALSE, FALSE, sizeof (CfbRange));
  add_entries (self);
  for (guint i = 0; i < self->entries->len; i++)
    if (((CfbSampleEntry *) self->entries->pdata[i])->type != STREAM)
      link_children (self, i);
  lay_out (self);
  cfb_sample_put (self);
  if (sample->is_cut)
    cut (self);
}

static void
builder_clear (CfbBuilder *self)
{
  g_ptr_array_unref (self->entries);
  g_array_unref (self->mini_fat);
  g_clear_pointer (&self->file, g_byte_array_unref);
  g_clear_pointer (&self->uncovered, g_array_unref);
}

GBytes *
cfb_sample_build (const CfbSample *self)
{
  CfbBuilder builder = { 0 };
  GBytes *file;

  build (self, &builder);
  file = g_byte_array_free_to_bytes (g_steal_pointer (&builder.file));
  builder_clear (&builder);
  return file;
}

GArray *
cfb_sample_get_uncovered (const CfbSample *self)
{
  CfbBuilder builder = { 0 };
  GArray *uncovered;

  build (self, &builder);
  uncovered = g_steal_pointer (&builder.uncovered);
  builder_clear (&builder);
  return uncovered;
}

void
cfb_sample_get_layout (const CfbSample *self, CfbLayout *ret)
{
  CfbBuilder builder = { 0 };

  build (self, &builder);
  *ret = builder.layout;
  builder_clear (&builder);
}
