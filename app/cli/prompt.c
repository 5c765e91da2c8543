/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/prompt.h"

#include <string.h>

#include <glib/gi18n.h>
#include <openssl/crypto.h>

#include "app/cli/password.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"

#define MAX_TRIES 3

struct _SgnPrompt {
  GTlsInteraction parent_instance;

  char *password; /* NULL: ask on the terminal */
  guint tries;
};

G_DEFINE_FINAL_TYPE (SgnPrompt, sgn_prompt, G_TYPE_TLS_INTERACTION)

static char *
ask (GTlsPassword *question, GError **error)
{
  const char *description = g_tls_password_get_description (question);
  gboolean again = (g_tls_password_get_flags (question) & G_TLS_PASSWORD_RETRY) != 0;
  g_autofree char *text = NULL;

  if (description == NULL || description[0] == '\0')
    text = g_strdup (_ ("Password: "));
  else
    text = g_strdup_printf (_ ("Password for %s: "), description);
  if (again)
    g_printerr ("%s\n", _ ("That password does not open it."));
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
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD, "");
    return G_TLS_INTERACTION_FAILED;
  }
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
sgn_prompt_new_for_password (const char *password)
{
  SgnPrompt *self = g_object_new (SGN_TYPE_PROMPT, NULL);

  self->password = g_strdup (password);
  return G_TLS_INTERACTION (self);
}

GTlsInteraction *
sgn_prompt_new_for_terminal (void)
{
  return sgn_terminal_is_there () ? g_object_new (SGN_TYPE_PROMPT, NULL) : NULL;
}
