/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/foreign-signature.h"

/* For files whose signatures are made by other programs: which program that is and whether this
 * file is signed, as a detail of an error; NULL for all other files. They are recognised by name,
 * some by content. (transfer full) */
char *sgn_foreign_explain (SgnInput *input);
/* Whether such a file is signed; SGN_FOREIGN_UNKNOWN also for all other files. */
SgnForeignSignature sgn_foreign_look (SgnInput *input);
