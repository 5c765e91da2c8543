/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/format/subject.h"
#include "core/report/report.h"
#include "core/trust/revocation-lists.h"
#include "core/verify/options.h"

/* Whose signature is it? Answers for the certificate in @report: chain, usage, validity, revocation
 * and whether it fits the file. @certificates and @lists (nullable): at hand in the signature. */
void sgn_verify_signer (SgnSubject *subject,
                        GPtrArray *certificates,
                        SgnRevocationLists *lists,
                        const SgnVerifyOptions *options,
                        gint64 now,
                        SgnSignatureReport *report);

/* Are the methods of the present, as far as the answers depend on them? */
void sgn_verify_algorithms (SgnSubject *subject,
                            const SgnSignerInfo *signer,
                            gint64 now,
                            SgnSignatureReport *report);

/* Takes back every good word about the certificate of a signature that could not be verified:
 * whoever made the file chose it. What accuses stays. */
void sgn_verify_disown_signer (SgnSignatureReport *report);
