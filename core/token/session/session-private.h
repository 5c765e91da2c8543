/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to session*.c. Functions that use the link expect the lock to be held, or that no other
 * thread has the session yet. */

#include "core/token/session/link.h"
#include "core/token/session/pin.h"
#include "core/token/session/session.h"

struct _SgnTokenSession {
  GObject parent_instance;

  SgnTokenChoice choice; /* owns everything in it */
  SgnCertificate *certificate;
  GPtrArray *chain;

  GMutex lock; /* protects everything below; calls queue for it */
  SgnTokenLink link;
  SgnPin *pin; /* NULL: not needed, or refused */
  gboolean in_use;
  gboolean closed;
  gboolean refused;
  gboolean asks_each_time;
  guint n_hangs;
};

/* Passes @notice on to whoever opened the session. */
void sgn_token_session_tell (SgnTokenSession *self, SgnTokenNotice notice);
void sgn_token_session_forget_pin (SgnTokenSession *self);

/* Asks for the PIN until it is right or the user gives up. Errors: PIN_*. */
gboolean sgn_token_session_unlock (SgnTokenSession *self,
                                   GTlsInteraction *interaction,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Logs in with the known PIN. A refused PIN is never used again. */
gboolean sgn_token_session_login (SgnTokenSession *self,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_token_session_check_pin_state (SgnTokenSession *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_token_session_is_refusal (const GError *error);
gboolean sgn_token_session_find_key (SgnTokenSession *self,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The SgnSignFunc of the identity, with the session as @key. Waits for other calls and recovers
 * from errors where possible. (transfer full) */
GBytes *sgn_token_session_sign (gpointer key,
                                SgnHash hash,
                                GBytes *digest,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
