/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/ranges.h"

/* The one's complement sum of the ranges as little-endian 16-bit words, the last one padded with
 * zero: the sum of RFC 1071, which PE files contain. Sums of ranges that were hashed after
 * sgn_input_keep_sums() are known; nothing is read again for them. */
gboolean sgn_sum_ranges (SgnInput *input, const SgnRanges *ranges, guint16 *ret, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* From now on, hashing a range of @self (or of a view of it) also remembers its sum. */
void sgn_input_keep_sums (SgnInput *self);
