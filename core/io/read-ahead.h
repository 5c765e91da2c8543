/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* A range of an input, read by a thread of its own, some windows ahead of the caller. Nobody else
 * may read from the input until this is freed. */
typedef struct _SgnReadAhead SgnReadAhead;

/* @bottom must not be a view. @keep_sum: also compute the sum. (transfer full) */
SgnReadAhead *
sgn_read_ahead_new (SgnInput *bottom, guint64 offset, guint64 length, gboolean keep_sum);
/* The next bytes, valid until the next call; @size receives their number. NULL and an error of
 * sgn_input_read() on failure. Do not call this after the end of the range. (transfer none) */
const guint8 *sgn_read_ahead_next (SgnReadAhead *self, gsize *size, GError **error);
/* The sum of the whole range, after all of it was given. */
guint16 sgn_read_ahead_get_sum (SgnReadAhead *self);
/* May be called before the end of the range. */
void sgn_read_ahead_free (SgnReadAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnReadAhead, sgn_read_ahead_free)
