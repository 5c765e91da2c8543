/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* Whether the name extension is that of a file type with signatures, and of no other type. */
gboolean sgn_misnamed_is_claimed (SgnInput *input);
/* For a file with the extension but not the content of a type with signatures, typically a
 * failed download: what it is instead, as a detail of an error. NULL for all other files.
 * (transfer none) */
const char *sgn_misnamed_explain (SgnInput *input);
/* The extension (in lower case, without dot) that makes Windows open @input as another type than
 * @format; NULL if the name fits or says nothing. (transfer full) */
char *sgn_misnamed_find (const SgnFormat *format, SgnInput *input);
