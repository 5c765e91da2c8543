/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"
#include "core/token/session/choice.h"

/* A key on a token, unlocked for one batch. It keeps the PIN (in locked memory) until it is closed,
 * so that it can restart a module that got stuck. Thread-safe: calls are queued. */
#define SGN_TYPE_TOKEN_SESSION (sgn_token_session_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenSession, sgn_token_session, SGN, TOKEN_SESSION, GObject)

/* Unlocks the key. The PIN is requested through @interaction (SgnPinQuestion) unless the reader has
 * a PIN pad; never for a blocked token, and for the last try only when confirmed. The answer is
 * wiped in place. Errors: PIN_WRONG, PIN_FINAL, PIN_LOCKED, PIN_NEEDED, TOKEN_MISSING,
 * TOKEN_KEY_MISSING, TOKEN_FAILED, CERT_MISSING, KEY_MISMATCH, KEY_UNSUPPORTED and those of the
 * module. (transfer full) */
SgnTokenSession *sgn_token_session_open (const SgnTokenChoice *choice,
                                         GTlsInteraction *interaction,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @notice is called from the waiting thread here, too. */
void sgn_token_session_open_async (const SgnTokenChoice *choice,
                                   GTlsInteraction *interaction,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SgnTokenSession *sgn_token_session_open_finish (GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For signing. It keeps the session alive, but fails with PIN_NEEDED once the session is closed.
 * (transfer full) */
SgnIdentity *sgn_token_session_get_identity (SgnTokenSession *self) G_GNUC_WARN_UNUSED_RESULT;
SgnToken *sgn_token_session_get_token (SgnTokenSession *self);

/* Ends the batch: wipes the PIN and logs out. Dropping the last reference does the same. */
void sgn_token_session_close (SgnTokenSession *self);
