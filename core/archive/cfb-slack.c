/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

#include "config.h"

#include <string.h>

#include "core/archive/cfb-private.h"
#include "core/base/checked.h"

/* Of a ZIP archive, which is read from its end and may have anything before it. */
static gboolean
holds_end_record (const guint8 *data, gsize size)
{
  static const guint8 end[] = { 'P', 'K', 5, 6 };

  for (gsize i = 0; i + sizeof end <= size; i++)
    if (memcmp (&data[i], end, sizeof end) == 0)
      return TRUE;
  return FALSE;
}

/* Windows' writer never cuts the last sector, so what was put there came later. */
static gboolean
is_behind (const SgnCfb *self, guint64 end)
{
  return end >= self->size && self->size % ((guint64) 1 << self->shift) != 0;
}

/* The octets up to the next multiple of 2^@shift. */
static gboolean
look_behind (const SgnCfb *self, guint64 offset, guint shift, SgnCfbSpaces *ret, GError **error)
{
  guint64 end = ((offset - 1) | (((guint64) 1 << shift) - 1)) + 1;
  g_autofree guint8 *octets = NULL;
  gsize size;

  if (offset >= MIN (end, self->size))
    return TRUE;
  size = (gsize) (MIN (end, self->size) - offset);
  octets = g_malloc (size);
  if (!sgn_input_read (self->input, offset, octets, size, error))
    return FALSE;
  if (sgn_is_zero (octets, size))
    return TRUE;
  if (is_behind (self, end))
    sgn_cfb_space_add (&ret->behind, offset, size);
  else if (holds_end_record (octets, size))
    sgn_cfb_space_add (&ret->archive, offset, size);
  else
    sgn_cfb_space_add (&ret->slack, offset, size);
  return TRUE;
}

static gboolean
look_behind_stream (const SgnCfb *self, guint32 id, SgnCfbSpaces *ret, GError **error)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self, id);
  g_autoptr (GArray) extents = NULL;
  const CfbExtent *last;

  if (entry->type != SGN_CFB_STREAM || entry->size == 0)
    return TRUE;
  extents = sgn_cfb_get_extents (self, entry);
  last = &g_array_index (extents, CfbExtent, extents->len - 1);
  return look_behind (self,
                      last->offset + last->length,
                      entry->size < CFB_CUTOFF ? CFB_MINI_SHIFT : self->shift,
                      ret,
                      error);
}

static gboolean
look_behind_mini_stream (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  const SgnCfbEntry *root = sgn_cfb_get_entry (self, SGN_CFB_ROOT);
  guint64 offset;
  guint32 sector;

  if (root->size == 0)
    return TRUE;
  sector = g_array_index (self->mini_sectors, guint32, (guint) ((root->size - 1) >> self->shift));
  offset = (root->size - 1) % ((guint64) 1 << self->shift) + 1;
  return look_behind (self,
                      sgn_cfb_get_sector_offset (self, sector) + offset,
                      self->shift,
                      ret,
                      error);
}

gboolean
sgn_cfb_find_slack (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  for (guint i = 0; i < self->sorted->len; i++)
    if (!look_behind_stream (self, g_array_index (self->sorted, guint32, i), ret, error))
      return FALSE;
  return look_behind_mini_stream (self, ret, error);
}
