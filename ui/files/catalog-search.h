/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/verify/verify.h"

/* For files dropped together with catalogs: reads the catalogs in a thread, then checks @jobs (of
 * SgnJob) with them. Files among @files (of GFile) that are not catalogs are left out. */
void sgn_catalog_search_verify (GPtrArray *jobs,
                                GPtrArray *files,
                                SgnVerifyOptions *options,
                                GCancellable *cancellable);
