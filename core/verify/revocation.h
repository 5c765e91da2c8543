/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/report/report.h"
#include "core/revocation/lists.h"
#include "core/verify/options.h"

/* Combines @given (nullable) with the lists embedded in the signature. NULL when there are none.
 * (transfer full) */
SgnRevocationLists *sgn_verify_join_lists (SgnRevocationLists *given,
                                           SgnSignedData *signed_data) G_GNUC_WARN_UNUSED_RESULT;

/* Checks whether a certificate in the signer's chain was revoked, only by means of @lists
 * (nullable). @proven is the time of signing if a timestamp proves it, else 0. Times are in seconds
 * since the Unix epoch. */
void sgn_verify_revocation (SgnSignatureReport *report,
                            SgnRevocationLists *lists,
                            const SgnVerifyOptions *options,
                            gint64 now,
                            gint64 proven);

/* Whether @lists (nullable) make a timestamp of @time by the certificate at the start of @chain
 * worthless. */
gboolean sgn_verify_is_revoked_stamper (const SgnChain *chain,
                                        SgnRevocationLists *lists,
                                        gint64 now,
                                        gint64 time);
