/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* What a signature in a file of its own is about: the file that was given with it, else the one
 * whose name is that of @input without its ending. NULL without error where there is none. Whatever
 * is found stays with @input, which must not change without it. (transfer none) */
gboolean sgn_beside_find (SgnInput *input, SgnInput **ret, GError **error);
/* FILE_UNREADABLE, with the name of what is missing. */
void sgn_beside_set_missing (SgnInput *input, GError **error);
/* Is @beside the content that a message brings? The digests in @ret say so. */
gboolean sgn_beside_compare (SgnInput *beside,
                             GBytes *content,
                             SgnContentResult *ret,
                             GCancellable *cancellable,
                             GError **error);
/* The endings of such files, without dot, NULL-terminated. */
extern const char *const sgn_beside_extensions[];
