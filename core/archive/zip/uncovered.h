/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"

/* What an archive carries beside its entries, for formats that sign nothing but these: its comment,
 * and the comments and extra fields of entries where they could be used for something. */
void sgn_zip_find_uncovered (const SgnZip *self, SgnFindings *ret);
/* The same of one entry alone: of the signature, where that covers everything else. */
void sgn_zip_find_uncovered_of (const SgnZip *self, const SgnZipEntry *entry, SgnFindings *ret);
