/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/verify/context.h"

/* Reads all timestamps of the signature (RFC 3161 tokens and legacy countersignatures) into @report
 * and chooses the one that counts for programs that use such files. In a NuGet package, a
 * countersignature with a commitment is not a timestamp. @certificates (of SgnCertificate) and
 * @lists (nullable) are used in addition to those in the tokens. */
void sgn_verify_timestamps (const SgnVerifyContext *context,
                            const SgnSignerInfo *signer,
                            GPtrArray *certificates,
                            SgnRevocationLists *lists,
                            SgnSignatureReport *report);
