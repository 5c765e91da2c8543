/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "core/io/input.h"
#include "core/io/ranges.h"

/* Told every few MiB and at the end, from the hashing thread; not for less than 4 MiB. */
typedef void (*SgnProgressFunc) (guint64 done, guint64 total, gpointer user_data);

/* Hashes the ranges of @input in one pass with every algorithm of @hashes (bits 1 << SgnHash);
 * @ret[hash] receives the digests. The result is remembered at the input at the bottom of all
 * views: the same octets are not read again, also through another view. */
gboolean sgn_digest_ranges (SgnInput *input,
                            const SgnRanges *ranges,
                            guint hashes,
                            GBytes *ret[SGN_N_HASHES],
                            GCancellable *cancellable,
                            GError **error);

/* From now on, whatever is hashed of @input (or of a view of it) is hashed with these algorithms
 * too (bits 1 << SgnHash), and remembered: asking for another of them reads nothing again. */
void sgn_input_keep_digests (SgnInput *self, guint hashes);

/* The same for one algorithm. (transfer full) */
GBytes *sgn_digest_range (SgnInput *input,
                          const SgnRanges *ranges,
                          SgnHash hash,
                          GCancellable *cancellable,
                          GError **error);

/* Who is told of progress on @input (and on views of it). */
void sgn_input_set_progress (SgnInput *self, SgnProgressFunc func, gpointer user_data);
