/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Allocates and frees sectors and mini sectors for the writer, always the lowest free one, as
 * Windows does. The structures that describe them (FAT, mini FAT, DIFAT) grow with them. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/archive/cfb/writer-private.h"
#include "core/base/error.h"

/* Version 3 ends at the locking range; [MS-CFB] 2.9 allows no more than 2 GiB. */
#define MAX_SIZE_3 CFB_RANGE_LOCK
/* The limit of reading; see reader.c. */
#define MAX_SECTORS_4 ((guint32) 1 << 24)

static guint
get_words (const SgnCfbWriter *self)
{
  return 1u << (self->cfb->shift - 2);
}

static gsize
get_sector_size (const SgnCfbWriter *self)
{
  return (gsize) 1 << self->cfb->shift;
}

static guint32
get_capacity (const SgnCfbWriter *self, const GArray *sectors)
{
  return sectors->len * get_words (self);
}

static guint64
get_word_offset (const SgnCfbWriter *self, const GArray *sectors, guint32 index)
{
  guint32 sector = g_array_index (sectors, guint32, index / get_words (self));

  return sgn_cfb_get_sector_offset (self->cfb, sector) + 4 * (index % get_words (self));
}

guint32
sgn_cfb_get_value (const SgnCfbWriter *self, guint32 sector)
{
  gpointer value;

  if (g_hash_table_lookup_extended (self->fat, GUINT_TO_POINTER (sector), NULL, &value))
    return GPOINTER_TO_UINT (value);
  return sector < self->cfb->fat->len ? g_array_index (self->cfb->fat, guint32, sector)
                                      : CFB_FREESECT;
}

void
sgn_cfb_set_value (SgnCfbWriter *self, guint32 sector, guint32 value)
{
  g_hash_table_insert (self->fat, GUINT_TO_POINTER (sector), GUINT_TO_POINTER (value));
  /* Where the FAT has no room yet, grow_fat() is about to make it. */
  if (sector < get_capacity (self, self->fat_sectors))
    sgn_cfb_store_u32 (&self->store, get_word_offset (self, self->fat_sectors, sector), value);
}

guint32
sgn_cfb_get_mini_value (const SgnCfbWriter *self, guint32 mini)
{
  gpointer value;

  if (g_hash_table_lookup_extended (self->mini_fat, GUINT_TO_POINTER (mini), NULL, &value))
    return GPOINTER_TO_UINT (value);
  return mini < self->cfb->mini_fat->len ? g_array_index (self->cfb->mini_fat, guint32, mini)
                                         : CFB_FREESECT;
}

void
sgn_cfb_set_mini_value (SgnCfbWriter *self, guint32 mini, guint32 value)
{
  g_hash_table_insert (self->mini_fat, GUINT_TO_POINTER (mini), GUINT_TO_POINTER (value));
  sgn_cfb_store_u32 (&self->store, get_word_offset (self, self->mini_fat_sectors, mini), value);
}

/* A sector that the FAT marks as free can be in use. */
gboolean
sgn_cfb_is_free (const SgnCfbWriter *self, guint32 sector)
{
  if (sgn_cfb_get_value (self, sector) != CFB_FREESECT)
    return FALSE;
  return sector >= self->cfb->n_sectors || !sgn_cfb_is_used (self->cfb, sector) ||
         g_hash_table_contains (self->fat, GUINT_TO_POINTER (sector));
}

gboolean
sgn_cfb_is_mini_free (const SgnCfbWriter *self, guint32 mini)
{
  if (sgn_cfb_get_mini_value (self, mini) != CFB_FREESECT)
    return FALSE;
  return mini >= self->cfb->mini_fat->len ||
         (self->cfb->mini_used[mini / 8] >> (mini % 8) & 1) == 0 ||
         g_hash_table_contains (self->mini_fat, GUINT_TO_POINTER (mini));
}

/* Only the first error counts: what fails after it is a consequence. */
static gboolean
fail (SgnCfbWriter *self, SgnError code, const char *message)
{
  if (self->error == NULL)
    g_set_error_literal (&self->error, SGN_ERROR, code, message);
  return FALSE;
}

