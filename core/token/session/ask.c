/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-ask"

/* Asks for a PIN and takes the answer. The last try is used only if the user confirmed that a wrong
 * PIN will block the token: blocked tokens cannot be repaired by everybody. */

#include "config.h"

#include "core/token/session/ask.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>

#include "core/base/error.h"
#include "core/token/session/pin-question.h"

/* Takes the PIN out of the answer and wipes it there, so that no memory dump can contain it. */
static SgnPin *
take_answer (GTlsPassword *question, GError **error)
{
  gsize size = 0;
  const guchar *value = g_tls_password_get_value (question, &size);
  g_autoptr (SgnPin) pin = value != NULL ? sgn_pin_new (value, size) : NULL;

  if (value != NULL)
    OPENSSL_cleanse ((guchar *) value, size);
  if (pin != NULL && sgn_pin_get_text (pin)[0] != '\0')
    return g_steal_pointer (&pin);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED, _ ("no PIN was entered"));
  return NULL;
}

/* Takes ownership of @cause. */
static SgnPin *
refuse_answer (SgnToken *token, gboolean retry, GError *cause, GError **error)
{
  const char *title = sgn_token_get_title (token);

  /* Anything but "no answer" keeps its own message. */
  if (cause != NULL && !g_error_matches (cause, SGN_ERROR, SGN_ERROR_PFX_PASSWORD)) {
    g_propagate_error (error, cause);
    return NULL;
  }
  g_clear_error (&cause);
  g_set_error_literal (error, SGN_ERROR, retry ? SGN_ERROR_PIN_WRONG : SGN_ERROR_PIN_NEEDED, title);
  return NULL;
}

gboolean
sgn_pin_check_state (SgnToken *token, GError **error)
{
  const char *title = sgn_token_get_title (token);

  switch (sgn_token_get_pin_state (token)) {
  case SGN_PIN_STATE_LOCKED:
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_LOCKED, title);
    return FALSE;
  case SGN_PIN_STATE_UNSET:
    g_set_error (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED, _ ("%s does not have a PIN yet"), title);
    return FALSE;
  case SGN_PIN_STATE_GOOD:
  case SGN_PIN_STATE_LOW:
  case SGN_PIN_STATE_FINAL:
  default:
    return TRUE;
  }
}

SgnPin *
sgn_pin_ask (SgnToken *token,
             gboolean retry,
             guint n_files,
             GTlsInteraction *interaction,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (SgnPinQuestion) question = sgn_pin_question_new (token, retry, n_files);
  GTlsPassword *password = G_TLS_PASSWORD (question);
  g_autoptr (SgnPin) pin = NULL;
  GError *cause = NULL;

  if (interaction == NULL)
    return refuse_answer (token, retry, NULL, error);
  if (g_tls_interaction_invoke_ask_password (interaction, password, cancellable, &cause) !=
      G_TLS_INTERACTION_HANDLED)
    return refuse_answer (token, retry, cause, error);
  pin = take_answer (password, error);
  if (pin == NULL || !sgn_pin_question_is_final (question) ||
      sgn_pin_question_is_confirmed (question))
    return g_steal_pointer (&pin);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_FINAL, sgn_token_get_title (token));
  return NULL;
}
