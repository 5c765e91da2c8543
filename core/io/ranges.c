/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-ranges"

/* What a signature covers is rarely the whole file: checksums, the signature itself and its place
 * in the headers are left out, and some formats add bytes that are in no file. Formats describe
 * that as ranges; how they are read and hashed is decided in digest.c and sum.c. */

#include "config.h"

#include "core/io/ranges.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/io/input-private.h"
#include "core/io/ranges-private.h"

#define ZEROS ((gsize) 64 * 1024)

struct _SgnRanges {
  GArray *pieces; /* of SgnPiece; offsets are in the input to hash */
};

SgnRanges *
sgn_ranges_new (void)
{
  SgnRanges *self = g_new0 (SgnRanges, 1);

  self->pieces = sgn_pieces_new ();
  return self;
}

void
sgn_ranges_free (SgnRanges *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

void
sgn_ranges_add (SgnRanges *self, guint64 offset, guint64 length)
{
  guint64 end;

  /* An impossible range is not merged, so that the bounds check finds it. */
  if (g_uint64_checked_add (&end, offset, length)) {
    sgn_pieces_add (self->pieces, NULL, offset, length);
  } else {
    SgnPiece piece = { .offset = offset, .length = length };
    g_array_append_val (self->pieces, piece);
  }
}

void
sgn_ranges_add_bytes (SgnRanges *self, GBytes *bytes)
{
  sgn_pieces_add (self->pieces, g_bytes_ref (bytes), 0, g_bytes_get_size (bytes));
}

void
sgn_ranges_add_zeros (SgnRanges *self, gsize count)
{
  static const guint8 zeros[ZEROS];

  while (count > 0) {
    gsize part = MIN (count, ZEROS);

    sgn_pieces_add (self->pieces, g_bytes_new_static (zeros, part), 0, part);
    count -= part;
  }
}

GArray *
sgn_ranges_resolve (const SgnRanges *self, SgnInput *input, guint64 *total, GError **error)
{
  g_autoptr (GArray) pieces = sgn_pieces_new ();
  guint64 sum = 0;

  for (guint i = 0; i < self->pieces->len; i++) {
    const SgnPiece *piece = &g_array_index (self->pieces, SgnPiece, i);

    if ((piece->literal == NULL && !sgn_range_fits (piece->offset, piece->length, input->size)) ||
        !g_uint64_checked_add (&sum, sum, piece->length)) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_FILE_DAMAGED,
                   _ ("%" PRIu64 " bytes to hash at offset %" PRIu64 ", the file ends at %" PRIu64),
                   piece->length,
                   piece->offset,
                   input->size);
      return NULL;
    }
    if (piece->literal == NULL)
      sgn_pieces_add_range (pieces, input, piece->offset, piece->length);
    else
      sgn_pieces_add (pieces, g_bytes_ref (piece->literal), 0, piece->length);
  }
  *total = sum;
  return g_steal_pointer (&pieces);
}

static void
describe_literal (GString *key, GChecksum *literal, guint64 length)
{
  if (length > 0)
    g_string_append_printf (key, "=%" PRIu64 ":%s", length, g_checksum_get_string (literal));
  g_checksum_reset (literal);
}

char *
sgn_pieces_describe (const GArray *pieces)
{
  /* The digest stands for the literal bytes, of which there may be many. */
  g_autoptr (GChecksum) literal = g_checksum_new (G_CHECKSUM_SHA256);
  GString *key = g_string_new (NULL);
  guint64 length = 0;

  for (guint i = 0; i < pieces->len; i++) {
    const SgnPiece *piece = &g_array_index (pieces, SgnPiece, i);

    if (piece->literal != NULL) {
      g_checksum_update (literal, g_bytes_get_data (piece->literal, NULL), (gssize) piece->length);
      length += piece->length;
      continue;
    }
    describe_literal (key, literal, length);
    length = 0;
    if (piece->source != NULL)
      g_string_append_printf (key, "#%" PRIu64, piece->source->number);
    g_string_append_printf (key, "@%" PRIu64 "+%" PRIu64, piece->offset, piece->length);
  }
  describe_literal (key, literal, length);
  return g_string_free (key, FALSE);
}
