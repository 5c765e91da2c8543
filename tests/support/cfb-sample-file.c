/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/cfb-sample-private.h"

guint32
cfb_sample_count_sectors (const CfbBuilder *self, guint64 octets)
{
  return (guint32) ((octets + (1u << self->layout.shift) - 1) >> self->layout.shift);
}

static gsize
get_offset (const CfbBuilder *self, guint32 sector)
{
  return ((gsize) sector + 1) << self->layout.shift;
}

static void
put (CfbBuilder *self, gsize offset, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    self->file->data[offset + i] = (guint8) (value >> (8 * i));
}

static void
exclude (CfbBuilder *self, gsize offset, gsize length)
{
  CfbRange range = { offset, length };

  g_array_append_val (self->uncovered, range);
}

static void
put_header (CfbBuilder *self)
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
put_word (CfbBuilder *self, guint32 first_sector, guint32 index, guint32 value)
{
  gsize offset = get_offset (self, first_sector) + 4 * (gsize) index;

  put (self, offset, value, 4);
  if (value >= DIFAT)
    exclude (self, offset, 4);
}

static void
put_chain (CfbBuilder *self, guint32 first, guint32 count)
{
  for (guint32 i = 0; i < count; i++)
    put_word (self, self->layout.fat, first + i, i + 1 < count ? first + i + 1 : END);
}

static void
put_fat (CfbBuilder *self)
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
    const CfbSampleEntry *entry = self->entries->pdata[i];

    if (entry->type == STREAM && entry->size >= CUTOFF)
      put_chain (self, entry->start, cfb_sample_count_sectors (self, entry->size));
  }
}

static void
put_difat (CfbBuilder *self)
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
put_mini_fat (CfbBuilder *self)
{
  const CfbLayout *layout = &self->layout;

  for (guint32 i = 0; i < layout->n_mini_fat << (layout->shift - 2); i++)
    put_word (self,
              layout->mini_fat,
              i,
              i < self->mini_fat->len ? g_array_index (self->mini_fat, guint32, i) : NONE);
}

static void
exclude_fields (CfbBuilder *self, const CfbSampleEntry *entry, gsize offset)
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
put_entry (CfbBuilder *self, guint number)
{
  const CfbSampleEntry *entry = self->entries->pdata[number];
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
put_directory (CfbBuilder *self)
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

/* Octets that are all over different and never the same in two streams. The stream whose name comes
 * first begins like the properties of a package. */
static void
put_content (CfbBuilder *self, guint number, gsize offset, gsize room)
{
  const CfbSampleEntry *entry = self->entries->pdata[number];
  guint32 state = number;

  for (gsize i = 0; i < entry->size; i++) {
    state = state * 1664525 + 1013904223;
    self->file->data[offset + i] = (guint8) (state >> 24);
  }
  if (number == 1)
    put (self, offset, 0xfffe, 4);
  exclude (self, offset + entry->size, room - entry->size);
}

static void
put_streams (CfbBuilder *self)
{
  gsize mini = get_offset (self, self->layout.mini);
  gsize mini_size = (gsize) self->mini_fat->len * 64;

  for (guint i = 1; i < self->entries->len; i++) {
    const CfbSampleEntry *entry = self->entries->pdata[i];
    gsize sectors = cfb_sample_count_sectors (self, entry->size);

    if (entry->type != STREAM)
      continue;
    if (entry->size < CUTOFF)
      put_content (self, i, mini + 64 * (gsize) entry->start, (entry->size + 63) / 64 * 64);
    else
      put_content (self, i, get_offset (self, entry->start), sectors << self->layout.shift);
  }
  exclude (self, mini + mini_size, get_offset (self, self->layout.streams) - mini - mini_size);
}

void
cfb_sample_put (CfbBuilder *self)
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
