/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/report.h"
#include "core/verify.h"

/* Reads every timestamp of the signature into @report and chooses the one that counts (formats:
 * RFC 3161 tokens and legacy countersignatures). */
void sgn_verify_timestamps (SgnSignedData *signed_data,
                            const SgnVerifyOptions *options,
                            gint64 now,
                            SgnSignatureReport *report);
