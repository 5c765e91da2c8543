/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* What signing does with the programs inside of an open file of @format: taken out, put in again,
 * and listed in a catalog where the format has one. What becomes of the file can be opened. */
void sgn_fuzz_inside (const SgnFormat *format, gpointer self);
