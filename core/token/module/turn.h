/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Programs of one user that use the same module take turns, call by call: many modules do not
 * stand two processes on one token at the same moment. */
typedef struct _SgnTokenTurn SgnTokenTurn;

SgnTokenTurn *sgn_token_turn_new (const char *module);
void sgn_token_turn_free (SgnTokenTurn *self);

/* Waits until no other program is in a call of the module. One that was stopped is not waited for
 * without end, nor is anybody once @cancellable is cancelled: the call is then made all the same.
 */
void sgn_token_turn_take (SgnTokenTurn *self, GCancellable *cancellable);
void sgn_token_turn_give (SgnTokenTurn *self);

/* Called, from any thread, when somebody has waited for more than a moment. */
void sgn_token_turn_set_notice (void (*func) (void));
