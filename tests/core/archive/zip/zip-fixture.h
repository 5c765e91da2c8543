/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"
#include "tests/support/zip-sample.h"

ZipSample *zip_two_entries (ZipSampleFlags flags);  /* (transfer full) */
SgnInput *zip_make_input (const ZipSample *sample); /* (transfer full) */

/* Fatal where the archive is refused. (transfer full) */
SgnZip *zip_open_good (SgnInput *input);
SgnZip *zip_open_sample (const ZipSample *sample);

void zip_assert_entry (const SgnZip *zip, const char *name, const char *content);
/* Exactly the one finding, or none where @code is SGN_N_FINDINGS. */
void zip_assert_finding (const SgnZip *zip, SgnFindingCode code, guint64 size);
