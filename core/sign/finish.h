/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"
#include "core/sign/worth.h"

/* The view that carries @signatures (none: remove), after it has passed the verifier; what that
 * found, in @ret. Fails as sgn_sign_check_worth() does. (transfer full) */
SgnInput *sgn_sign_put (SgnSubject *subject,
                        const char *name,
                        GPtrArray *signatures,
                        const SgnSignChange *change,
                        const SgnSignRequest *request,
                        SgnReport **ret,
                        GCancellable *cancellable,
                        GError **error);

/* The last steps of every change to a file's signatures: puts @signatures into @subject, verifies
 * the patched view, and only then writes it to where @request says. An empty array removes.
 * (transfer full) */
SgnOutcome *sgn_sign_finish (SgnSubject *subject,
                             GFile *file,
                             GPtrArray *signatures,
                             const SgnSignChange *change,
                             const SgnSignRequest *request,
                             const SgnSignProgress *progress,
                             GCancellable *cancellable,
                             GError **error);

/* The end of what needs no change: elsewhere, the file goes there as it is. (transfer full) */
SgnOutcome *sgn_sign_leave (SgnInput *input,
                            GFile *file,
                            SgnAction action,
                            SgnReport *report,
                            const SgnSignRequest *request,
                            GCancellable *cancellable,
                            GError **error);

/* Where the result goes. (transfer full) */
GFile *sgn_sign_choose_target (GFile *file, const SgnSignRequest *request);
/* FILE_EXISTS when another file is there that may not be replaced. */
gboolean sgn_sign_check_target (GFile *file, const SgnSignRequest *request, GError **error);
