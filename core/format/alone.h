/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* What @input is, as a fragment, when it is the signature of a Windows file without that file; else
 * NULL. */
const char *sgn_alone_explain (SgnInput *input);
