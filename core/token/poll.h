/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"

/* A thread that queries one module repeatedly. */
typedef struct _SgnTokenPoll SgnTokenPoll;

/* Called in the main context in which sgn_token_poll_start() was called. @tokens of SgnToken; NULL
 * with @error set. Both are (transfer none). */
typedef void (*SgnTokenPollFunc) (GPtrArray *tokens, const GError *error, gpointer user_data);

/* @module is referenced; the result is freed by sgn_token_poll_stop(). */
SgnTokenPoll *sgn_token_poll_start (SgnTokenModule *module, SgnTokenPollFunc func, gpointer data);
/* Looks now instead of at the end of the interval. */
void sgn_token_poll_wake (SgnTokenPoll *self);
/* @func is not called again. The thread ends by itself. */
void sgn_token_poll_stop (SgnTokenPoll *self);
