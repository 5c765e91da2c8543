/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/revocation/lists.h"
#include "core/verify/context.h"

/* Combines @given (nullable) with the lists embedded in the signature. NULL when there are none.
 * (transfer full) */
SgnRevocationLists *sgn_verify_join_lists (SgnRevocationLists *given,
                                           SgnSignedData *signed_data) G_GNUC_WARN_UNUSED_RESULT;

/* Checks whether a certificate in the signer's chain was revoked, by means of @lists (nullable) and
 * of the authorities of the options, which are only asked about a trusted chain. @proven is the
 * time of signing if a timestamp proves it, else 0, in seconds since the Unix epoch. */
void sgn_verify_revocation (const SgnVerifyContext *context,
                            SgnRevocationLists *lists,
                            gint64 proven,
                            SgnSignatureReport *report);

/* Whether a timestamp of @time by the certificate at the start of @chain is worthless, by the same
 * means. */
gboolean sgn_verify_is_revoked_stamper (const SgnVerifyContext *context,
                                        const SgnChain *chain,
                                        SgnRevocationLists *lists,
                                        gint64 time);
