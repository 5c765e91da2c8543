/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Does this process have a terminal to ask on? */
gboolean sgn_terminal_is_there (void);

/* Asks on the terminal, whatever standard input and output are, and shows nothing of the answer.
 * The terminal is as before afterwards, also when a signal comes meanwhile. Free with
 * sgn_password_free. (transfer full) */
char *sgn_terminal_ask (const char *question, GError **error);
