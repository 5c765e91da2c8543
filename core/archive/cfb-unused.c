/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

#include "config.h"

#include <string.h>

#include "core/archive/cfb-private.h"

static gboolean
look_up_to_end (const SgnCfb *self, guint64 offset, guint64 size, SgnCfbSpace *ret, GError **error)
{
  if (offset >= self->size)
    return TRUE;
  return sgn_cfb_look_at (self, offset, MIN (size, self->size - offset), ret, error);
}

static gboolean
is_mini_used (const SgnCfb *self, guint32 mini)
{
  return mini < self->mini_fat->len && (self->mini_used[mini / 8] >> (mini % 8) & 1) != 0;
}

static guint32
get_mini_value (const SgnCfb *self, guint32 mini)
{
  return mini < self->mini_fat->len ? g_array_index (self->mini_fat, guint32, mini) : CFB_FREE;
}

/* How many from @mini on are unused as it is and stand in the same sector before @end. */
static guint32
count_alike (const SgnCfb *self, guint32 mini, guint32 end)
{
  guint32 per_sector = 1u << (self->shift - CFB_MINI_SHIFT);
  gboolean is_free = get_mini_value (self, mini) == CFB_FREE;
  guint32 next = mini + 1;

  while (next < end && next % per_sector != 0 && !is_mini_used (self, next) &&
         (get_mini_value (self, next) == CFB_FREE) == is_free)
    next++;
  return next - mini;
}

static gboolean
look_in_mini_stream (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  const SgnCfbEntry *root = sgn_cfb_get_entry (self, SGN_CFB_ROOT);
  guint32 end = (guint32) ((root->size + (1 << CFB_MINI_SHIFT) - 1) >> CFB_MINI_SHIFT);
  guint first_behind = (guint) ((root->size + ((guint64) 1 << self->shift) - 1) >> self->shift);
  guint32 count;

  for (guint32 mini = 0; mini < end; mini += count) {
    gboolean is_free = get_mini_value (self, mini) == CFB_FREE;

    count = is_mini_used (self, mini) ? 1 : count_alike (self, mini, end);
    if (!is_mini_used (self, mini) && !look_up_to_end (self,
                                                       sgn_cfb_get_mini_offset (self, mini),
                                                       (guint64) count << CFB_MINI_SHIFT,
                                                       is_free ? &ret->free : &ret->orphaned,
                                                       error))
      return FALSE;
  }
  for (guint i = first_behind; i < self->mini_sectors->len; i++) {
    guint32 sector = g_array_index (self->mini_sectors, guint32, i);

    if (!look_up_to_end (self,
                         sgn_cfb_get_sector_offset (self, sector),
                         (guint64) 1 << self->shift,
                         &ret->orphaned,
                         error))
      return FALSE;
  }
  return TRUE;
}

/* [MS-CFB] 2.6.3: all zero, but for the numbers of other entries. */
static gboolean
is_empty (const SgnCfbEntry *entry)
{
  static const SgnCfbEntry empty;

  return memcmp (entry->name, empty.name, sizeof entry->name) == 0 &&
         memcmp (entry->clsid, empty.clsid, sizeof entry->clsid) == 0 && entry->state == 0 &&
         entry->created == 0 && entry->modified == 0;
}

static void
look_in_directory (const SgnCfb *self, SgnCfbSpaces *ret)
{
  guint per_sector = 1u << (self->shift - CFB_ENTRY_SHIFT);

  for (guint32 id = 1; id < self->entries->len; id++) {
    const SgnCfbEntry *entry = sgn_cfb_get_entry (self, id);
    guint32 sector = g_array_index (self->directory_sectors, guint32, id / per_sector);

    if (entry->parent == SGN_CFB_NONE && !is_empty (entry))
      sgn_cfb_space_add (entry->type == SGN_CFB_UNUSED ? &ret->free : &ret->orphaned,
                         sgn_cfb_get_sector_offset (self, sector) +
                             ((guint64) (id % per_sector) << CFB_ENTRY_SHIFT),
                         1 << CFB_ENTRY_SHIFT);
  }
}

/* Words from @first on that speak of nothing; writers differ in how they say it. */
static void
look_at_words (const SgnCfb *self,
               const GArray *sectors,
               guint first_sector,
               const GArray *words,
               guint first,
               SgnCfbSpaces *ret)
{
  guint per_sector = 1u << (self->shift - 2);

  for (guint i = first; i < words->len; i++) {
    guint32 word = g_array_index (words, guint32, i);
    guint32 sector = g_array_index (sectors, guint32, first_sector + i / per_sector);

    if (word != CFB_FREE && word != CFB_END && word != 0)
      sgn_cfb_space_add (&ret->free,
                         sgn_cfb_get_sector_offset (self, sector) + 4 * (i % per_sector),
                         sizeof word);
  }
}

static gboolean
look_in_fat (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  guint per_sector = 1u << (self->shift - 2);
  guint first = self->n_sectors / per_sector;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = first; i < self->fat_sectors->len; i++) {
    g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));

    g_array_append_val (one, g_array_index (self->fat_sectors, guint32, i));
    g_array_set_size (words, 0);
    if (!sgn_cfb_read_words (self, one, G_MAXUINT32, words, error))
      return FALSE;
    look_at_words (self,
                   self->fat_sectors,
                   i,
                   words,
                   i == first ? self->n_sectors % per_sector : 0,
                   ret);
  }
  return TRUE;
}

/* The last word of each sector of addresses leads to the next one. */
static gboolean
look_in_difat (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  guint per_sector = (1u << (self->shift - 2)) - 1;
  guint used = self->fat_sectors->len > CFB_SLOTS ? self->fat_sectors->len - CFB_SLOTS : 0;

  for (guint i = used / per_sector; i < self->difat_sectors->len; i++) {
    g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));
    g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));

    g_array_append_val (one, g_array_index (self->difat_sectors, guint32, i));
    if (!sgn_cfb_read_words (self, one, per_sector, words, error))
      return FALSE;
    look_at_words (self,
                   self->difat_sectors,
                   i,
                   words,
                   i == used / per_sector ? used % per_sector : 0,
                   ret);
  }
  return TRUE;
}

gboolean
sgn_cfb_find_unused (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  const SgnCfbEntry *root = sgn_cfb_get_entry (self, SGN_CFB_ROOT);

  if (!look_in_mini_stream (self, ret, error))
    return FALSE;
  look_in_directory (self, ret);
  look_at_words (self,
                 self->mini_fat_sectors,
                 0,
                 self->mini_fat,
                 (guint) ((root->size + (1 << CFB_MINI_SHIFT) - 1) >> CFB_MINI_SHIFT),
                 ret);
  return look_in_fat (self, ret, error) && look_in_difat (self, ret, error);
}
