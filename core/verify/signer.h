/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/revocation/lists.h"
#include "core/verify/context.h"

/* Checks the certificate in @report: chain, usage, validity, revocation, and whether it is the
 * right one for the file. @certificates (of SgnCertificate) and @lists (nullable) are those in the
 * signature. */
void sgn_verify_signer (const SgnVerifyContext *context,
                        GPtrArray *certificates,
                        SgnRevocationLists *lists,
                        SgnSignatureReport *report);

/* Checks whether the algorithms on which the result depends are still strong enough. */
void sgn_verify_algorithms (const SgnVerifyContext *context,
                            const SgnSignerInfo *signer,
                            SgnSignatureReport *report);

/* Withdraws every positive result about the signer's certificate when the signature itself could
 * not be verified, because anybody could have put that certificate there. Negative results stay. */
void sgn_verify_disown_signer (SgnSignatureReport *report);
