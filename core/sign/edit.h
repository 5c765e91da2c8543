/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"

/* Changes existing signatures. @index counts the signatures in the order of the report from 0; -1
 * means all. As when signing, nothing is written until the result has been verified. @file may be
 * replaced; @progress is (nullable). Errors: NOT_SIGNED, SELF_CHECK, RESULT_WORSE, those of reading
 * and writing files, and G_IO_ERROR_CANCELLED. All results are (transfer full). */

/* Adds timestamps. Errors: also those of sgn_timestamp_request(). */
SgnOutcome *sgn_timestamp_file (GFile *file,
                                int index,
                                const SgnSignRequest *request,
                                const SgnSignProgress *progress,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Removes signatures. With @request->output the file itself stays unchanged. */
SgnOutcome *sgn_remove_signature (GFile *file,
                                  int index,
                                  const SgnSignRequest *request,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The DER of a signature; -1 for the first one, including those nested in it. */
GBytes *sgn_extract_signature (GFile *file, int index, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes @signature (DER or PEM) the signature of the file. Errors: also SELF_CHECK when it belongs
 * to a different file. */
SgnOutcome *sgn_attach_signature (GFile *file,
                                  GBytes *signature,
                                  const SgnSignRequest *request,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
