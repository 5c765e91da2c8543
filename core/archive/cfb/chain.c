/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Sectors and chains of sectors. Nothing is read through a chain before it was claimed: each sector
 * once, inside the file. A FAT that leads in circles, or into another stream, therefore ends here,
 * and everything above can follow chains without checks. */

#include "config.h"

#include "core/archive/cfb/reader-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/checked.h"
#include "core/base/error.h"

/* Adjacent sectors are read together, up to this size. */
#define WINDOW ((gsize) 64 * 1024)

gboolean
sgn_cfb_fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, message);
  return FALSE;
}

/* [MS-CFB] 2.1: the header takes the place of sector -1, also in version 4. */
guint64
sgn_cfb_get_sector_offset (const SgnCfb *self, guint32 sector)
{
  return ((guint64) sector + 1) << self->shift;
}

gboolean
sgn_cfb_is_used (const SgnCfb *self, guint32 sector)
{
  return (self->used[sector / 8] >> (sector % 8) & 1) != 0;
}

gboolean
sgn_cfb_claim (SgnCfb *self, guint32 sector, GError **error)
{
  if (sector >= self->n_sectors)
    return sgn_cfb_fail (error, _ ("sector %u is outside the file"), sector);
  if (sgn_cfb_is_used (self, sector))
    return sgn_cfb_fail (error,
                         _ ("sector %u (offset %" PRIu64 ") is used twice"),
                         sector,
                         sgn_cfb_get_sector_offset (self, sector));
  self->used[sector / 8] |= (guint8) (1 << sector % 8);
  return TRUE;
}

static guint32
get_next (const GArray *table, guint32 sector)
{
  return sector < table->len ? g_array_index (table, guint32, sector) : CFB_FREESECT;
}

gboolean
sgn_cfb_follow (SgnCfb *self, guint32 start, guint32 count, GArray *ret, GError **error)
{
  guint32 sector = start;

  for (guint32 i = 0; i < count; i++) {
    /* With a given count, the chain may be longer: writers allocate in advance. */
    if (sector == CFB_ENDOFCHAIN && count == G_MAXUINT32)
      break;
    /* Any of the special values ([MS-CFB] 2.1): free, FAT and DIFAT sectors are in no chain. */
    if (sector >= CFB_DIFSECT)
      return sgn_cfb_fail (error, _ ("the chain of sectors from %u ends too early"), start);
    if (!sgn_cfb_claim (self, sector, error))
      return FALSE;
    if (ret != NULL)
      g_array_append_val (ret, sector);
    sector = get_next (self->fat, sector);
  }
  return TRUE;
}

/* The number of sectors from @index on that are adjacent in the file, at most a window. */
static guint
count_adjacent (const SgnCfb *self, const GArray *sectors, guint index)
{
  guint max = (guint) (WINDOW >> self->shift);
  guint count = 1;

  while (count < max && index + count < sectors->len &&
         g_array_index (sectors, guint32, index + count) ==
             g_array_index (sectors, guint32, index) + count)
    count++;
  return count;
}

gboolean
sgn_cfb_read_words (const SgnCfb *self,
                    const GArray *sectors,
                    guint32 max,
                    GArray *ret,
                    GError **error)
{
  g_autofree guint8 *window = g_malloc (WINDOW);
  guint count;

  for (guint i = 0; i < sectors->len && ret->len < max; i += count) {
    guint64 offset = sgn_cfb_get_sector_offset (self, g_array_index (sectors, guint32, i));
    gsize size;

    count = count_adjacent (self, sectors, i);
    size = (gsize) count << self->shift;
    if (!sgn_input_read (self->input, offset, window, size, error))
      return FALSE;
    for (gsize at = 0; at < size && ret->len < max; at += sizeof (guint32)) {
      guint32 word;

      memcpy (&word, &window[at], sizeof word);
      word = GUINT32_FROM_LE (word);
      g_array_append_val (ret, word);
    }
  }
  return TRUE;
}

/* Checks that part of a sector is in the file, which may end within the last sector. */
static gboolean
check_end (const SgnCfb *self, guint64 offset, guint64 length, GError **error)
{
  if (sgn_range_fits (offset, length, self->size))
    return TRUE;
  return sgn_cfb_fail (error,
                       _ ("it needs %" PRIu64 " bytes at offset %" PRIu64
                          ", the file ends at %" PRIu64),
                       length,
                       offset,
                       self->size);
}

