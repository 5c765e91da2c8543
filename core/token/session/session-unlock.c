/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-session"

/* Unlocks the key of a session: asks for the PIN, logs in, finds the key. A PIN that the token
 * refused is wiped at once and never tried again, because each refusal is one try less. */

#include "config.h"

#include "core/base/error.h"
#include "core/token/session/ask.h"
#include "core/token/session/session-private.h"
#include "core/token/session/unlock.h"

void
sgn_token_session_tell (SgnTokenSession *self, SgnTokenNotice notice)
{
  if (self->choice.notice != NULL)
    self->choice.notice (notice, self->choice.token, self->choice.user_data);
}

void
sgn_token_session_forget_pin (SgnTokenSession *self)
{
  g_clear_pointer (&self->pin, sgn_pin_free);
}

/* With such a key libp11 asks for the PIN during each signature. */
static const char *
answer_key (gpointer data)
{
  SgnTokenSession *self = data;

  if (!self->asks_each_time)
    sgn_token_session_tell (self, SGN_TOKEN_NOTICE_CONFIRM);
  self->asks_each_time = TRUE;
  return self->pin != NULL ? sgn_pin_get_text (self->pin) : NULL;
}

gboolean
sgn_token_session_check_pin_state (SgnTokenSession *self, GError **error)
{
  return sgn_pin_check_state (self->link.token, error);
}

gboolean
sgn_token_session_is_refusal (const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_PIN_WRONG) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_PIN_LOCKED);
}

gboolean
sgn_token_session_login (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  gboolean keypad = sgn_token_is_protected (self->link.token);
  gboolean good;

  if (!sgn_token_is_login_required (self->link.token))
    return TRUE;
  if (keypad)
    sgn_token_session_tell (self, SGN_TOKEN_NOTICE_PINPAD);
  good = sgn_token_link_login (&self->link, keypad ? NULL : self->pin, cancellable, &cause);
  if (keypad)
    sgn_token_session_tell (self, SGN_TOKEN_NOTICE_NONE);
  if (good)
    return TRUE;
  if (sgn_token_session_is_refusal (cause)) {
    sgn_token_session_forget_pin (self);
    self->refused = TRUE;
  }
  g_propagate_error (error, cause);
  return FALSE;
}

/* As in SgnTokenLogin. The PIN stays for further logins. */
static gboolean
login (gpointer data, SgnPin *pin, GCancellable *cancellable, GError **error)
{
  SgnTokenSession *self = data;

  sgn_token_session_forget_pin (self);
  self->pin = pin;
  self->refused = FALSE;
  return sgn_token_session_login (self, cancellable, error);
}

static gboolean
refresh (gpointer data, GCancellable *cancellable, GError **error)
{
  SgnTokenSession *self = data;

  return sgn_token_link_refresh (&self->link, cancellable, error);
}

gboolean
sgn_token_session_unlock (SgnTokenSession *self,
                          GTlsInteraction *interaction,
                          GCancellable *cancellable,
                          GError **error)
{
  const SgnTokenLogin way = {
    .token = &self->link.token,
    .n_files = self->choice.n_files,
    .login = login,
    .refresh = refresh,
    .data = self,
  };

  return sgn_token_unlock (&way, interaction, cancellable, error);
}

gboolean
sgn_token_session_find_key (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) id = NULL;

  if (!sgn_token_link_find_key (&self->link, &self->choice, &id, cancellable, error))
    return FALSE;
  if (self->choice.id == NULL)
    self->choice.id = g_steal_pointer (&id);
  sgn_token_host_set_pin_func (self->link.host, answer_key, self);
  return TRUE;
}
