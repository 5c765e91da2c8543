/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"
#include "core/sign.h"

/* The view that carries @signatures (none: remove), after it has passed the verifier; what that
 * found, in @ret. SGN_ERROR_SELF_CHECK when the result is not intact. (transfer full) */
SgnInput *sgn_sign_put (SgnSubject *subject,
                        const char *name,
                        GPtrArray *signatures,
                        const SgnSignRequest *request,
                        SgnReport **ret,
                        GCancellable *cancellable,
                        GError **error);

/* The last steps of every change to a file's signatures: puts @signatures into @subject, verifies
 * the patched view, and only then writes it to where @request says. An empty array removes. Fails
 * with SGN_ERROR_SELF_CHECK when the result is not intact. (transfer full) */
SgnOutcome *sgn_sign_finish (SgnSubject *subject,
                             GFile *file,
                             GPtrArray *signatures,
                             SgnAction action,
                             const SgnSignRequest *request,
                             const SgnSignProgress *progress,
                             GCancellable *cancellable,
                             GError **error);

/* Where the result goes. (transfer full) */
GFile *sgn_sign_choose_target (GFile *file, const SgnSignRequest *request);

void sgn_sign_tell (const SgnSignProgress *progress, SgnStep step);
