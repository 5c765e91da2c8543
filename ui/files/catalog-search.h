/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/verify/verify.h"

/* Files that were dropped together with catalogs: first those are read, in a thread, then @jobs (of
 * SgnJob) are checked with them. Files among @files (of GFile) that are not catalogs are left out.
 */
void sgn_catalog_search_verify (GPtrArray *jobs,
                                GPtrArray *files,
                                SgnVerifyOptions *options,
                                GCancellable *cancellable);
