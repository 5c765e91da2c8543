/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/prompt.h"

#include <openssl/crypto.h>
#include <string.h>

#include "core/phrases.h"
#include "ui/password-dialog.h"

struct _SgnPrompt {
  GTlsInteraction parent_instance;

  GtkWindow *parent;
  SgnPasswordDialog *dialog;
  GTask *task;
};

G_DEFINE_FINAL_TYPE (SgnPrompt, sgn_prompt, G_TYPE_TLS_INTERACTION)

static void
wipe (gpointer data)
{
  char *secret = data;

  OPENSSL_cleanse (secret, strlen (secret));
  g_free (secret);
}

static void
on_answered (SgnPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  char *secret = sgn_password_dialog_take (self->dialog);

  if (task == NULL) {
    wipe (secret);
    return;
  }
  g_tls_password_set_value_full (g_task_get_task_data (task),
                                 (guchar *) secret,
                                 (gssize) strlen (secret),
                                 wipe);
  g_task_return_int (task, G_TLS_INTERACTION_HANDLED);
}

static void
on_dismissed (SgnPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  sgn_prompt_close (self);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
}

static void
show_dialog (SgnPrompt *self, GTlsPassword *password)
{
  if (self->dialog != NULL)
    return;
  self->dialog = sgn_password_dialog_new (self->parent, g_tls_password_get_description (password));
  g_signal_connect_object (self->dialog,
                           "answered",
                           G_CALLBACK (on_answered),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog,
                           "dismissed",
                           G_CALLBACK (on_dismissed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static void
ask_password_async (GTlsInteraction *interaction,
                    GTlsPassword *password,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  SgnPrompt *self = SGN_PROMPT (interaction);
  gboolean again = (g_tls_password_get_flags (password) & G_TLS_PASSWORD_RETRY) != 0;

  g_assert (self->task == NULL);
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ask_password_async);
  g_task_set_task_data (self->task, g_object_ref (password), g_object_unref);
  /* Dismissed while the last answer was being tried. */
  if (again && self->dialog == NULL) {
    on_dismissed (self);
    return;
  }
  show_dialog (self, password);
  sgn_password_dialog_ask (self->dialog, again ? sgn_phrase_error (SGN_ERROR_PFX_PASSWORD) : NULL);
}

static GTlsInteractionResult
ask_password_finish (GTlsInteraction *interaction, GAsyncResult *result, GError **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? G_TLS_INTERACTION_FAILED : (GTlsInteractionResult) answer;
}

static void
sgn_prompt_dispose (GObject *object)
{
  SgnPrompt *self = SGN_PROMPT (object);

  sgn_prompt_close (self);
  g_clear_object (&self->task);
  g_clear_object (&self->parent);
  G_OBJECT_CLASS (sgn_prompt_parent_class)->dispose (object);
}

static void
sgn_prompt_class_init (SgnPromptClass *klass)
{
  GTlsInteractionClass *interaction_class = G_TLS_INTERACTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_prompt_dispose;
  interaction_class->ask_password_async = ask_password_async;
  interaction_class->ask_password_finish = ask_password_finish;
}

static void
sgn_prompt_init (SgnPrompt *self)
{
}

SgnPrompt *
sgn_prompt_new (GtkWindow *parent)
{
  SgnPrompt *self = g_object_new (SGN_TYPE_PROMPT, NULL);

  self->parent = g_object_ref (parent);
  return self;
}

void
sgn_prompt_close (SgnPrompt *self)
{
  if (self->dialog != NULL)
    sgn_password_dialog_close (self->dialog);
  self->dialog = NULL;
}
