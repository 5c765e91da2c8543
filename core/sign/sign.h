/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"

/* Signs @file. Nothing is written until the finished file has passed verification; after an error
 * the file is unchanged. @progress is (nullable). Errors: ALREADY_SIGNED, NOT_SIGNABLE,
 * FILE_EXISTS, SELF_CHECK, RESULT_WORSE, and those of the identity, of timestamps and of reading
 * and writing files. (transfer full) */
SgnOutcome *sgn_sign_file (GFile *file,
                           const SgnSignRequest *request,
                           const SgnSignProgress *progress,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
