/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The shipped list of what modules are called and where makers put them (token-modules.json). */

/* The paths of those that are there, in the order of the list, of char *. (transfer full) */
GPtrArray *sgn_known_modules_find (void);

/* What the module is for, or the name of the file. (transfer full) */
char *sgn_known_modules_get_title (const char *path);
