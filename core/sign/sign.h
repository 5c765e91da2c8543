/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"

/* Signs @file. Nothing is written before the finished file has passed the verifier; on failure or
 * cancelling the file is as it was. (transfer full) */
SgnOutcome *sgn_sign_file (GFile *file,
                           const SgnSignRequest *request,
                           const SgnSignProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
