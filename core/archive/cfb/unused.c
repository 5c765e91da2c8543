/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Free and orphaned places inside the structures themselves: mini sectors, directory entries, and
 * words of the FAT, mini FAT and DIFAT after their last use. */

#include "config.h"

#include <string.h>

#include "core/archive/cfb/reader-private.h"

static gboolean
is_mini_used (const SgnCfb *self, guint32 mini)
{
  return mini < self->mini_fat->len && (self->mini_used[mini / 8] >> (mini % 8) & 1) != 0;
}

static guint32
get_mini_value (const SgnCfb *self, guint32 mini)
{
  return mini < self->mini_fat->len ? g_array_index (self->mini_fat, guint32, mini) : CFB_FREESECT;
}

/* The number of mini sectors from @mini on, in the same sector and before @end, that are unused in
 * the same way. */
static guint32
count_alike (const SgnCfb *self, guint32 mini, guint32 end)
{
  guint32 per_sector = 1u << (self->shift - CFB_MINI_SHIFT);
  gboolean is_free = get_mini_value (self, mini) == CFB_FREESECT;
  guint32 next = mini + 1;

  while (next < end && next % per_sector != 0 && !is_mini_used (self, next) &&
         (get_mini_value (self, next) == CFB_FREESECT) == is_free)
    next++;
  return next - mini;
}

static void
look_in_mini_stream (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  const SgnCfb *cfb = self->cfb;
  const SgnCfbEntry *root = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT);
  guint32 end = (guint32) ((root->size + (1 << CFB_MINI_SHIFT) - 1) >> CFB_MINI_SHIFT);
  guint first_behind = (guint) ((root->size + ((guint64) 1 << cfb->shift) - 1) >> cfb->shift);
  guint32 count;

  for (guint32 mini = 0; mini < end; mini += count) {
    gboolean is_free = get_mini_value (cfb, mini) == CFB_FREESECT;

    count = is_mini_used (cfb, mini) ? 1 : count_alike (cfb, mini, end);
    if (!is_mini_used (cfb, mini))
      sgn_cfb_places_add (self,
                          is_free ? &spaces->free : &spaces->orphaned,
                          sgn_cfb_get_mini_offset (cfb, mini),
                          (guint64) count << CFB_MINI_SHIFT,
                          CFB_FILL_ZERO);
  }
  /* Sectors of its chain that are after its stated size. */
  for (guint i = first_behind; i < cfb->mini_sectors->len; i++) {
    guint32 sector = g_array_index (cfb->mini_sectors, guint32, i);

    sgn_cfb_places_add (self,
                        &spaces->orphaned,
                        sgn_cfb_get_sector_offset (cfb, sector),
                        (guint64) 1 << cfb->shift,
                        CFB_FILL_ZERO);
  }
}

/* [MS-CFB] 2.6.3: all zero, except for the numbers of other entries. */
static gboolean
is_empty (const SgnCfbEntry *entry)
{
  static const SgnCfbEntry empty;

  return memcmp (entry->name, empty.name, sizeof entry->name) == 0 &&
         memcmp (entry->clsid, empty.clsid, sizeof entry->clsid) == 0 && entry->state == 0 &&
         entry->created == 0 && entry->modified == 0;
}

static void
look_in_directory (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  const SgnCfb *cfb = self->cfb;

  for (guint32 id = 1; id < cfb->entries->len; id++) {
    const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, id);

    /* Marked as used, but in no tree: no reader finds it. */
    if (entry->parent == SGN_CFB_NONE && !is_empty (entry))
      sgn_cfb_places_add (self,
                          entry->type == SGN_CFB_UNUSED ? &spaces->free : &spaces->orphaned,
                          sgn_cfb_get_entry_offset (cfb, id),
                          1 << CFB_ENTRY_SHIFT,
                          CFB_FILL_ENTRY);
  }
}

/* Adds words of a table from @first on that describe no sector; writers fill them with different
 * values. */
static void
look_at_words (CfbPlaces *self,
               const GArray *sectors,
               guint first_sector,
               const GArray *words,
               guint first,
               SgnCfbSpaces *spaces)
{
  guint per_sector = 1u << (self->cfb->shift - 2);

  for (guint i = first; i < words->len; i++) {
    guint32 word = g_array_index (words, guint32, i);
    guint32 sector = g_array_index (sectors, guint32, first_sector + i / per_sector);

    if (word != CFB_FREESECT && word != CFB_ENDOFCHAIN && word != 0)
      sgn_cfb_places_add (self,
                          &spaces->free,
                          sgn_cfb_get_sector_offset (self->cfb, sector) + 4 * (i % per_sector),
                          sizeof word,
                          CFB_FILL_FREE);
  }
}

static GArray *
read_sector (const SgnCfb *cfb, guint32 sector, guint count, GError **error)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (one, sector);
  return sgn_cfb_read_words (cfb, one, count, words, error) ? g_steal_pointer (&words) : NULL;
}

/* Adds the words after the first @used of a table with @per_sector words in each sector. */
static gboolean
look_in_table (CfbPlaces *self,
               const GArray *sectors,
               guint per_sector,
               guint used,
               SgnCfbSpaces *spaces,
               GError **error)
{
  for (guint i = used / per_sector; i < sectors->len; i++) {
    guint32 sector = g_array_index (sectors, guint32, i);
    g_autoptr (GArray) words = read_sector (self->cfb, sector, per_sector, error);

    if (words == NULL)
      return FALSE;
    look_at_words (self, sectors, i, words, i == used / per_sector ? used % per_sector : 0, spaces);
  }
  return TRUE;
}

/* Words for sectors after the end of the file. */
static gboolean
look_in_fat (CfbPlaces *self, SgnCfbSpaces *spaces, GError **error)
{
  const SgnCfb *cfb = self->cfb;

  return look_in_table (self,
                        cfb->fat_sectors,
                        1u << (cfb->shift - 2),
                        cfb->n_sectors,
                        spaces,
                        error);
}

/* The last word of each DIFAT sector is the number of the next one. */
static gboolean
look_in_difat (CfbPlaces *self, SgnCfbSpaces *spaces, GError **error)
{
  const SgnCfb *cfb = self->cfb;
  guint used = cfb->fat_sectors->len > CFB_SLOTS ? cfb->fat_sectors->len - CFB_SLOTS : 0;

  return look_in_table (self,
                        cfb->difat_sectors,
                        (1u << (cfb->shift - 2)) - 1,
                        used,
                        spaces,
                        error);
}

gboolean
sgn_cfb_find_unused (CfbPlaces *self, SgnCfbSpaces *spaces, GError **error)
{
  const SgnCfb *cfb = self->cfb;
  const SgnCfbEntry *root = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT);

  look_in_mini_stream (self, spaces);
  look_in_directory (self, spaces);
  look_at_words (self,
                 cfb->mini_fat_sectors,
                 0,
                 cfb->mini_fat,
                 (guint) ((root->size + (1 << CFB_MINI_SHIFT) - 1) >> CFB_MINI_SHIFT),
                 spaces);
  return look_in_fat (self, spaces, error) && look_in_difat (self, spaces, error);
}
