/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/link.h"
#include "core/token/session/pin.h"
#include "core/token/session/session.h"

struct _SgnTokenSession {
  GObject parent_instance;

  SgnTokenChoice choice; /* all parts are its own */
  SgnCertificate *certificate;
  GPtrArray *chain;

  GMutex lock; /* the queue; for all below */
  SgnTokenLink link;
  SgnPin *pin; /* NULL: none needed, or refused */
  gboolean in_use;
  gboolean closed;
  gboolean refused;
  gboolean asks_each_time;
  guint n_hangs;
};

void sgn_token_session_tell (SgnTokenSession *self, SgnTokenNotice notice);
void sgn_token_session_forget_pin (SgnTokenSession *self);

/* Asks for the PIN until it is right or nobody answers any more. Errors: PIN_*. */
gboolean sgn_token_session_unlock (SgnTokenSession *self,
                                   GTlsInteraction *interaction,
                                   GCancellable *cancellable,
                                   GError **error);
/* With what is known; a PIN that is refused is never used again. */
gboolean sgn_token_session_login (SgnTokenSession *self, GCancellable *cancellable, GError **error);
gboolean sgn_token_session_check_pin_state (SgnTokenSession *self, GError **error);
gboolean sgn_token_session_is_refusal (const GError *error);
gboolean
sgn_token_session_find_key (SgnTokenSession *self, GCancellable *cancellable, GError **error);

/* Signs in the queue of the session, and cures what can be cured: the SgnSignFunc of its identity,
 * whose @key is the session. */
GBytes *sgn_token_session_sign (gpointer key,
                                SgnHash hash,
                                GBytes *digest,
                                GCancellable *cancellable,
                                GError **error);