static gboolean
check_size (SgnCfbWriter *self, guint32 sector)
{
  guint64 end = sgn_cfb_get_sector_offset (self->cfb, sector) + get_sector_size (self);

  if (self->error != NULL)
    return FALSE;
  if (self->cfb->major == 3 ? end > MAX_SIZE_3 : sector >= MAX_SECTORS_4)
    return fail (self,
                 SGN_ERROR_NOT_SIGNABLE,
                 _ ("the file would become larger than its compound file version allows"));
  self->n_sectors = MAX (self->n_sectors, sector + 1);
  return TRUE;
}

static void
link_difat_sector (SgnCfbWriter *self, guint32 sector)
{
  guint count = self->difat_sectors->len;

  if (count == 0)
    sgn_cfb_store_u32 (&self->store, CFB_AT_FIRST_DIFAT, sector);
  else
    sgn_cfb_store_u32 (&self->store,
                       get_word_offset (self, self->difat_sectors, count * get_words (self) - 1),
                       sector);
  g_array_append_val (self->difat_sectors, sector);
  sgn_cfb_store_u32 (&self->store, CFB_AT_N_DIFAT, count + 1);
}

static gboolean
add_difat_sector (SgnCfbWriter *self)
{
  guint32 sector = sgn_cfb_take_sector (self);
  guint64 offset;

  if (sector == CFB_ENDOFCHAIN)
    return FALSE;
  offset = sgn_cfb_get_sector_offset (self->cfb, sector);
  sgn_cfb_set_value (self, sector, CFB_DIFSECT);
  /* FREESECT in all entries but the last, which ends the chain ([MS-CFB] 2.5). */
  sgn_cfb_store_fill (&self->store, offset, 0xff, get_sector_size (self));
  sgn_cfb_store_u32 (&self->store, offset + get_sector_size (self) - 4, CFB_ENDOFCHAIN);
  link_difat_sector (self, sector);
  return TRUE;
}

/* The file offset of the DIFAT entry for FAT sector @index. */
static gboolean
find_slot (SgnCfbWriter *self, guint index, guint64 *ret)
{
  guint per_sector = get_words (self) - 1;
  guint32 sector;

  if (index < CFB_SLOTS) {
    *ret = CFB_AT_SLOTS + 4 * index;
    return TRUE;
  }
  index -= CFB_SLOTS;
  if (index / per_sector >= self->difat_sectors->len && !add_difat_sector (self))
    return FALSE;
  sector = g_array_index (self->difat_sectors, guint32, index / per_sector);
  *ret = sgn_cfb_get_sector_offset (self->cfb, sector) + 4 * (index % per_sector);
  return TRUE;
}

/* Turns the first sector that a new FAT sector describes into that FAT sector. */
static gboolean
grow_fat (SgnCfbWriter *self)
{
  guint32 sector = get_capacity (self, self->fat_sectors);
  guint index = self->fat_sectors->len;
  guint64 slot;

  if (sector < self->cfb->n_sectors && sgn_cfb_is_used (self->cfb, sector))
    return fail (self,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("the sector allocation table does not cover the whole file"));
  if (!check_size (self, sector))
    return FALSE;
  g_array_append_val (self->fat_sectors, sector);
  sgn_cfb_store_fill (&self->store,
                      sgn_cfb_get_sector_offset (self->cfb, sector),
                      0xff,
                      get_sector_size (self));
  sgn_cfb_set_value (self, sector, CFB_FATSECT);
  if (!find_slot (self, index, &slot))
    return FALSE;
  sgn_cfb_store_u32 (&self->store, slot, sector);
  sgn_cfb_store_u32 (&self->store, CFB_AT_N_FAT, self->fat_sectors->len);
  return TRUE;
}

static gboolean
is_range_lock (const SgnCfbWriter *self, guint32 sector)
{
  return CFB_RANGE_LOCK - sgn_cfb_get_sector_offset (self->cfb, sector) < get_sector_size (self);
}

guint32
sgn_cfb_take_sector (SgnCfbWriter *self)
{
  for (;; self->next++) {
    guint32 sector = self->next;

    if (sector >= get_capacity (self, self->fat_sectors) && !grow_fat (self))
      return CFB_ENDOFCHAIN;
    if (!sgn_cfb_is_free (self, sector))
      continue;
    if (!check_size (self, sector))
      return CFB_ENDOFCHAIN;
    sgn_cfb_set_value (self, sector, CFB_ENDOFCHAIN);
    /* Allocated and left alone ([MS-CFB] 2.8). */
    if (is_range_lock (self, sector))
      continue;
    /* Old bytes would stay after the end of the stream. */
    sgn_cfb_store_fill (&self->store,
                        sgn_cfb_get_sector_offset (self->cfb, sector),
                        0,
                        get_sector_size (self));
    return sector;
  }
}

