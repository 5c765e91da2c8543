/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* An ordered list of edits of an input. Each replaces a range of the original by other bytes (empty
 * range: insert; no bytes: delete). Edits must be in ascending order of their offsets in the
 * original and must not overlap. */
typedef struct _SgnPatch SgnPatch;

SgnPatch *sgn_patch_new (void);
void sgn_patch_free (SgnPatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPatch, sgn_patch_free)

/* @bytes (nullable): NULL deletes. Edits that are out of order are a programmer error. */
void sgn_patch_replace (SgnPatch *self, guint64 offset, guint64 length, GBytes *bytes);
/* The same with all bytes of another input, which are read on demand. */
void sgn_patch_replace_by (SgnPatch *self, guint64 offset, guint64 length, SgnInput *input);
gboolean sgn_patch_is_empty (const SgnPatch *self);

/* A view of @base with @patch applied; nothing is copied. The patch may be freed afterwards.
 * SGN_ERROR_FILE_DAMAGED if an edit is outside @base. (transfer full) */
SgnInput *sgn_input_new_patched (SgnInput *base,
                                 const SgnPatch *patch,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
