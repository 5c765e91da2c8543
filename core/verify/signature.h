/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/check.h"
#include "core/format/subject.h"
#include "core/report/report.h"
#include "core/verify/options.h"

/* Answers the questions about one signature of @subject, at @entry of its list; nested ones are not
 * followed. @outer (nullable): content of the signature around it. G_IO_ERROR_CANCELLED or a file
 * that cannot be read any more are errors, everything else is in the report. (transfer full) */
SgnSignatureReport *sgn_verify_signature (SgnSubject *subject,
                                          SgnSignedData *signed_data,
                                          guint entry,
                                          GBytes *outer,
                                          const SgnVerifyOptions *options,
                                          gint64 now,
                                          SgnFindings *findings,
                                          GCancellable *cancellable,
                                          GError **error);

/* For a NuGet package, under an @author whose signature is intact and trusted: the
 * countersignatures of repositories. They stand for the value of that signature, never for the
 * file, and are added to
 * @ret below it. */
void sgn_verify_countersigners (SgnSubject *subject,
                                SgnSignedData *signed_data,
                                const SgnSignatureReport *author,
                                const SgnVerifyOptions *options,
                                gint64 now,
                                GPtrArray *ret);

/* The parts of both. */
void sgn_verify_describe (const SgnSignerInfo *signer, SgnSignatureReport *report);
void sgn_verify_set_cms (SgnCmsStatus status, SgnSignatureReport *report);
