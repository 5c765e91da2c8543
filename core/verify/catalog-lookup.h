/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/verify/options.h"

/* Does a catalog with this report on itself speak for its members? Only an intact list to which
 * nothing was added does. */
gboolean sgn_verify_catalog_counts (const SgnReport *catalog);

/* Looks the file up in the catalogs of @options. The signatures of the best one that lists it come
 * to @report, as signatures of the file. @subject (nullable): a kind of file nobody knows.
 * @whole: it speaks for every octet, so that nothing can hide in the file. */
gboolean sgn_verify_in_catalogs (SgnInput *input,
                                 SgnSubject *subject,
                                 const SgnVerifyOptions *options,
                                 SgnReport *report,
                                 gboolean *whole,
                                 GCancellable *cancellable,
                                 GError **error);
