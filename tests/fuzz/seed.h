/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/samples.h"

/* A kind of file that its name tells goes by that of one of its samples: which, the first octet of
 * the seed says. */

/* Among the files of all formats (NULL) one may as well go by a name that tells nothing. */
#define SGN_SEED_NAMELESS "file"
/* And one by that of a signature in a file of its own. */
#define SGN_SEED_DETACHED "file.p7s"

/* What fuzzing begins with for @file, which ends like @file_name (nullable). (transfer full) */
GBytes *sgn_seed_new (const char *format, const char *file_name, GBytes *file);
SgnInput *sgn_seed_open (const char *format, const guint8 *data, gsize size); /* (transfer full) */
