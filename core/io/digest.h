/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "core/io/input.h"
#include "core/io/ranges.h"

/* Called every few MiB and at the end, in the hashing thread; never for less than 4 MiB. @done and
 * @total are in bytes. */
typedef void (*SgnProgressFunc) (guint64 done, guint64 total, gpointer user_data);

/* Hashes the ranges of @input in one pass with every algorithm in @hashes (bits 1 << SgnHash);
 * ret[hash] receives the digests (transfer full), all others NULL. The result is remembered in the
 * input at the bottom of all views, so that the same bytes are not read again, also through another
 * view. */
gboolean sgn_digest_ranges (SgnInput *input,
                            const SgnRanges *ranges,
                            guint hashes,
                            GBytes *ret[SGN_N_HASHES],
                            GCancellable *cancellable,
                            GError **error);

/* From now on, everything that is hashed of @self (or of a view of it) is also hashed with these
 * algorithms (bits 1 << SgnHash) and remembered: asking for one of them reads nothing again. */
void sgn_input_keep_digests (SgnInput *self, guint hashes);

/* Hashes the ranges with one algorithm. (transfer full) */
GBytes *sgn_digest_range (SgnInput *input,
                          const SgnRanges *ranges,
                          SgnHash hash,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the function that is told of progress on @self and on views of it. */
void sgn_input_set_progress (SgnInput *self, SgnProgressFunc func, gpointer user_data);
