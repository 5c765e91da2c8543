/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-patch"

/* The result of signing, before anything is written: the original file with some ranges replaced.
 * The same view is hashed, verified and written, so what is checked is what ends up on the
 * disk. */

#include "config.h"

#include "core/io/patch.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/io/input-private.h"

typedef struct {
  guint64 offset;
  guint64 length;
  GBytes *bytes;   /* (nullable) */
  SgnInput *input; /* (nullable): instead of @bytes */
} Edit;

struct _SgnPatch {
  GArray *edits;
  guint64 end; /* end of the last edit, in the original */
};

static void
clear_edit (gpointer data)
{
  Edit *edit = data;

  g_clear_pointer (&edit->bytes, g_bytes_unref);
  g_clear_pointer (&edit->input, sgn_input_unref);
}

SgnPatch *
sgn_patch_new (void)
{
  SgnPatch *self = g_new0 (SgnPatch, 1);

  self->edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_array_set_clear_func (self->edits, clear_edit);
  return self;
}

void
sgn_patch_free (SgnPatch *self)
{
  g_array_unref (self->edits);
  g_free (self);
}

static void
add_edit (SgnPatch *self, guint64 offset, guint64 length, GBytes *bytes, SgnInput *input)
{
  Edit edit = { .offset = offset, .length = length };
  guint64 end;

  g_return_if_fail (offset >= self->end);
  g_return_if_fail (g_uint64_checked_add (&end, offset, length));

  /* Nothing replaced by nothing. */
  if (bytes == NULL && input == NULL && length == 0)
    return;
  edit.bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  edit.input = input != NULL ? sgn_input_ref (input) : NULL;
  g_array_append_val (self->edits, edit);
  self->end = end;
}

void
sgn_patch_replace (SgnPatch *self, guint64 offset, guint64 length, GBytes *bytes)
{
  gboolean is_empty = bytes == NULL || g_bytes_get_size (bytes) == 0;

  add_edit (self, offset, length, is_empty ? NULL : bytes, NULL);
}

void
sgn_patch_replace_by (SgnPatch *self, guint64 offset, guint64 length, SgnInput *input)
{
  add_edit (self, offset, length, NULL, input);
}

gboolean
sgn_patch_is_empty (const SgnPatch *self)
{
  return self->edits->len == 0;
}

/* Adds the original bytes between @at and the edit, then those of the edit. */
static gboolean
apply_edit (SgnInput *base, const Edit *edit, guint64 *at, GArray *pieces, GError **error)
{
  if (!sgn_range_fits (edit->offset, edit->length, base->size)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("%" PRIu64 " bytes to replace at offset %" PRIu64
                    ", the file ends at %" PRIu64),
                 edit->length,
                 edit->offset,
                 base->size);
    return FALSE;
  }
  sgn_pieces_add_range (pieces, base, *at, edit->offset - *at);
  if (edit->input != NULL)
    sgn_pieces_add_all (pieces, edit->input);
  else if (edit->bytes != NULL)
    sgn_pieces_add (pieces, g_bytes_ref (edit->bytes), 0, g_bytes_get_size (edit->bytes));
  *at = edit->offset + edit->length;
  return TRUE;
}

static gboolean
add_up (const GArray *pieces, guint64 *ret, GError **error)
{
  guint64 size = 0;

  for (guint i = 0; i < pieces->len; i++) {
    /* Files cannot be larger than off_t allows. */
    if (!g_uint64_checked_add (&size, size, g_array_index (pieces, SgnPiece, i).length) ||
        size > G_MAXINT64) {
      g_set_error_literal (error,
                           SGN_ERROR,
                           SGN_ERROR_FILE_DAMAGED,
                           _ ("the changed file would be too large"));
      return FALSE;
    }
  }
  *ret = size;
  return TRUE;
}

SgnInput *
sgn_input_new_patched (SgnInput *base, const SgnPatch *patch, GError **error)
{
  g_autoptr (GArray) pieces = sgn_pieces_new ();
  guint64 at = 0;
  guint64 size;

  for (guint i = 0; i < patch->edits->len; i++) {
    if (!apply_edit (base, &g_array_index (patch->edits, Edit, i), &at, pieces, error))
      return NULL;
  }
  sgn_pieces_add_range (pieces, base, at, base->size - at);
  if (!add_up (pieces, &size, error))
    return NULL;
  return sgn_input_new_for_pieces (sgn_input_get_bottom (base), g_steal_pointer (&pieces), size);
}
