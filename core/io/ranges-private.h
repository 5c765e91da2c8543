/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/ranges.h"

/* The ranges as pieces of the bottom input of @input; @total receives their size in bytes.
 * SGN_ERROR_FILE_DAMAGED for a range outside @input. (transfer full) */
GArray *sgn_ranges_resolve (const SgnRanges *self, SgnInput *input, guint64 *total, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* A string that is the same for the same bytes of one bottom input, however the literal bytes are
 * split. (transfer full) */
char *sgn_pieces_describe (const GArray *pieces);
