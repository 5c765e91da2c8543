/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-unlock"

#include "config.h"

#include "core/token/session/unlock.h"

#include <glib/gi18n-lib.h>
#include <p11-kit/pkcs11.h>

#include "core/base/error.h"
#include "core/token/session/ask.h"
#include "core/token/token-private.h"

/* Only for tokens that do not count wrong PINs themselves; the others lock after three or so. */
#define MAX_QUESTIONS 10

SgnToken *
sgn_token_find (SgnToken *wanted,
                guint n_slots,
                SgnTokenSlotFunc read,
                gpointer data,
                guint *index,
                GError **error)
{
  for (guint i = 0; i < n_slots; i++) {
    g_autoptr (SgnToken) token = read (data, i);

    if (token == NULL || !sgn_token_is_same (token, wanted))
      continue;
    *index = i;
    return g_steal_pointer (&token);
  }
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING, sgn_token_get_title (wanted));
  return NULL;
}

guint
sgn_token_login_get_factor (const SgnPin *pin)
{
  /* Someone has to type on the PIN pad while the call is running. */
  return pin != NULL ? 1 : 6;
}

gboolean
sgn_token_login_judge (gulong answer, GError *cause, GError **error)
{
  switch (answer) {
  /* By an earlier session of the same process. */
  case CKR_USER_ALREADY_LOGGED_IN:
    g_error_free (cause);
    return TRUE;
  /* On the PIN pad. */
  case CKR_FUNCTION_CANCELED:
    g_error_free (cause);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cancelled"));
    return FALSE;
  default:
    g_propagate_error (error, cause);
    return FALSE;
  }
}

gboolean
sgn_token_unlock (const SgnTokenLogin *self,
                  GTlsInteraction *interaction,
                  GCancellable *cancellable,
                  GError **error)
{
  gboolean keypad = sgn_token_is_protected (*self->token);

  if (!sgn_token_is_login_required (*self->token))
    return TRUE;
  for (guint i = 0;; i++) {
    SgnToken *token = *self->token;
    SgnPin *pin = NULL;
    GError *local = NULL;

    if (!sgn_pin_check_state (token, error))
      return FALSE;
    if (!keypad)
      pin = sgn_pin_ask (token, i > 0, self->n_files, interaction, cancellable, error);
    if (!keypad && pin == NULL)
      return FALSE;
    if (self->login (self->data, pin, cancellable, &local))
      return TRUE;
    if (!g_error_matches (local, SGN_ERROR, SGN_ERROR_PIN_WRONG) || keypad || i == MAX_QUESTIONS) {
      g_propagate_error (error, local);
      return FALSE;
    }
    g_error_free (local);
    /* The flags tell whether the next attempt is the last one. */
    if (!self->refresh (self->data, cancellable, error))
      return FALSE;
  }
}
