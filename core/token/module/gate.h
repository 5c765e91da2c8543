/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* p11-kit-client.so only looks for a module at a single address. So modules connect one after
 * another: the connection goes to the one that opened the gate. */

/* Sets the address in the environment. As that is not safe with several threads, it must be the
 * first call in main. */
void sgn_tokens_init (void);

/* The address that was in the environment before, such as that of a token on another computer.
 * (nullable) (transfer none) */
const char *sgn_tokens_get_inherited_address (void);

/* Waits until the gate is free and opens it. Returns the listening socket, or -1 on failure.
 * Errors: MODULE_MISSING. */
int sgn_token_gate_open (GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes the gate and lets the next thread in. */
void sgn_token_gate_close (int listener);
/* The connection made by this process, or -1 when there was none within @milliseconds. */
int sgn_token_gate_accept (int listener, int milliseconds);
