/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Programs of one user take turns on a module, call by call, because many modules fail when two
 * processes use one token at the same time. */
typedef struct _SgnTokenTurn SgnTokenTurn;

/* @module names the module and is copied. (transfer full) */
SgnTokenTurn *sgn_token_turn_new (const char *module) G_GNUC_WARN_UNUSED_RESULT;
void sgn_token_turn_free (SgnTokenTurn *self);

/* Waits until no other program is in a call of the module. The wait ends after five minutes, in
 * case the other program was stopped, and when @cancellable is cancelled; the call then goes ahead
 * anyway. */
void sgn_token_turn_take (SgnTokenTurn *self, GCancellable *cancellable);
void sgn_token_turn_give (SgnTokenTurn *self);

/* @func is called, from any thread, when a wait takes longer than a second. */
void sgn_token_turn_set_notice (void (*func) (void));
