/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* An ordered list of edits of an input: each replaces a range of the original by other octets
 * (empty range: insert; no octets: delete). Edits are given in ascending, not overlapping order
 * of their offsets in the original. */
typedef struct _SgnPatch SgnPatch;

SgnPatch *sgn_patch_new (void);
void sgn_patch_free (SgnPatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPatch, sgn_patch_free)

/* @bytes may be NULL (delete). Programmer error when out of order. */
void sgn_patch_replace (SgnPatch *self, guint64 offset, guint64 length, GBytes *bytes);
/* The same by all octets of another input, which are read when they are wanted. */
void sgn_patch_replace_by (SgnPatch *self, guint64 offset, guint64 length, SgnInput *input);
gboolean sgn_patch_is_empty (const SgnPatch *self);

/* What @base becomes with @patch applied; nothing is copied. The patch may be freed afterwards.
 * Fails when an edit lies outside of @base. (transfer full) */
SgnInput *sgn_input_new_patched (SgnInput *base, const SgnPatch *patch, GError **error);

/* The pieces an input is made of, in order: a range of the file or memory at the bottom of all
 * views, a range of another such input, or literal octets. */
typedef struct {
  GBytes *literal;  /* NULL: a range */
  SgnInput *source; /* of this input, no view; NULL: of the bottom input */
  guint64 offset;
  guint64 length;
} SgnPiece;

/* The bottom input (transfer none) and, in @ret, the pieces of [offset, offset + length) of @self,
 * neighbouring ranges merged. Pieces own their literal and source. */
SgnInput *sgn_input_get_pieces (SgnInput *self, guint64 offset, guint64 length, GArray **ret);
