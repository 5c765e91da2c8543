/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Whether this process has a terminal. */
gboolean sgn_terminal_is_there (void);

/* Asks @question on the terminal, even if standard input and output are redirected, without echo.
 * The terminal is restored afterwards, even after a signal. Free the answer with
 * sgn_password_free(). Errors: PASSWORD_NEEDED. (transfer full) */
char *sgn_terminal_ask (const char *question, GError **error) G_GNUC_WARN_UNUSED_RESULT;
