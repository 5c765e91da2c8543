/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"
#include "core/token/session/choice.h"

/* A key on a token, unlocked for one batch. It holds the PIN (in locked memory) until it is closed,
 * so that the module can be started anew when it got stuck. Usable from several threads: they
 * queue. */
#define SGN_TYPE_TOKEN_SESSION (sgn_token_session_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenSession, sgn_token_session, SGN, TOKEN_SESSION, GObject)

/* Unlocks the key. The PIN is asked for through @interaction (SgnPinQuestion) unless the reader has
 * a keypad; never on a blocked token, and the last try only when confirmed. The answer's octets are
 * wiped in place. PIN_WRONG, PIN_FINAL, PIN_LOCKED, PIN_NEEDED, TOKEN_MISSING, TOKEN_KEY_MISSING,
 * TOKEN_FAILED, CERT_MISSING, KEY_MISMATCH, KEY_UNSUPPORTED and those of the module.
 * (transfer full) */
SgnTokenSession *sgn_token_session_open (const SgnTokenChoice *choice,
                                         GTlsInteraction *interaction,
                                         GCancellable *cancellable,
                                         GError **error);
/* @notice is still called from the thread that waits. */
void sgn_token_session_open_async (const SgnTokenChoice *choice,
                                   GTlsInteraction *interaction,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SgnTokenSession *sgn_token_session_open_finish (GAsyncResult *result, GError **error);

/* For signing; keeps the session alive. It fails with PIN_NEEDED once the session is closed.
 * (transfer full) */
SgnIdentity *sgn_token_session_get_identity (SgnTokenSession *self);
SgnToken *sgn_token_session_get_token (SgnTokenSession *self);

/* The end of the batch: wipes the PIN and logs out. Also done when the last reference goes. */
void sgn_token_session_close (SgnTokenSession *self);
