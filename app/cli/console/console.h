/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Passes everything written by g_print() and g_printerr() through sgn_console_convert() from now
 * on. */
void sgn_console_init (void);

/* Makes @text safe for the terminal: without control sequences, and only with characters in the
 * character set of the locale. Line ends stay. (transfer full) */
char *sgn_console_convert (const char *text) G_GNUC_WARN_UNUSED_RESULT;
