/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"
#include "core/sign/worth.h"

/* A file whose signatures are changed. */
typedef struct {
  SgnSubject *subject;
  GFile *file;
  const SgnSignRequest *request;   /* where the result goes, and what judges it */
  const SgnSignProgress *progress; /* (nullable) */
  GCancellable *cancellable;       /* (nullable) */
} SgnSignEdit;

/* Returns a view of the file with @signatures (none: remove all) after it has passed verification;
 * @ret is set to the report, in which the file is called @name. Errors: those of
 * sgn_sign_check_worth() and of reading the file. (transfer full) */
SgnInput *sgn_sign_put (const SgnSignEdit *self,
                        const char *name,
                        GPtrArray *signatures,
                        const SgnSignChange *change,
                        SgnReport **ret,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last steps of every change to a file's signatures: puts @signatures into the file, verifies
 * the patched view, and only then writes it to the place that the request names. An empty array
 * removes all signatures. Errors: those of sgn_sign_put(), and of writing the file.
 * (transfer full) */
SgnOutcome *sgn_sign_finish (const SgnSignEdit *self,
                             GPtrArray *signatures,
                             const SgnSignChange *change,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last step when nothing needs to be changed: copies the file if the output is elsewhere.
 * Errors: those of writing the file. (transfer full) */
SgnOutcome *sgn_sign_leave (const SgnSignEdit *self,
                            SgnAction action,
                            SgnReport *report,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The file that will be written. (transfer full) */
GFile *sgn_sign_choose_target (GFile *file,
                               const SgnSignRequest *request) G_GNUC_WARN_UNUSED_RESULT;
/* Errors: FILE_EXISTS when a different file exists there and must not be replaced. */
gboolean sgn_sign_check_target (GFile *file,
                                const SgnSignRequest *request,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
