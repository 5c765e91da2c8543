/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/verify/context.h"

/* Whether the members of a catalog with this report can be trusted to be listed: only if it is
 * intact and nothing was added to it. */
gboolean sgn_verify_catalog_counts (const SgnReport *catalog);

/* Looks up the file in the catalogs of the options. The signatures of the best catalog that lists
 * it are added to the report as signatures of the file. @whole is set when the digest covers every
 * byte, so that the file cannot hide data. Errors: those of reading the file; G_IO_ERROR_CANCELLED.
 */
gboolean sgn_verify_in_catalogs (const SgnVerifyContext *context,
                                 SgnInput *input,
                                 gboolean *whole,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
