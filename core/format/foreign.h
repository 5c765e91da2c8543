/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/foreign-signature.h"

/* Kinds of files that carry signatures which other programs make: who does, and whether this one
 * carries one, as a detail of an error; NULL for any other. Their names tell them, and for some
 * what is inside. (transfer full) */
char *sgn_foreign_explain (SgnInput *input);
/* Whether it carries one; SGN_FOREIGN_UNKNOWN also for any other kind. */
SgnForeignSignature sgn_foreign_look (SgnInput *input);
