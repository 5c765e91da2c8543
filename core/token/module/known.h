/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* The shipped list of what modules are called and where makers put them (token-modules.json). */

/* Adds those that are there and not among @modules yet. */
void sgn_known_modules_add (GPtrArray *modules);

/* What the module is for, or the name of the file. (transfer full) */
char *sgn_known_modules_get_title (const char *path);
