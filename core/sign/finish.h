/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"
#include "core/sign/worth.h"

/* Returns a view of the file with @signatures (none: remove all) after it has passed verification;
 * @ret is set to the report. Errors: those of sgn_sign_check_worth() and of reading the file.
 * (transfer full) */
SgnInput *sgn_sign_put (SgnSubject *subject,
                        const char *name,
                        GPtrArray *signatures,
                        const SgnSignChange *change,
                        const SgnSignRequest *request,
                        SgnReport **ret,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last steps of every change to a file's signatures: puts @signatures into @subject,
 * verifies the patched view, and only then writes it to the place that @request names. An empty
 * array removes all signatures. Errors: those of sgn_sign_put(), and of writing the file.
 * (transfer full) */
SgnOutcome *sgn_sign_finish (SgnSubject *subject,
                             GFile *file,
                             GPtrArray *signatures,
                             const SgnSignChange *change,
                             const SgnSignRequest *request,
                             const SgnSignProgress *progress,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last step when nothing needs to be changed: copies the file if the output is elsewhere.
 * Errors: those of writing the file. (transfer full) */
SgnOutcome *sgn_sign_leave (SgnInput *input,
                            GFile *file,
                            SgnAction action,
                            SgnReport *report,
                            const SgnSignRequest *request,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The file that will be written. (transfer full) */
GFile *sgn_sign_choose_target (GFile *file,
                               const SgnSignRequest *request) G_GNUC_WARN_UNUSED_RESULT;
/* Errors: FILE_EXISTS when a different file exists there and must not be replaced. */
gboolean sgn_sign_check_target (GFile *file,
                                const SgnSignRequest *request,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
