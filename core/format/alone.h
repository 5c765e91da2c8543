/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* If @input is only the signature of a Windows file, without that file: a message fragment that
 * says so. Otherwise NULL. (transfer none) */
const char *sgn_alone_explain (SgnInput *input);