/* Frees a sector and wipes it, so that the old signature does not stay in the file. */
void
sgn_cfb_give_sector (SgnCfbWriter *self, guint32 sector)
{
  sgn_cfb_set_value (self, sector, CFB_FREESECT);
  sgn_cfb_store_fill (&self->store,
                      sgn_cfb_get_sector_offset (self->cfb, sector),
                      0,
                      get_sector_size (self));
  self->next = MIN (self->next, sector);
}

gboolean
sgn_cfb_extend (SgnCfbWriter *self, GArray *sectors)
{
  guint32 sector = sgn_cfb_take_sector (self);

  if (sector == CFB_ENDOFCHAIN)
    return FALSE;
  if (sectors->len > 0)
    sgn_cfb_set_value (self, g_array_index (sectors, guint32, sectors->len - 1), sector);
  g_array_append_val (sectors, sector);
  return TRUE;
}

static gboolean
grow_mini_fat (SgnCfbWriter *self)
{
  guint32 sector;

  if (!sgn_cfb_extend (self, self->mini_fat_sectors))
    return FALSE;
  sector = g_array_index (self->mini_fat_sectors, guint32, self->mini_fat_sectors->len - 1);
  sgn_cfb_store_fill (&self->store,
                      sgn_cfb_get_sector_offset (self->cfb, sector),
                      0xff,
                      get_sector_size (self));
  sgn_cfb_store_u32 (&self->store,
                     CFB_AT_FIRST_MINI_FAT,
                     g_array_index (self->mini_fat_sectors, guint32, 0));
  sgn_cfb_store_u32 (&self->store, CFB_AT_N_MINI_FAT, self->mini_fat_sectors->len);
  return TRUE;
}

/* Extends the mini stream to contain a mini sector. */
static gboolean
cover_mini (SgnCfbWriter *self, guint32 mini)
{
  SgnCfbEntry *root = &g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT);
  guint64 size = ((guint64) mini + 1) << CFB_MINI_SHIFT;

  while ((guint64) self->mini_sectors->len << self->cfb->shift < size)
    if (!sgn_cfb_extend (self, self->mini_sectors))
      return FALSE;
  /* [MS-CFB] 2.6.2: the root entry states start and size of the mini stream. */
  root->start = g_array_index (self->mini_sectors, guint32, 0);
  root->size = MAX (root->size, size);
  return TRUE;
}

guint64
sgn_cfb_writer_get_mini_offset (const SgnCfbWriter *self, guint32 mini)
{
  guint per_sector = self->cfb->shift - CFB_MINI_SHIFT;
  guint32 sector = g_array_index (self->mini_sectors, guint32, mini >> per_sector);

  return sgn_cfb_get_sector_offset (self->cfb, sector) +
         ((guint64) (mini & ((1u << per_sector) - 1)) << CFB_MINI_SHIFT);
}

guint32
sgn_cfb_take_mini (SgnCfbWriter *self)
{
  guint32 mini = self->next_mini;

  while (mini < get_capacity (self, self->mini_fat_sectors) && !sgn_cfb_is_mini_free (self, mini))
    mini++;
  if (mini >= get_capacity (self, self->mini_fat_sectors) && !grow_mini_fat (self))
    return CFB_ENDOFCHAIN;
  if (!cover_mini (self, mini))
    return CFB_ENDOFCHAIN;
  sgn_cfb_set_mini_value (self, mini, CFB_ENDOFCHAIN);
  self->next_mini = mini + 1;
  self->end = MAX (self->end, sgn_cfb_writer_get_mini_offset (self, mini) + (1 << CFB_MINI_SHIFT));
  return mini;
}

void
sgn_cfb_give_mini (SgnCfbWriter *self, guint32 mini)
{
  sgn_cfb_set_mini_value (self, mini, CFB_FREESECT);
  sgn_cfb_store_fill (&self->store,
                      sgn_cfb_writer_get_mini_offset (self, mini),
                      0,
                      1 << CFB_MINI_SHIFT);
  self->next_mini = MIN (self->next_mini, mini);
}
