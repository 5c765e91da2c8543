/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/spc.h"
#include "core/format/format.h"

/* What the formats share whose signed content is SpcIndirectDataContent. */

/* Sets the error for a signature that was made for another format: FAILED. Returns FALSE. */
gboolean sgn_indirect_refuse (const SgnSpcIndirectData *data, GError **error);

/* Sets the hash algorithm and the stored digest of @ret. */
void sgn_indirect_fill (const SgnSpcIndirectData *data, SgnContentResult *ret);
