/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* A sum over bytes that come in parts of any size. */
typedef struct {
  guint64 total; /* not folded; cannot overflow below 2^48 words */
  gboolean odd;  /* the next byte is the high half of a word */
} SgnSum;

void sgn_sum_add (SgnSum *self, const guint8 *data, gsize size);
/* Adds the result of sgn_sum_finish() for @size other bytes. */
void sgn_sum_add_sum (SgnSum *self, guint16 sum, guint64 size);
guint16 sgn_sum_finish (const SgnSum *self);

/* Whether sgn_input_keep_sums() was called for @input. */
gboolean sgn_sum_is_kept (SgnInput *input);

/* Remembers the sum of a range of @bottom, where sgn_input_keep_sums() asked for it. */
void sgn_sum_remember (SgnInput *bottom, guint64 offset, guint64 length, guint16 sum);
