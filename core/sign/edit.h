/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"

/* Work on signatures that exist already. @index counts the signatures of the report from 0; -1
 * means all. Like signing, nothing is written before the result has been checked. All return
 * (transfer full). */

SgnOutcome *sgn_timestamp_file (GFile *file,
                                int index,
                                const SgnSignRequest *request,
                                const SgnSignProgress *progress,
                                GCancellable *cancellable,
                                GError **error);
/* @output (nullable): in place. */
SgnOutcome *sgn_remove_signature (GFile *file,
                                  int index,
                                  const SgnSignRequest *request,
                                  GCancellable *cancellable,
                                  GError **error);
/* DER of the signature; -1: the first at the top, with all that is nested in it. */
GBytes *sgn_extract_signature (GFile *file, int index, GError **error);
/* Makes @signature (DER or PEM) the signature of the file; SELF_CHECK when it is not its signature.
 */
SgnOutcome *sgn_attach_signature (GFile *file,
                                  GBytes *signature,
                                  const SgnSignRequest *request,
                                  GCancellable *cancellable,
                                  GError **error);
