/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pin-question"

/* The question for a PIN, for GTlsInteraction: the window and the command line answer it in their
 * own ways. */

#include "config.h"

#include "core/token/session/pin-question.h"

struct _SgnPinQuestion {
  GTlsPassword parent_instance;

  SgnToken *token;
  guint n_files;
  gboolean confirmed;
};

G_DEFINE_FINAL_TYPE (SgnPinQuestion, sgn_pin_question, G_TYPE_TLS_PASSWORD)

static void
sgn_pin_question_finalize (GObject *object)
{
  g_clear_object (&SGN_PIN_QUESTION (object)->token);
  G_OBJECT_CLASS (sgn_pin_question_parent_class)->finalize (object);
}

static void
sgn_pin_question_class_init (SgnPinQuestionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sgn_pin_question_finalize;
}

static void
sgn_pin_question_init (SgnPinQuestion *self)
{
}

static GTlsPasswordFlags
get_flags (SgnToken *token, gboolean retry)
{
  GTlsPasswordFlags flags = G_TLS_PASSWORD_PKCS11_USER;

  if (retry)
    flags |= G_TLS_PASSWORD_RETRY;
  if (sgn_token_get_pin_state (token) == SGN_PIN_STATE_LOW)
    flags |= G_TLS_PASSWORD_MANY_TRIES;
  if (sgn_token_get_pin_state (token) == SGN_PIN_STATE_FINAL)
    flags |= G_TLS_PASSWORD_FINAL_TRY;
  return flags;
}

SgnPinQuestion *
sgn_pin_question_new (SgnToken *token, gboolean retry, guint n_files)
{
  SgnPinQuestion *self = g_object_new (SGN_TYPE_PIN_QUESTION,
                                       "flags",
                                       get_flags (token, retry),
                                       "description",
                                       sgn_token_get_title (token),
                                       NULL);

  self->token = g_object_ref (token);
  self->n_files = n_files;
  return self;
}

SgnToken *
sgn_pin_question_get_token (SgnPinQuestion *self)
{
  g_return_val_if_fail (SGN_IS_PIN_QUESTION (self), NULL);
  return self->token;
}

guint
sgn_pin_question_get_n_files (SgnPinQuestion *self)
{
  g_return_val_if_fail (SGN_IS_PIN_QUESTION (self), 0);
  return self->n_files;
}

gboolean
sgn_pin_question_is_retry (SgnPinQuestion *self)
{
  return (g_tls_password_get_flags (G_TLS_PASSWORD (self)) & G_TLS_PASSWORD_RETRY) != 0;
}

gboolean
sgn_pin_question_is_final (SgnPinQuestion *self)
{
  return (g_tls_password_get_flags (G_TLS_PASSWORD (self)) & G_TLS_PASSWORD_FINAL_TRY) != 0;
}

void
sgn_pin_question_set_confirmed (SgnPinQuestion *self, gboolean confirmed)
{
  g_return_if_fail (SGN_IS_PIN_QUESTION (self));
  self->confirmed = confirmed;
}

gboolean
sgn_pin_question_is_confirmed (SgnPinQuestion *self)
{
  g_return_val_if_fail (SGN_IS_PIN_QUESTION (self), FALSE);
  return self->confirmed;
}
