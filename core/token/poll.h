/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"

/* A thread that asks one module again and again. */
typedef struct _SgnTokenPoll SgnTokenPoll;

/* Called in the main context @poll was started in. @tokens of SgnToken, NULL with @error. */
typedef void (*SgnTokenPollFunc) (GPtrArray *tokens, const GError *error, gpointer user_data);

SgnTokenPoll *sgn_token_poll_start (SgnTokenModule *module, SgnTokenPollFunc func, gpointer data);
void sgn_token_poll_wake (SgnTokenPoll *self);
/* No further call; the thread ends on its own. */
void sgn_token_poll_stop (SgnTokenPoll *self);
