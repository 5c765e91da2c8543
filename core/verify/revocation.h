/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/report/report.h"
#include "core/trust/revocation-lists.h"
#include "core/verify/options.h"

/* @given (nullable) and the lists that the signature carries itself; NULL when there are none.
 * (transfer full) */
SgnRevocationLists *sgn_verify_join_lists (SgnRevocationLists *given, SgnSignedData *signed_data);

/* Answers whether a certificate of the signer's chain was revoked, from @lists (nullable) alone.
 * @proven: time of the signature where a timestamp proves it, else 0. */
void sgn_verify_revocation (SgnSignatureReport *report,
                            SgnRevocationLists *lists,
                            const SgnVerifyOptions *options,
                            gint64 now,
                            gint64 proven);

/* Is what the end of @chain stamped at @time worth nothing, because of @lists (nullable)? */
gboolean sgn_verify_is_revoked_stamper (const SgnChain *chain,
                                        SgnRevocationLists *lists,
                                        gint64 now,
                                        gint64 time);
