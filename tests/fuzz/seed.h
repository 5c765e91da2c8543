/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/samples.h"

/* A kind of file that its name tells goes by that of one of its samples: which, the first octet of
 * the seed says. */

/* What fuzzing begins with for @file, made of @sample. (transfer full) */
GBytes *sgn_seed_new (const SgnSample *sample, GBytes *file);
SgnInput *sgn_seed_open (const char *format, const guint8 *data, gsize size); /* (transfer full) */
