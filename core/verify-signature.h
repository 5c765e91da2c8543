/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/format/format.h"
#include "core/report.h"
#include "core/verify.h"

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

/* The same for countersignatures that commit to something, such as those of a NuGet repository:
 * whose are they, and do they stand for this very signature? Added to @ret with this depth. */
void sgn_verify_countersigners (SgnSignedData *signed_data,
                                guint entry,
                                guint depth,
                                const SgnVerifyOptions *options,
                                gint64 now,
                                GPtrArray *ret);
