/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/format/format.h"
#include "core/report/report.h"
#include "core/verify/options.h"

/* Reads every timestamp of the signature into @report and chooses the one that counts (formats:
 * RFC 3161 tokens and legacy countersignatures), as far as what reads files of @format does. A
 * countersignature that commits to something is no timestamp of a NuGet package. @certificates and
 * @lists (nullable): at hand beside those of the tokens. */
void sgn_verify_timestamps (const SgnFormat *format,
                            const SgnSignerInfo *signer,
                            GPtrArray *certificates,
                            SgnRevocationLists *lists,
                            const SgnVerifyOptions *options,
                            gint64 now,
                            SgnSignatureReport *report);
