/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/prompt.h"

#include <string.h>

#include <glib/gi18n.h>
#include <openssl/crypto.h>

#include "app/cli/console/password.h"
#include "app/cli/console/terminal.h"
#include "core/base/error.h"
#include "core/token/session/pin-question.h"
#include "core/words/phrases.h"

#define MAX_TRIES 3

struct _SgnPrompt {
  GTlsInteraction parent_instance;

  char *password; /* NULL: ask on the terminal */
  gboolean last_try;
  guint tries;
};

G_DEFINE_FINAL_TYPE (SgnPrompt, sgn_prompt, G_TYPE_TLS_INTERACTION)

/* Requires the whole word and not just a key press, because a wrong PIN cannot be undone. */
static gboolean
confirm (GError **error)
{
  char *answer = sgn_terminal_ask (_ ("Use the last try? Type “yes”: "), error);
  gboolean good;

  if (answer == NULL)
    return FALSE;
  good = g_str_equal (answer, "yes") || g_str_equal (answer, _ ("yes"));
  sgn_password_free (answer);
  if (!good)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_FINAL, _ ("not confirmed"));
  return good;
}

static char *
ask_pin (SgnPinQuestion *question, GError **error)
{
  SgnToken *token = sgn_pin_question_get_token (question);
  const char *tries = sgn_phrase_pin_tries (sgn_token_get_pin_state (token));
  g_autofree char *text = g_strdup_printf (_ ("PIN of %s: "), sgn_token_get_title (token));

  if (sgn_pin_question_is_retry (question))
    g_printerr ("%s\n", sgn_phrase_error (SGN_ERROR_PIN_WRONG));
  if (tries != NULL)
    g_printerr ("%s\n", tries);
  if (sgn_pin_question_is_final (question) && !confirm (error))
    return NULL;
  sgn_pin_question_set_confirmed (question, TRUE);
  return sgn_terminal_ask (text, error);
}

static char *
ask (GTlsPassword *question, GError **error)
{
  const char *description = g_tls_password_get_description (question);
  gboolean again = (g_tls_password_get_flags (question) & G_TLS_PASSWORD_RETRY) != 0;
  g_autofree char *text = NULL;

  if (SGN_IS_PIN_QUESTION (question))
    return ask_pin (SGN_PIN_QUESTION (question), error);
  if (description == NULL || description[0] == '\0')
    text = g_strdup (_ ("Password: "));
  else
    text = g_strdup_printf (_ ("Password for %s: "), description);
  if (again)
    g_printerr ("%s\n", _ ("The password is wrong."));
  return sgn_terminal_ask (text, error);
}

static GTlsInteractionResult
sgn_prompt_ask_password (GTlsInteraction *interaction,
                         GTlsPassword *question,
                         GCancellable *cancellable,
                         GError **error)
{
  SgnPrompt *self = SGN_PROMPT (interaction);
  guint limit = self->password != NULL ? 1 : MAX_TRIES;
  char *answer;

  if (self->tries++ >= limit) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD, _ ("wrong password"));
    return G_TLS_INTERACTION_FAILED;
  }
  if (SGN_IS_PIN_QUESTION (question) && self->last_try)
    sgn_pin_question_set_confirmed (SGN_PIN_QUESTION (question), TRUE);
  answer = self->password != NULL ? g_strdup (self->password) : ask (question, error);
  if (answer == NULL)
    return G_TLS_INTERACTION_FAILED;
  g_tls_password_set_value_full (question, (guchar *) answer, -1, sgn_password_free);
  return G_TLS_INTERACTION_HANDLED;
}

static void
sgn_prompt_finalize (GObject *object)
{
  sgn_password_free (SGN_PROMPT (object)->password);
  G_OBJECT_CLASS (sgn_prompt_parent_class)->finalize (object);
}

static void
sgn_prompt_class_init (SgnPromptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_prompt_finalize;
  G_TLS_INTERACTION_CLASS (klass)->ask_password = sgn_prompt_ask_password;
}

static void
sgn_prompt_init (SgnPrompt *self)
{
}

GTlsInteraction *
sgn_prompt_new_for_password (const char *password, gboolean last_try)
{
  SgnPrompt *self = g_object_new (SGN_TYPE_PROMPT, NULL);

  self->password = g_strdup (password);
  self->last_try = last_try;
  return G_TLS_INTERACTION (self);
}

GTlsInteraction *
sgn_prompt_new_for_terminal (void)
{
  return sgn_terminal_is_there () ? g_object_new (SGN_TYPE_PROMPT, NULL) : NULL;
}
