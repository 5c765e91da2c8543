/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/samples.h"

/* All that the signature of @file, a signed @sample, covers by the rules of its kind, one behind
 * the other: whoever changes nothing of that changes nothing that was signed. NULL where there are
 * no rules of their own for the kind, or where @file cannot be read as one. (transfer full) */
GBytes *coverage_collect (const SgnSample *sample, GBytes *file);
/* Whether the octet at @offset, which the file had before it was signed, is covered by nothing. */
gboolean coverage_is_excluded (const SgnSample *sample, guint64 offset);
