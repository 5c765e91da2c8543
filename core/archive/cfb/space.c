/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Finds all bytes of the file that are in no stream, and judges what they could be. [MS-CFB] 2.7
 * gives streams whole sectors and says nothing about the rest, so anything can be in it. */

#include "config.h"

#include "core/archive/cfb/reader-private.h"
#include "core/base/checked.h"

/* Read at once. */
#define WINDOW ((guint64) 64 * 1024)

static guint32
count_used (const SgnCfb *self)
{
  guint32 count = self->n_sectors;

  while (count > 0 && !sgn_cfb_is_used (self, count - 1))
    count--;
  return count;
}

static void
add_sector (CfbPlaces *self, guint32 sector, SgnCfbSpaces *spaces)
{
  const SgnCfb *cfb = self->cfb;
  guint64 offset = sgn_cfb_get_sector_offset (cfb, sector);
  guint64 size = (guint64) 1 << cfb->shift;
  guint32 next = sector < cfb->fat->len ? g_array_index (cfb->fat, guint32, sector) : CFB_FREESECT;

  /* The range lock sector ([MS-CFB] 2.8) is allocated but is in no chain. The subtraction is
   * unsigned, so only for that sector it gives less than the size of a sector. */
  if (CFB_RANGE_LOCK - offset >= size)
    sgn_cfb_places_add (self,
                        next == CFB_FREESECT ? &spaces->free : &spaces->orphaned,
                        offset,
                        size,
                        CFB_FILL_ZERO);
}

static void
add_sectors (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  guint32 count = count_used (self->cfb);

  for (guint32 i = 0; i < count; i++)
    if (!sgn_cfb_is_used (self->cfb, i))
      add_sector (self, i, spaces);
  sgn_cfb_places_add (self,
                      &spaces->behind,
                      sgn_cfb_get_sector_offset (self->cfb, count),
                      self->cfb->size,
                      CFB_FILL_ZERO);
}

static gboolean
look_at (const SgnCfb *self, CfbPlace *place, SgnUncoveredLook *look, GError **error)
{
  g_autofree guint8 *window = g_malloc (MIN (place->size, WINDOW));

  for (guint64 done = 0; done < place->size; done += MIN (place->size - done, WINDOW)) {
    gsize part = (gsize) MIN (place->size - done, WINDOW);

    if (!sgn_input_read (self->input, place->offset + done, window, part, error))
      return FALSE;
    sgn_uncovered_update (look, window, part);
    place->holds_data = place->holds_data || !sgn_is_zero (window, part);
  }
  return TRUE;
}

static void
count_place (const CfbPlace *place, SgnUncovered kind)
{
  SgnCfbSpace *space = place->space;

  if (!place->holds_data)
    return;
  if (space->size == 0)
    space->offset = place->offset;
  space->size += place->size;
  if (space->kind == SGN_UNCOVERED_NOTHING || kind < space->kind)
    space->kind = kind;
}

/* Adjacent places are judged together, since data can span them. Returns the index after the last
 * of them; 0 after an error. */
static guint
judge_run (CfbPlaces *self, guint first, GError **error)
{
  SgnUncoveredLook look;
  guint64 end = 0;
  guint next;

  sgn_uncovered_init (&look);
  for (next = first; next < self->list->len; next++) {
    CfbPlace *place = &g_array_index (self->list, CfbPlace, next);

    if (next > first && place->offset != end)
      break;
    if (!look_at (self->cfb, place, &look, error))
      return 0;
    end = place->offset + place->size;
  }
  for (guint i = first; i < next; i++)
    count_place (&g_array_index (self->list, CfbPlace, i), sgn_uncovered_finish (&look));
  return next;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const CfbPlace *first = a;
  const CfbPlace *second = b;

  return first->offset < second->offset ? -1 : first->offset > second->offset;
}

gboolean
sgn_cfb_survey (const SgnCfb *self, SgnCfbSpaces *spaces, GArray *list, GError **error)
{
  CfbPlaces places = { self, list };

  add_sectors (&places, spaces);
  sgn_cfb_find_slack (&places, spaces);
  sgn_cfb_find_padding (&places, spaces);
  if (!sgn_cfb_find_unused (&places, spaces, error) ||
      !sgn_cfb_look_at_header (&places, spaces, error))
    return FALSE;
  g_array_sort (list, compare_places);
  for (guint i = 0; i < list->len;) {
    i = judge_run (&places, i, error);
    if (i == 0)
      return FALSE;
  }
  return TRUE;
}

gboolean
sgn_cfb_find_spaces (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  guint64 end = sgn_cfb_get_sector_offset (self, count_used (self));
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (CfbPlace));
  SgnCfbSpaces spaces = { 0 };

  if (!sgn_cfb_survey (self, &spaces, list, error))
    return FALSE;
  if (spaces.behind.size == 0 && end < self->size)
    spaces.zeros = (SgnCfbSpace){ .offset = end, .size = self->size - end };
  *ret = spaces;
  return TRUE;
}
