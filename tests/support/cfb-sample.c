/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/cfb-sample.h"
#include "config.h"

#include <string.h>

#define NONE   0xffffffffu
#define END    0xfffffffeu
#define FAT    0xfffffffdu
#define DIFAT  0xfffffffcu
#define SLOTS  109
#define CUTOFF 4096
#define SMALL  10

#define STORAGE 1
#define STREAM  2
#define ROOT    5

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
  { .name = "cut", .sizes = { 80, 4097 }, .is_cut = TRUE },
  { .name = NULL },
};

typedef struct {
  guint8 type;
  guint parent;
  char *name;
  guint32 size;
  guint32 start;
  guint32 left;
  guint32 right;
  guint32 child;
  guint8 color;
} Entry;

typedef struct {
  const CfbSample *sample;
  CfbLayout layout;
  GPtrArray *entries; /* of Entry */
  GArray *mini_fat;
  GByteArray *file;
  GArray *uncovered;
} Builder;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

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
add_entry (Builder *self, guint8 type, guint parent, char *name, guint32 size)
{
  Entry *entry = g_new0 (Entry, 1);

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
add_entries (Builder *self)
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
    add_entry (self, STREAM, parent, g_strdup ("inside"), 33 + i);
  }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;
  gsize first_length = strlen (first->name);
  gsize second_length = strlen (second->name);

  if (first_length != second_length)
    return first_length < second_length ? -1 : 1;
  return g_ascii_strcasecmp (first->name, second->name);
}

static guint32
get_number (Builder *self, const Entry *entry)
{
  guint number;

  g_assert_true (g_ptr_array_find (self->entries, entry, &number));
  return number;
}

/* A balanced tree, its lowest level red; or a list. */
static guint32
link_range (Builder *self, GPtrArray *sorted, guint from, guint to, guint levels)
{
  guint middle = self->sample->is_list ? from : from + (to - from) / 2;
  Entry *entry;

  if (from >= to)
    return NONE;
  entry = sorted->pdata[middle];
  entry->color = levels > 0 || self->sample->is_list ? 1 : 0;
  entry->left = link_range (self, sorted, from, middle, MAX (levels, 1) - 1);
  entry->right = link_range (self, sorted, middle + 1, to, MAX (levels, 1) - 1);
  return get_number (self, entry);
}

static void
link_children (Builder *self, guint parent)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  guint levels;

  for (guint i = 1; i < self->entries->len; i++)
    if (((Entry *) self->entries->pdata[i])->parent == parent)
      g_ptr_array_add (children, self->entries->pdata[i]);
  g_ptr_array_sort (children, compare_entries);
  levels = MAX (g_bit_storage (children->len), 2) - 1;
  ((Entry *) self->entries->pdata[parent])->child = link_range (self,
                                                                children,
                                                                0,
                                                                children->len,
                                                                levels);
}

static guint32
count_sectors (const Builder *self, guint64 octets)
{
  return (guint32) ((octets + (1u << self->layout.shift) - 1) >> self->layout.shift);
}

static void
place_small (Builder *self)
{
  for (guint i = 1; i < self->entries->len; i++) {
    Entry *entry = self->entries->pdata[i];

    if (entry->type != STREAM || entry->size >= CUTOFF)
      continue;
    entry->start = self->mini_fat->len;
    for (guint32 done = 0; done < entry->size; done += 64) {
      guint32 next = done + 64 < entry->size ? self->mini_fat->len + 1 : END;

      g_array_append_val (self->mini_fat, next);
    }
  }
  ((Entry *) self->entries->pdata[0])->size = self->mini_fat->len * 64;
}

static guint32
place_large (Builder *self)
{
  guint32 sector = self->layout.streams;

  for (guint i = 1; i < self->entries->len; i++) {
    Entry *entry = self->entries->pdata[i];

    if (entry->type != STREAM || entry->size < CUTOFF)
      continue;
    entry->start = sector;
    sector += count_sectors (self, entry->size);
  }
  return sector;
}

static void
place_parts (Builder *self)
{
  CfbLayout *layout = &self->layout;
  guint words = 1u << (layout->shift - 2);

  layout->difat = layout->n_fat;
  layout->n_difat = layout->n_fat > SLOTS ? (layout->n_fat - SLOTS + words - 2) / (words - 1) : 0;
  layout->directory = layout->difat + layout->n_difat;
  layout->n_directory = count_sectors (self, 128 * (guint64) self->entries->len);
  layout->mini_fat = layout->directory + layout->n_directory;
  layout->n_mini_fat = count_sectors (self, 4 * (guint64) self->mini_fat->len);
  layout->mini = layout->mini_fat + layout->n_mini_fat;
  layout->n_mini = count_sectors (self, 64 * (guint64) self->mini_fat->len);
  layout->free = layout->mini + layout->n_mini;
  layout->streams = layout->free + self->sample->n_free;
  layout->end = place_large (self);
}

static void
lay_out (Builder *self)
{
  self->layout.shift = self->sample->version_4 ? 12 : 9;
  place_small (self);
  do {
    self->layout.n_fat++;
    place_parts (self);
  } while (self->layout.n_fat << (self->layout.shift - 2) < self->layout.end);
  ((Entry *) self->entries->pdata[0])->start = self->mini_fat->len > 0 ? self->layout.mini : END;
}

