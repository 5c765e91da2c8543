/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* After streams were removed: takes off the ends of structures that became empty, in the
 * reverse order of growing. A package that was signed and unsigned again is thus the same to the
 * last byte, unless signing cleared old data in free places (wipe.c), or the signature was in the
 * mini stream and words of its table after its old end were not free. */

#include "config.h"

#include "core/archive/cfb/writer-private.h"

static guint32
get_last (const GArray *sectors)
{
  return g_array_index (sectors, guint32, sectors->len - 1);
}

static void
drop_last (SgnCfbWriter *self, GArray *sectors)
{
  sgn_cfb_give_sector (self, get_last (sectors));
  g_array_set_size (sectors, sectors->len - 1);
  if (sectors->len > 0)
    sgn_cfb_set_value (self, get_last (sectors), CFB_ENDOFCHAIN);
}

static void
shrink_mini_stream (SgnCfbWriter *self)
{
  SgnCfbEntry *root = &g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT);
  guint64 count = (root->size + (1 << CFB_MINI_SHIFT) - 1) >> CFB_MINI_SHIFT;
  guint64 needed;

  /* The mini stream can only end earlier; free mini sectors in the middle stay. */
  while (count > 0 && sgn_cfb_is_mini_free (self, (guint32) count - 1))
    count--;
  root->size = MIN (root->size, count << CFB_MINI_SHIFT);
  needed = (root->size + ((guint64) 1 << self->cfb->shift) - 1) >> self->cfb->shift;
  while (self->mini_sectors->len > needed)
    drop_last (self, self->mini_sectors);
  if (self->mini_sectors->len == 0)
    root->start = CFB_ENDOFCHAIN;
}

static gboolean
is_mini_sector_empty (const SgnCfbWriter *self, guint index)
{
  guint words = 1u << (self->cfb->shift - 2);

  for (guint i = 0; i < words; i++)
    if (!sgn_cfb_is_mini_free (self, index * words + i))
      return FALSE;
  return TRUE;
}

static void
shrink_mini_fat (SgnCfbWriter *self)
{
  GArray *sectors = self->mini_fat_sectors;
  guint before = sectors->len;

  while (sectors->len > 0 && is_mini_sector_empty (self, sectors->len - 1))
    drop_last (self, sectors);
  if (sectors->len == before)
    return;
  sgn_cfb_store_u32 (&self->store, CFB_AT_N_MINI_FAT, sectors->len);
  if (sectors->len == 0)
    sgn_cfb_store_u32 (&self->store, CFB_AT_FIRST_MINI_FAT, CFB_ENDOFCHAIN);
}

static void
shrink_directory (SgnCfbWriter *self)
{
  guint per_sector = 1u << (self->cfb->shift - CFB_ENTRY_SHIFT);
  guint count = self->entries->len;
  guint before = self->directory_sectors->len;

  while (count > 0 && g_array_index (self->entries, SgnCfbEntry, count - 1).type == SGN_CFB_UNUSED)
    count--;
  /* The first sector stays: it holds the root. */
  while ((self->directory_sectors->len - 1) * per_sector >= count)
    drop_last (self, self->directory_sectors);
  g_array_set_size (self->entries, self->directory_sectors->len * per_sector);
  if (self->cfb->major > 3 && self->directory_sectors->len != before)
    sgn_cfb_store_u32 (&self->store, CFB_AT_N_DIRECTORY, self->directory_sectors->len);
}

/* Whether the last DIFAT sector only holds the location of the last FAT sector. */
static gboolean
is_difat_spare (const SgnCfbWriter *self)
{
  guint per_sector = (1u << (self->cfb->shift - 2)) - 1;
  guint count = self->fat_sectors->len;

  return self->difat_sectors->len > 0 && count > CFB_SLOTS &&
         (count - 1 - CFB_SLOTS) % per_sector == 0 &&
         (count - 1 - CFB_SLOTS) / per_sector == self->difat_sectors->len - 1;
}

/* Whether a FAT sector marks nothing as used except itself and its DIFAT sector. */
static gboolean
is_fat_sector_empty (const SgnCfbWriter *self)
{
  guint words = 1u << (self->cfb->shift - 2);
  guint32 first = (self->fat_sectors->len - 1) * words;
  guint32 own = get_last (self->fat_sectors);
  guint32 address = is_difat_spare (self) ? get_last (self->difat_sectors) : own;

  for (guint32 sector = first; sector < first + words; sector++)
    if (sector != own && sector != address && !sgn_cfb_is_free (self, sector))
      return FALSE;
  return TRUE;
}

static void
drop_difat_sector (SgnCfbWriter *self)
{
  guint words = 1u << (self->cfb->shift - 2);
  guint64 previous;

  sgn_cfb_give_sector (self, get_last (self->difat_sectors));
  g_array_set_size (self->difat_sectors, self->difat_sectors->len - 1);
  sgn_cfb_store_u32 (&self->store, CFB_AT_N_DIFAT, self->difat_sectors->len);
  if (self->difat_sectors->len == 0) {
    sgn_cfb_store_u32 (&self->store, CFB_AT_FIRST_DIFAT, CFB_ENDOFCHAIN);
    return;
  }
  previous = sgn_cfb_get_sector_offset (self->cfb, get_last (self->difat_sectors));
  sgn_cfb_store_u32 (&self->store, previous + 4 * (words - 1), CFB_ENDOFCHAIN);
}

/* The location of a FAT sector: in the header, or in a DIFAT sector. */
static void
forget_slot (SgnCfbWriter *self, guint index)
{
  guint per_sector = (1u << (self->cfb->shift - 2)) - 1;
  guint64 offset = CFB_AT_SLOTS + 4 * (guint64) index;

  if (index >= CFB_SLOTS) {
    guint32 sector = g_array_index (self->difat_sectors, guint32, (index - CFB_SLOTS) / per_sector);
    offset = sgn_cfb_get_sector_offset (self->cfb, sector) + 4 * ((index - CFB_SLOTS) % per_sector);
  }
  sgn_cfb_store_u32 (&self->store, offset, CFB_FREESECT);
}

static void
shrink_fat (SgnCfbWriter *self)
{
  /* As many sectors at the end as describe nothing but themselves. */
  while (self->fat_sectors->len > 1 && is_fat_sector_empty (self)) {
    guint32 sector = get_last (self->fat_sectors);

    forget_slot (self, self->fat_sectors->len - 1);
    if (is_difat_spare (self))
      drop_difat_sector (self);
    sgn_cfb_give_sector (self, sector);
    g_array_set_size (self->fat_sectors, self->fat_sectors->len - 1);
    sgn_cfb_store_u32 (&self->store, CFB_AT_N_FAT, self->fat_sectors->len);
  }
}

/* Cuts off freed sectors at the end. Sectors that were free before are not this program's to
 * remove. */
static void
shrink_file (SgnCfbWriter *self)
{
  while (self->n_sectors > 1 && sgn_cfb_get_value (self, self->n_sectors - 1) == CFB_FREESECT &&
         g_hash_table_contains (self->fat, GUINT_TO_POINTER (self->n_sectors - 1)))
    self->n_sectors--;
}

void
sgn_cfb_shrink (SgnCfbWriter *self)
{
  shrink_mini_stream (self);
  shrink_mini_fat (self);
  shrink_directory (self);
  shrink_fat (self);
  shrink_file (self);
}
