/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* The list of places that are in no stream; reader-private.h says what they are. */

#include "config.h"

#include "core/archive/cfb/reader-private.h"

void
sgn_cfb_places_add (CfbPlaces *self, SgnCfbSpace *space, guint64 offset, guint64 size, CfbFill fill)
{
  CfbPlace place = { .space = space, .offset = offset, .fill = fill };

  if (offset >= self->cfb->size)
    return;
  place.size = MIN (size, self->cfb->size - offset);
  g_array_append_val (self->list, place);
}
