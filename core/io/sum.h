/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/ranges.h"

/* The one's complement sum of the ranges' octets as little-endian 16-bit words, the last one
 * filled with zero: what RFC 1071 describes and PE files carry. Sums of ranges that were hashed
 * after sgn_input_keep_sums() are known from that pass; nothing is read again for them. */
gboolean sgn_sum_ranges (SgnInput *input, const SgnRanges *ranges, guint16 *ret, GError **error);

/* From now on, hashing a range of @input (or of a view of it) also remembers its sum. */
void sgn_input_keep_sums (SgnInput *self);
