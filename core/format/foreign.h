/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Kinds of files that carry signatures which other programs make: who does, as a detail of an
 * error; NULL for any other. Their names tell them, and for some what is inside. */
const char *sgn_foreign_explain (SgnInput *input);