static gsize
get_offset (const Builder *self, guint32 sector)
{
  return ((gsize) sector + 1) << self->layout.shift;
}

static void
put (Builder *self, gsize offset, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    self->file->data[offset + i] = (guint8) (value >> (8 * i));
}

static void
exclude (Builder *self, gsize offset, gsize length)
{
  CfbRange range = { offset, length };

  g_array_append_val (self->uncovered, range);
}

static void
put_header (Builder *self)
{
  static const guint8 magic[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  const CfbLayout *layout = &self->layout;

  memcpy (self->file->data, magic, sizeof magic);
  put (self, 24, 0x3e, 2);
  put (self, 26, self->sample->version_4 ? 4 : 3, 2);
  put (self, 28, 0xfffe, 2);
  put (self, 30, layout->shift, 2);
  put (self, 32, 6, 2);
  put (self, 40, self->sample->version_4 ? layout->n_directory : 0, 4);
  put (self, 44, layout->n_fat, 4);
  put (self, 48, layout->directory, 4);
  put (self, 56, CUTOFF, 4);
  put (self, 60, layout->n_mini_fat > 0 ? layout->mini_fat : END, 4);
  put (self, 64, layout->n_mini_fat, 4);
  put (self, 68, layout->n_difat > 0 ? layout->difat : END, 4);
  put (self, 72, layout->n_difat, 4);
  for (guint i = 0; i < SLOTS; i++)
    put (self, 76 + 4 * i, i < layout->n_fat ? layout->fat + i : NONE, 4);
  exclude (self, 8, 18);
  exclude (self, 34, 10);
  exclude (self, 52, 4);
  exclude (self, 64, 12);
  if (layout->n_mini_fat == 0)
    exclude (self, 60, 4);
  if (layout->n_fat < SLOTS)
    exclude (self, 76 + 4 * layout->n_fat, 4 * (SLOTS - layout->n_fat));
}

static void
put_word (Builder *self, guint32 first_sector, guint32 index, guint32 value)
{
  gsize offset = get_offset (self, first_sector) + 4 * (gsize) index;

  put (self, offset, value, 4);
  if (value >= DIFAT)
    exclude (self, offset, 4);
}

static void
put_chain (Builder *self, guint32 first, guint32 count)
{
  for (guint32 i = 0; i < count; i++)
    put_word (self, self->layout.fat, first + i, i + 1 < count ? first + i + 1 : END);
}

static void
put_fat (Builder *self)
{
  const CfbLayout *layout = &self->layout;

  for (guint32 i = 0; i < layout->n_fat << (layout->shift - 2); i++)
    put_word (self, layout->fat, i, NONE);
  for (guint32 i = 0; i < layout->n_fat; i++)
    put_word (self, layout->fat, layout->fat + i, FAT);
  for (guint32 i = 0; i < layout->n_difat; i++)
    put_word (self, layout->fat, layout->difat + i, DIFAT);
  put_chain (self, layout->directory, layout->n_directory);
  put_chain (self, layout->mini_fat, layout->n_mini_fat);
  put_chain (self, layout->mini, layout->n_mini);
  for (guint i = 1; i < self->entries->len; i++) {
    const Entry *entry = self->entries->pdata[i];

    if (entry->type == STREAM && entry->size >= CUTOFF)
      put_chain (self, entry->start, count_sectors (self, entry->size));
  }
}

static void
put_difat (Builder *self)
{
  const CfbLayout *layout = &self->layout;
  guint words = 1u << (layout->shift - 2);

  for (guint32 i = 0; i < layout->n_difat * (words - 1); i++) {
    guint32 fat = i + SLOTS < layout->n_fat ? layout->fat + SLOTS + i : NONE;

    put_word (self, layout->difat + i / (words - 1), i % (words - 1), fat);
  }
  for (guint32 i = 0; i < layout->n_difat; i++)
    put_word (self,
              layout->difat + i,
              words - 1,
              i + 1 < layout->n_difat ? layout->difat + i + 1 : END);
}

static void
put_mini_fat (Builder *self)
{
  const CfbLayout *layout = &self->layout;

  for (guint32 i = 0; i < layout->n_mini_fat << (layout->shift - 2); i++)
    put_word (self,
              layout->mini_fat,
              i,
              i < self->mini_fat->len ? g_array_index (self->mini_fat, guint32, i) : NONE);
}

static void
exclude_fields (Builder *self, const Entry *entry, gsize offset)
{
  gsize name = 2 * strlen (entry->name);

  exclude (self, offset + name, 64 - name);
  exclude (self, offset + 67, 1);
  if (entry->type == STREAM) {
    exclude (self, offset + 76, 20);
  } else if (entry->type == STORAGE) {
    exclude (self, offset + 116, 12);
  } else {
    exclude (self, offset, 66);
    exclude (self, offset + 68, 8);
    exclude (self, offset + 100, 16);
    exclude (self, offset + 120, 8);
  }
  if (entry->type == ROOT && entry->size == 0)
    exclude (self, offset + 116, 4);
  if (!self->sample->version_4)
    exclude (self, offset + 124, 4);
}

static void
put_entry (Builder *self, guint number)
{
  const Entry *entry = self->entries->pdata[number];
  gsize offset = get_offset (self, self->layout.directory) + 128 * number;

  for (gsize i = 0; i < strlen (entry->name); i++)
    put (self, offset + 2 * i, (guint8) entry->name[i], 2);
  put (self, offset + 64, 2 * strlen (entry->name) + 2, 2);
  put (self, offset + 66, entry->type, 1);
  put (self, offset + 67, entry->color, 1);
  put (self, offset + 68, entry->left, 4);
  put (self, offset + 72, entry->right, 4);
  put (self, offset + 76, entry->child, 4);
  if (entry->type == ROOT)
    put (self, offset + 80, self->sample->kind > 0 ? self->sample->kind : 0x84, 1);
  if (entry->type != STREAM) {
    put (self, offset + 81, 0x0c10, 2);
    put (self, offset + 88, 0xc0, 1);
    put (self, offset + 95, 0x46, 1);
  }
  if (entry->type == STORAGE)
    put (self, offset + 100, 0x01d0000000000000 + number, 8);
  put (self, offset + 116, entry->type == STORAGE ? 0 : entry->start, 4);
  put (self, offset + 120, entry->size, 8);
  exclude_fields (self, entry, offset);
}

static void
put_directory (Builder *self)
{
  guint count = self->layout.n_directory << (self->layout.shift - 7);

  for (guint i = 0; i < self->entries->len; i++)
    put_entry (self, i);
  for (guint i = self->entries->len; i < count; i++) {
    gsize offset = get_offset (self, self->layout.directory) + 128 * i;

    memset (&self->file->data[offset + 68], 0xff, 12);
    exclude (self, offset, 128);
  }
}

/* Octets that are all over different and never the same in two streams. */
static void
put_content (Builder *self, guint number, gsize offset, gsize room)
{
  const Entry *entry = self->entries->pdata[number];
  guint32 state = number;

  for (gsize i = 0; i < entry->size; i++) {
    state = state * 1664525 + 1013904223;
    self->file->data[offset + i] = (guint8) (state >> 24);
  }
  exclude (self, offset + entry->size, room - entry->size);
}

static void
put_streams (Builder *self)
{
  gsize mini = get_offset (self, self->layout.mini);
  gsize mini_size = (gsize) self->mini_fat->len * 64;

  for (guint i = 1; i < self->entries->len; i++) {
    const Entry *entry = self->entries->pdata[i];
    gsize sectors = count_sectors (self, entry->size);

    if (entry->type != STREAM)
      continue;
    if (entry->size < CUTOFF)
      put_content (self, i, mini + 64 * (gsize) entry->start, (entry->size + 63) / 64 * 64);
    else
      put_content (self, i, get_offset (self, entry->start), sectors << self->layout.shift);
  }
  exclude (self, mini + mini_size, get_offset (self, self->layout.free) - mini - mini_size);
}

static void
put_file (Builder *self)
{
  g_byte_array_set_size (self->file, (guint) get_offset (self, self->layout.end));
  memset (self->file->data, 0, self->file->len);
  put_header (self);
  put_fat (self);
  put_difat (self);
  put_mini_fat (self);
  put_directory (self);
  put_streams (self);
}

static void
cut (Builder *self)
{
  guint length = self->file->len;

  while (self->file->data[length - 1] == 0)
    length--;
  g_byte_array_set_size (self->file, length);
}

static void
build (const CfbSample *sample, Builder *self)
{
  self->sample = sample;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->mini_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->file = g_byte_array_new ();
  self->uncovered = g_array_new (FALSE, FALSE, sizeof (CfbRange));
  add_entries (self);
  for (guint i = 0; i < self->entries->len; i++)
    if (((Entry *) self->entries->pdata[i])->type != STREAM)
      link_children (self, i);
  lay_out (self);
  put_file (self);
  if (sample->is_cut)
    cut (self);
}

static void
builder_clear (Builder *self)
{
  g_ptr_array_unref (self->entries);
  g_array_unref (self->mini_fat);
  g_clear_pointer (&self->file, g_byte_array_unref);
  g_clear_pointer (&self->uncovered, g_array_unref);
}

GBytes *
cfb_sample_build (const CfbSample *self)
{
  Builder builder = { 0 };
  GBytes *file;

  build (self, &builder);
  file = g_byte_array_free_to_bytes (g_steal_pointer (&builder.file));
  builder_clear (&builder);
  return file;
}

GArray *
cfb_sample_get_uncovered (const CfbSample *self)
{
  Builder builder = { 0 };
  GArray *uncovered;

  build (self, &builder);
  uncovered = g_steal_pointer (&builder.uncovered);
  builder_clear (&builder);
  return uncovered;
}

void
cfb_sample_get_layout (const CfbSample *self, CfbLayout *ret)
{
  Builder builder = { 0 };

  build (self, &builder);
  *ret = builder.layout;
  builder_clear (&builder);
}
