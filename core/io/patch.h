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
