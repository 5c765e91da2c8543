/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/pin.h"
#include "core/token/token.h"

/* Finding a token and logging in, the same for both ways of calling a module: libp11 (link) and
 * PKCS #11 itself (writer). */

/* The token in slot @index; NULL if there is none, or one without PIN and keys. (transfer full) */
typedef SgnToken *(*SgnTokenSlotFunc) (gpointer data, guint index);

/* A slot number is only valid in the process that asked for it, so the token is looked up by what
 * is printed on it. @index: its slot. Errors: TOKEN_MISSING. (transfer full) */
SgnToken *sgn_token_find (SgnToken *wanted,
                          guint n_slots,
                          SgnTokenSlotFunc read,
                          gpointer data,
                          guint *index,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The timeout of C_Login, in those of other calls. @pin NULL: entered on the reader's PIN pad. */
guint sgn_token_login_get_factor (const SgnPin *pin);
/* What a failed C_Login means: TRUE if the token is unlocked all the same. @answer: its return
 * value (CKR_*), or 0. Takes @cause. Errors: @cause; G_IO_ERROR_CANCELLED on the PIN pad. */
gboolean
sgn_token_login_judge (gulong answer, GError *cause, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  SgnToken *const *token; /* its current state, which refresh() reads again */
  guint n_files;          /* to be signed with this PIN, for the question */
  /* Takes @pin (nullable): entered on the reader's PIN pad. */
  gboolean (*login) (gpointer data, SgnPin *pin, GCancellable *cancellable, GError **error);
  gboolean (*refresh) (gpointer data, GCancellable *cancellable, GError **error);
  gpointer data;
} SgnTokenLogin;

/* Asks for the PIN until it is right or the user gives up; does nothing if no login is required.
 * Errors: PIN_LOCKED, those of sgn_pin_ask() and of the two functions. */
gboolean sgn_token_unlock (const SgnTokenLogin *self,
                           GTlsInteraction *interaction,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
