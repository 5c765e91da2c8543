/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/check.h"
#include "core/verify/context.h"

/* Checks one signature of the file at index @entry of its list, without the signatures nested in
 * it. @outer (nullable) is the content of the signature around it. Errors: G_IO_ERROR_CANCELLED and
 * those of reading the file; everything else goes into @report, which is filled as far as possible
 * also after an error. */
gboolean sgn_verify_signature (const SgnVerifyContext *context,
                               SgnSignedData *signed_data,
                               guint entry,
                               GBytes *outer,
                               SgnSignatureReport *report,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a NuGet package whose @author signature is intact and trusted: checks the countersignatures
 * of repositories and adds their reports to that of the file. They sign the value of that
 * signature, not the file. */
void sgn_verify_countersigners (const SgnVerifyContext *context,
                                SgnSignedData *signed_data,
                                const SgnSignatureReport *author);

/* Steps shared by both functions above. */
void sgn_verify_describe (const SgnSignerInfo *signer, SgnSignatureReport *report);
void sgn_verify_set_cms (SgnCmsStatus status, SgnSignatureReport *report);
