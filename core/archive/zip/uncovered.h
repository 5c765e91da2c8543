/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"

/* Adds findings about data outside the entries, for formats that sign only entries: the comment of
 * the archive, and comments and extra fields of entries that could be used for something. */
void sgn_zip_find_uncovered (const SgnZip *self, SgnFindings *ret);
/* The same for one entry: the signature, if it covers everything else. */
void sgn_zip_find_uncovered_of (const SgnZip *self, const SgnZipEntry *entry, SgnFindings *ret);
