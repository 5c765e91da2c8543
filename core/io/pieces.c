/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pieces"

#include "config.h"

#include "core/base/checked.h"
#include "core/io/input-private.h"

static void
clear_piece (gpointer data)
{
  SgnPiece *piece = data;

  g_clear_pointer (&piece->literal, g_bytes_unref);
}

GArray *
sgn_pieces_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (SgnPiece));

  g_array_set_clear_func (self, clear_piece);
  return self;
}

void
sgn_pieces_add (GArray *self, GBytes *literal, guint64 offset, guint64 length)
{
  SgnPiece piece = { .literal = literal, .offset = offset, .length = length };

  if (length == 0) {
    clear_piece (&piece);
    return;
  }
  if (literal == NULL && self->len > 0) {
    SgnPiece *last = &g_array_index (self, SgnPiece, self->len - 1);

    if (last->literal == NULL && last->offset + last->length == offset) {
      last->length += length;
      return;
    }
  }
  g_array_append_val (self, piece);
}

/* Index of the piece of the view @self that holds @offset. */
static guint
find_piece (SgnInput *self, guint64 offset)
{
  guint low = 0;
  guint high = self->starts->len;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->starts, guint64, middle) <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static void
add_part (GArray *self, const SgnPiece *piece, guint64 skip, guint64 length)
{
  GBytes *part;

  if (piece->literal == NULL) {
    sgn_pieces_add (self, NULL, piece->offset + skip, length);
    return;
  }
  part = g_bytes_new_from_bytes (piece->literal, (gsize) skip, (gsize) length);
  sgn_pieces_add (self, part, 0, length);
}

void
sgn_pieces_add_range (GArray *self, SgnInput *input, guint64 offset, guint64 length)
{
  g_return_if_fail (sgn_range_fits (offset, length, input->size));

  if (length == 0)
    return;
  if (input->bottom == NULL) {
    sgn_pieces_add (self, NULL, offset, length);
    return;
  }
  for (guint i = find_piece (input, offset); length > 0; i++) {
    const SgnPiece *piece = &g_array_index (input->pieces, SgnPiece, i);
    guint64 skip = offset - g_array_index (input->starts, guint64, i);
    guint64 part = MIN (length, piece->length - skip);

    add_part (self, piece, skip, part);
    offset += part;
    length -= part;
  }
}

SgnInput *
sgn_input_get_pieces (SgnInput *self, guint64 offset, guint64 length, GArray **ret)
{
  g_return_val_if_fail (sgn_range_fits (offset, length, self->size), NULL);

  *ret = sgn_pieces_new ();
  sgn_pieces_add_range (*ret, self, offset, length);
  return sgn_input_get_bottom (self);
}
