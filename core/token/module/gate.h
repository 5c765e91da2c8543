/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The one address at which p11-kit-client.so looks for a module. Every module takes its turn: who
 * has opened the gate is connected to next. */

/* Sets the address in the environment, which is only safe before there are threads: called first
 * thing in main. */
void sgn_tokens_init (void);

/* The address that was in the environment before, e.g. of a token on another machine, or NULL. */
const char *sgn_tokens_get_inherited_address (void);

/* Waits for its turn. Returns the listening socket, or -1. */
int sgn_token_gate_open (GError **error);
/* Lets the next one in. */
void sgn_token_gate_close (int listener);
/* The connection of this very process, or -1 when none came within @milliseconds. */
int sgn_token_gate_accept (int listener, int milliseconds);
