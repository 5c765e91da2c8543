/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* The file that a detached signature is about: the one that was given with it, or else the one with
 * the name of @input without its extension. *ret is NULL if there is none. The result
 * is attached to @input and checked for changes with it. (transfer none) */
gboolean
sgn_beside_find (SgnInput *input, SgnInput **ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SGN_ERROR_FILE_UNREADABLE with the name of the missing file. */
void sgn_beside_set_missing (SgnInput *input, GError **error);
/* Compares @beside with the embedded content of a message; @ret receives both digests. FALSE only
 * if @beside cannot be read. */
gboolean sgn_beside_compare (SgnInput *beside,
                             GBytes *content,
                             SgnContentResult *ret,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Extensions of such signatures, without dot, NULL-terminated. */
extern const char *const sgn_beside_extensions[];
