/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* A range that a thread of its own reads, some windows ahead of whoever works on them. Until the
 * end nobody else may read from the input. */
typedef struct _SgnReadAhead SgnReadAhead;

/* @bottom: no view. @keep_sum: sums it up too. (transfer full) */
SgnReadAhead *
sgn_read_ahead_new (SgnInput *bottom, guint64 offset, guint64 length, gboolean keep_sum);
/* The next octets, which stay until the next call: all of the range in the end, or an error of
 * sgn_input_read(). Not to be called when there are none left. (transfer none) */
const guint8 *sgn_read_ahead_next (SgnReadAhead *self, gsize *size, GError **error);
/* Of the whole range, once all of it was given. */
guint16 sgn_read_ahead_get_sum (SgnReadAhead *self);
/* Also in the middle. */
void sgn_read_ahead_free (SgnReadAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnReadAhead, sgn_read_ahead_free)
