/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* From now on everything that g_print() and g_printerr() write goes through
 * sgn_console_convert(). */
void sgn_console_init (void);

/* @text as the terminal may have it: nothing that it would obey, and only characters that the
 * character set of the locale has. Line ends stay. (transfer full) */
char *sgn_console_convert (const char *text);
