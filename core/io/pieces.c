/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pieces"

/* Lists of pieces, of which views consist. A view of a view is resolved at once into pieces of real
 * files, so reading never has to go through more than one level. */

#include "config.h"

#include "core/base/checked.h"
#include "core/io/input-private.h"

static void
clear_piece (gpointer data)
{
  SgnPiece *piece = data;

  g_clear_pointer (&piece->literal, g_bytes_unref);
  g_clear_pointer (&piece->source, sgn_input_unref);
}

GArray *
sgn_pieces_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (SgnPiece));

  g_array_set_clear_func (self, clear_piece);
  return self;
}

/* Takes the references of @piece. */
static void
add_piece (GArray *self, SgnPiece piece)
{
  SgnPiece *last = self->len > 0 ? &g_array_index (self, SgnPiece, self->len - 1) : NULL;

  if (piece.length == 0) {
    clear_piece (&piece);
    /* Merging keeps the number of pieces at that of the edits, and makes equal ranges look equal
     * for digest.c. */
  } else if (last != NULL && piece.literal == NULL && last->literal == NULL &&
             last->source == piece.source && last->offset + last->length == piece.offset) {
    last->length += piece.length;
    clear_piece (&piece);
  } else {
    g_array_append_val (self, piece);
  }
}

void
sgn_pieces_add (GArray *self, GBytes *literal, guint64 offset, guint64 length)
{
  add_piece (self, (SgnPiece){ .literal = literal, .offset = offset, .length = length });
}

/* The index of the piece of the view @self that contains @offset. */
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

/* @bottom (nullable): becomes the source of a range without source. */
static void
add_part (GArray *self, const SgnPiece *piece, SgnInput *bottom, guint64 skip, guint64 length)
{
  SgnInput *source = piece->source != NULL ? piece->source : bottom;
  SgnPiece part = { .length = length };

  if (piece->literal != NULL) {
    part.literal = g_bytes_new_from_bytes (piece->literal, (gsize) skip, (gsize) length);
  } else {
    part.source = source != NULL ? sgn_input_ref (source) : NULL;
    part.offset = piece->offset + skip;
  }
  add_piece (self, part);
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

    add_part (self, piece, NULL, skip, part);
    offset += part;
    length -= part;
  }
}

void
sgn_pieces_add_all (GArray *self, SgnInput *input)
{
  const SgnPiece whole = { .length = input->size };

  if (input->bottom == NULL) {
    add_part (self, &whole, input, 0, whole.length);
    return;
  }
  for (guint i = 0; i < input->pieces->len; i++) {
    const SgnPiece *piece = &g_array_index (input->pieces, SgnPiece, i);

    add_part (self, piece, input->bottom, 0, piece->length);
  }
}

SgnInput *
sgn_piece_get_input (const SgnPiece *piece, SgnInput *bottom)
{
  return piece->source != NULL ? piece->source : bottom;
}

SgnInput *
sgn_input_get_pieces (SgnInput *self, guint64 offset, guint64 length, GArray **ret)
{
  g_return_val_if_fail (sgn_range_fits (offset, length, self->size), NULL);

  *ret = sgn_pieces_new ();
  sgn_pieces_add_range (*ret, self, offset, length);
  return sgn_input_get_bottom (self);
}
