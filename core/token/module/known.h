/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The shipped list of known modules and where vendors install them (token-modules.json). */

/* The paths of the installed ones, of char *, in the order of the list. (transfer full) */
GPtrArray *sgn_known_modules_find (void) G_GNUC_WARN_UNUSED_RESULT;

/* What the module is for, else its file name. (transfer full) */
char *sgn_known_modules_get_title (const char *path) G_GNUC_WARN_UNUSED_RESULT;
