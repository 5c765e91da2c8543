/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* Does the name say a kind that carries signatures, and no other? */
gboolean sgn_misnamed_is_claimed (SgnInput *input);
/* A file that has the name of a kind that carries signatures, and the content of none: a download
 * that went wrong, as a rule. What it is instead, as a detail of an error; NULL where the name says
 * nothing of the kind. */
const char *sgn_misnamed_explain (SgnInput *input);
/* The ending (in lower case, without dot) by which Windows opens the file @input as another kind
 * than
 * @format; NULL where the name fits or says nothing. (transfer full) */
char *sgn_misnamed_find (const SgnFormat *format, SgnInput *input);