static gboolean
claim_large (SgnCfb *self, const SgnCfbEntry *entry, GError **error)
{
  /* Rounded up without a sum that could wrap; the size is not 0. */
  guint64 count = ((entry->size - 1) >> self->shift) + 1;
  g_autoptr (GArray) extents = NULL;
  const CfbExtent *last;

  if (count > self->n_sectors)
    return sgn_cfb_fail (error,
                         _ ("its %" PRIu64 " bytes exceed the size of the file"),
                         entry->size);
  if (!sgn_cfb_follow (self, entry->start, (guint32) count, NULL, error))
    return FALSE;
  extents = sgn_cfb_get_extents (self, entry);
  last = &g_array_index (extents, CfbExtent, extents->len - 1);
  return check_end (self, last->offset, last->length, error);
}

guint64
sgn_cfb_get_mini_offset (const SgnCfb *self, guint32 mini)
{
  guint per_sector = self->shift - CFB_MINI_SHIFT;
  guint32 index = mini >> per_sector;
  guint32 sector = g_array_index (self->mini_sectors, guint32, index);

  return sgn_cfb_get_sector_offset (self, sector) +
         ((guint64) (mini & ((1u << per_sector) - 1)) << CFB_MINI_SHIFT);
}

static gboolean
claim_mini (SgnCfb *self, guint32 mini, guint64 length, GError **error)
{
  const SgnCfbEntry *root = &g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT);

  /* In the mini FAT and in the mini stream, whose size the root entry states ([MS-CFB] 2.6.2). */
  if (mini >= self->mini_fat->len ||
      !sgn_range_fits ((guint64) mini << CFB_MINI_SHIFT, length, root->size))
    return sgn_cfb_fail (error, _ ("mini sector %u is outside the mini stream"), mini);
  if (self->mini_used[mini / 8] >> (mini % 8) & 1)
    return sgn_cfb_fail (error, _ ("mini sector %u is used twice"), mini);
  self->mini_used[mini / 8] |= (guint8) (1 << mini % 8);
  return check_end (self, sgn_cfb_get_mini_offset (self, mini), length, error);
}

static gboolean
claim_small (SgnCfb *self, const SgnCfbEntry *entry, GError **error)
{
  guint32 mini = entry->start;

  for (guint64 done = 0; done < entry->size; done += 1 << CFB_MINI_SHIFT) {
    if (!claim_mini (self, mini, MIN (entry->size - done, 1 << CFB_MINI_SHIFT), error))
      return FALSE;
    /* Safe, because claim_mini() compared it with the length. */
    mini = g_array_index (self->mini_fat, guint32, mini);
  }
  return TRUE;
}

gboolean
sgn_cfb_claim_stream (SgnCfb *self, const SgnCfbEntry *entry, GError **error)
{
  if (entry->size == 0)
    return TRUE;
  if (entry->size >= CFB_CUTOFF)
    return claim_large (self, entry, error);
  return claim_small (self, entry, error);
}

static void
add_extent (GArray *extents, guint64 offset, guint64 length)
{
  CfbExtent extent = { offset, length };

  if (extents->len > 0) {
    CfbExtent *last = &g_array_index (extents, CfbExtent, extents->len - 1);

    if (last->offset + last->length == offset) {
      last->length += length;
      return;
    }
  }
  g_array_append_val (extents, extent);
}

/* The chains need no checks: they were claimed. */
GArray *
sgn_cfb_get_extents (const SgnCfb *self, const SgnCfbEntry *entry)
{
  GArray *extents = g_array_new (FALSE, FALSE, sizeof (CfbExtent));
  gboolean is_mini = entry->size < CFB_CUTOFF;
  guint64 step = (guint64) 1 << (is_mini ? CFB_MINI_SHIFT : self->shift);
  guint32 sector = entry->start;

  for (guint64 done = 0; done < entry->size; done += step) {
    guint64 offset = is_mini ? sgn_cfb_get_mini_offset (self, sector)
                             : sgn_cfb_get_sector_offset (self, sector);

    add_extent (extents, offset, MIN (step, entry->size - done));
    sector = get_next (is_mini ? self->mini_fat : self->fat, sector);
  }
  return extents;
}
