/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/verify/options.h"

/* Whether the members of a catalog with this report can be trusted to be listed: only if it is
 * intact and nothing was added to it. */
gboolean sgn_verify_catalog_counts (const SgnReport *catalog);

/* Looks up the file in the catalogs of @options. The signatures of the best catalog that lists it
 * are added to @report as signatures of the file. @subject (nullable): unknown type of file. @whole
 * is set when the digest covers every byte, so that the file cannot hide data. Errors: those of
 * reading the file; G_IO_ERROR_CANCELLED. */
gboolean sgn_verify_in_catalogs (SgnInput *input,
                                 SgnSubject *subject,
                                 const SgnVerifyOptions *options,
                                 SgnReport *report,
                                 gboolean *whole,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
