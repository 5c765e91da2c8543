/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* The bytes between the end of a stream and the end of its last sector or mini sector. */

#include "config.h"

#include "core/archive/cfb/reader-private.h"

/* Windows' writer always completes the last sector, so data in it after the end of a cut file was
 * added later. */
static gboolean
is_after_end (const SgnCfb *self, guint64 end)
{
  return end >= self->size && self->size % ((guint64) 1 << self->shift) != 0;
}

/* Adds the bytes up to the next multiple of 2^@shift. */
static void
look_after (CfbPlaces *self, guint64 offset, guint shift, SgnCfbSpaces *spaces)
{
  guint64 end = ((offset - 1) | (((guint64) 1 << shift) - 1)) + 1;

  if (offset < end)
    sgn_cfb_places_add (self,
                        is_after_end (self->cfb, end) ? &spaces->behind : &spaces->slack,
                        offset,
                        end - offset,
                        CFB_FILL_ZERO);
}

static void
look_after_stream (CfbPlaces *self, guint32 id, SgnCfbSpaces *spaces)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self->cfb, id);
  g_autoptr (GArray) extents = NULL;
  const CfbExtent *last;

  if (entry->type != SGN_CFB_STREAM || entry->size == 0)
    return;
  extents = sgn_cfb_get_extents (self->cfb, entry);
  last = &g_array_index (extents, CfbExtent, extents->len - 1);
  look_after (self,
              last->offset + last->length,
              entry->size < CFB_CUTOFF ? CFB_MINI_SHIFT : self->cfb->shift,
              spaces);
}

static void
look_after_mini_stream (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  const SgnCfb *cfb = self->cfb;
  const SgnCfbEntry *root = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT);
  guint64 offset;
  guint32 sector;

  if (root->size == 0)
    return;
  /* The mini stream is a chain of ordinary sectors, of which the last may be half used. */
  sector = g_array_index (cfb->mini_sectors, guint32, (guint) ((root->size - 1) >> cfb->shift));
  offset = (root->size - 1) % ((guint64) 1 << cfb->shift) + 1;
  look_after (self, sgn_cfb_get_sector_offset (cfb, sector) + offset, cfb->shift, spaces);
}

void
sgn_cfb_find_slack (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  for (guint i = 0; i < self->cfb->sorted->len; i++)
    look_after_stream (self, g_array_index (self->cfb->sorted, guint32, i), spaces);
  look_after_mini_stream (self, spaces);
}
