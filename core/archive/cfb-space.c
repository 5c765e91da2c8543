/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

#include "config.h"

#include "core/archive/cfb-private.h"
#include "core/base/checked.h"

#define WINDOW ((guint64) 64 * 1024)

void
sgn_cfb_space_add (SgnCfbSpace *self, guint64 offset, guint64 size)
{
  if (self->size == 0)
    self->offset = offset;
  self->size += size;
}

gboolean
sgn_cfb_look_at (const SgnCfb *self, guint64 offset, guint64 size, SgnCfbSpace *ret, GError **error)
{
  g_autofree guint8 *window = g_malloc (MIN (size, WINDOW));

  for (guint64 done = 0; done < size; done += MIN (size - done, WINDOW)) {
    gsize part = (gsize) MIN (size - done, WINDOW);

    if (!sgn_input_read (self->input, offset + done, window, part, error))
      return FALSE;
    if (sgn_is_zero (window, part))
      continue;
    sgn_cfb_space_add (ret, offset, size);
    break;
  }
  return TRUE;
}

static guint32
count_used (const SgnCfb *self)
{
  guint32 count = self->n_sectors;

  while (count > 0 && !sgn_cfb_is_used (self, count - 1))
    count--;
  return count;
}

static gboolean
look_at_sector (const SgnCfb *self, guint32 sector, SgnCfbSpaces *ret, GError **error)
{
  guint64 offset = sgn_cfb_get_sector_offset (self, sector);
  guint64 size = (guint64) 1 << self->shift;
  guint32 next = sector < self->fat->len ? g_array_index (self->fat, guint32, sector) : CFB_FREE;

  if (CFB_RANGE_LOCK - offset < size)
    return TRUE;
  return sgn_cfb_look_at (self,
                          offset,
                          MIN (size, self->size - offset),
                          next == CFB_FREE ? &ret->free : &ret->orphaned,
                          error);
}

gboolean
sgn_cfb_find_spaces (const SgnCfb *self, SgnCfbSpaces *ret, GError **error)
{
  guint32 count = count_used (self);
  guint64 end = sgn_cfb_get_sector_offset (self, count);
  SgnCfbSpaces spaces = { 0 };

  /* The header fills its sector with zeros in version 4. */
  if (!sgn_cfb_look_at (self,
                        CFB_HEADER_SIZE,
                        ((guint64) 1 << self->shift) - CFB_HEADER_SIZE,
                        &spaces.free,
                        error))
    return FALSE;
  for (guint32 i = 0; i < count; i++)
    if (!sgn_cfb_is_used (self, i) && !look_at_sector (self, i, &spaces, error))
      return FALSE;
  if (end < self->size && !sgn_cfb_look_at (self, end, self->size - end, &spaces.behind, error))
    return FALSE;
  if (!sgn_cfb_find_slack (self, &spaces, error) || !sgn_cfb_find_unused (self, &spaces, error))
    return FALSE;
  *ret = spaces;
  return TRUE;
}
