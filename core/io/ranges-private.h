/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/ranges.h"

/* The ranges as pieces of the input below @input, and in @total the octets they sum up to.
 * SGN_ERROR_FILE_DAMAGED for a range outside of @input. (transfer full) */
GArray *sgn_ranges_resolve (const SgnRanges *self, SgnInput *input, guint64 *total, GError **error);

/* A text that is the same for the same octets of one bottom input, however the literal ones are
 * cut. (transfer full) */
char *sgn_pieces_describe (const GArray *pieces);
