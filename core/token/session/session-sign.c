/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-session"

/* Signs with the session's key, and recovers where that is possible: a token that forgot its login
 * gets another one, anything else a new process. The PIN is used for that only as long as it was
 * never refused. */

#include "config.h"

#include <p11-kit/pkcs11.h>

#include "core/base/error.h"
#include "core/token/module/ckr.h"
#include "core/token/session/session-private.h"

#define MAX_HANGS 2 /* in a row; after that the batch gives up instead of waiting each time */
#define WAIT_STEP (G_USEC_PER_SEC / 2)

static void
pause_waiting (GCancellable *cancellable)
{
  for (guint i = 0; i < 5 && !g_cancellable_is_cancelled (cancellable); i++)
    g_usleep (WAIT_STEP / 5);
}

/* Waits for a removed token to be inserted again. */
static gboolean
reach_token (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  gboolean told = FALSE;
  gboolean found;

  for (;;) {
    g_autoptr (GError) local = NULL;

    sgn_token_link_clear (&self->link);
    found = sgn_token_link_open (&self->link, self->choice.token, cancellable, &local);
    if (found)
      break;
    if (!self->choice.wait || !g_error_matches (local, SGN_ERROR, SGN_ERROR_TOKEN_MISSING)) {
      g_propagate_error (error, g_steal_pointer (&local));
      break;
    }
    if (!told)
      sgn_token_session_tell (self, SGN_TOKEN_NOTICE_REMOVED);
    told = TRUE;
    pause_waiting (cancellable);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      break;
  }
  if (told)
    sgn_token_session_tell (self, SGN_TOKEN_NOTICE_NONE);
  return found;
}

/* Starts a new process, the only way to recover from some failures. */
static gboolean
restart (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  if (self->refused) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PIN_WRONG,
                         sgn_token_get_title (self->choice.token));
    return FALSE;
  }
  return reach_token (self, cancellable, error) &&
         sgn_token_session_check_pin_state (self, error) &&
         sgn_token_session_login (self, cancellable, error) &&
         sgn_token_session_find_key (self, cancellable, error);
}

static gboolean
is_curable (gulong answer, const GError *error)
{
  /* The process ended. One that was stopped for being slow would be slow again. */
  if (answer == 0)
    return g_error_matches (error, SGN_ERROR, SGN_ERROR_MODULE_CRASHED);
  return sgn_ckr_is_session_lost (answer);
}

/* If this fails, the caller restarts the process, unless the PIN was refused. */
static gboolean
login_again (SgnTokenSession *self, GCancellable *cancellable)
{
  sgn_token_link_logout (&self->link, cancellable);
  return sgn_token_session_login (self, cancellable, NULL) &&
         sgn_token_session_find_key (self, cancellable, NULL);
}

static GBytes *
sign_curing (SgnTokenSession *self,
             SgnHash hash,
             GBytes *digest,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) first = NULL;
  gulong answer = 0;
  GBytes *signature;

  /* After an earlier failure; see the end of this file. */
  if (self->link.key == NULL && !restart (self, cancellable, error))
    return NULL;
  signature = sgn_token_link_sign (&self->link, hash, digest, &answer, cancellable, &first);
  if (signature == NULL && answer == CKR_USER_NOT_LOGGED_IN && login_again (self, cancellable)) {
    g_clear_error (&first);
    signature = sgn_token_link_sign (&self->link, hash, digest, &answer, cancellable, &first);
  }
  if (signature == NULL && is_curable (answer, first)) {
    if (!restart (self, cancellable, error))
      return NULL;
    g_clear_error (&first);
    signature = sgn_token_link_sign (&self->link, hash, digest, &answer, cancellable, &first);
  }
  if (signature == NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return signature;
}

static gboolean
check_open (SgnTokenSession *self, GError **error)
{
  const char *title = sgn_token_get_title (self->choice.token);

  if (self->closed) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED, title);
    return FALSE;
  }
  if (self->n_hangs < MAX_HANGS)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_MODULE_HANGS, title);
  return FALSE;
}

GBytes *
sgn_token_session_sign (gpointer key,
                        SgnHash hash,
                        GBytes *digest,
                        GCancellable *cancellable,
                        GError **error)
{
  SgnTokenSession *self = key;
  GError *cause = NULL;
  GBytes *signature = NULL;

  g_mutex_lock (&self->lock);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &cause) && check_open (self, &cause))
    signature = sign_curing (self, hash, digest, cancellable, &cause);
  if (signature == NULL) {
    /* A failed signature leaves libp11's session unusable, so the next file starts a new one. */
    sgn_token_link_clear (&self->link);
    if (sgn_token_session_is_refusal (cause)) {
      sgn_token_session_forget_pin (self);
      self->refused = TRUE;
    }
    if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_MODULE_HANGS))
      self->n_hangs++;
    g_propagate_error (error, cause);
  } else {
    self->n_hangs = 0;
  }
  g_mutex_unlock (&self->lock);
  return signature;
}
