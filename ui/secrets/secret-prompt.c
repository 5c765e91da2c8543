/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/secrets/secret-prompt.h"

#include <string.h>

typedef struct {
  GtkWindow *parent;
  SgnSecretDialog *dialog;
  GTask *task;
} SgnSecretPromptPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SgnSecretPrompt, sgn_secret_prompt, G_TYPE_TLS_INTERACTION)

static SgnSecretPromptPrivate *
get_private (SgnSecretPrompt *self)
{
  return sgn_secret_prompt_get_instance_private (self);
}

static void
on_answered (SgnSecretPrompt *self)
{
  SGN_SECRET_PROMPT_GET_CLASS (self)->answered (self);
}

static void
on_dismissed (SgnSecretPrompt *self)
{
  sgn_secret_prompt_close (self);
  SGN_SECRET_PROMPT_GET_CLASS (self)->dismissed (self);
  sgn_secret_prompt_give_up (self);
}

static void
ask_password_async (GTlsInteraction *interaction,
                    GTlsPassword *password,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  SgnSecretPrompt *prompt = SGN_SECRET_PROMPT (interaction);
  SgnSecretPromptPrivate *self = get_private (prompt);

  g_assert (self->task == NULL);
  self->task = g_task_new (prompt, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ask_password_async);
  g_task_set_task_data (self->task, g_object_ref (password), g_object_unref);
  SGN_SECRET_PROMPT_GET_CLASS (prompt)->ask (prompt);
}

static GTlsInteractionResult
ask_password_finish (GTlsInteraction *interaction, GAsyncResult *result, GError **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? G_TLS_INTERACTION_FAILED : (GTlsInteractionResult) answer;
}

static void
sgn_secret_prompt_dispose (GObject *object)
{
  SgnSecretPromptPrivate *self = get_private (SGN_SECRET_PROMPT (object));

  sgn_secret_prompt_close (SGN_SECRET_PROMPT (object));
  g_clear_object (&self->task);
  g_clear_object (&self->parent);
  G_OBJECT_CLASS (sgn_secret_prompt_parent_class)->dispose (object);
}

static void
sgn_secret_prompt_class_init (SgnSecretPromptClass *klass)
{
  GTlsInteractionClass *interaction_class = G_TLS_INTERACTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_secret_prompt_dispose;
  interaction_class->ask_password_async = ask_password_async;
  interaction_class->ask_password_finish = ask_password_finish;
}

static void
sgn_secret_prompt_init (SgnSecretPrompt *self)
{
}

gpointer
sgn_secret_prompt_create (GType type, GtkWindow *parent)
{
  SgnSecretPrompt *self = g_object_new (type, NULL);

  get_private (self)->parent = g_object_ref (parent);
  return self;
}

GtkWindow *
sgn_secret_prompt_get_parent (SgnSecretPrompt *self)
{
  return get_private (self)->parent;
}

GTlsPassword *
sgn_secret_prompt_get_question (SgnSecretPrompt *self)
{
  GTask *task = get_private (self)->task;

  return task != NULL ? g_task_get_task_data (task) : NULL;
}

SgnSecretDialog *
sgn_secret_prompt_get_dialog (SgnSecretPrompt *self)
{
  return get_private (self)->dialog;
}

static void
listen (SgnSecretPrompt *self, SgnSecretDialog *dialog, const char *name, GCallback callback)
{
  g_signal_connect_object (dialog, name, callback, self, G_CONNECT_SWAPPED);
}

void
sgn_secret_prompt_set_dialog (SgnSecretPrompt *self, SgnSecretDialog *dialog)
{
  get_private (self)->dialog = dialog;
  listen (self, dialog, "answered", G_CALLBACK (on_answered));
  listen (self, dialog, "dismissed", G_CALLBACK (on_dismissed));
}

void
sgn_secret_prompt_answer (SgnSecretPrompt *self, char *secret, GDestroyNotify destroy)
{
  g_autoptr (GTask) task = g_steal_pointer (&get_private (self)->task);

  if (task == NULL) {
    destroy (secret);
    return;
  }
  g_tls_password_set_value_full (g_task_get_task_data (task),
                                 (guchar *) secret,
                                 (gssize) strlen (secret),
                                 destroy);
  g_task_return_int (task, G_TLS_INTERACTION_HANDLED);
}

void
sgn_secret_prompt_give_up (SgnSecretPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&get_private (self)->task);

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
}

void
sgn_secret_prompt_close (SgnSecretPrompt *self)
{
  SgnSecretDialog *dialog = g_steal_pointer (&get_private (self)->dialog);

  if (dialog != NULL)
    sgn_secret_dialog_close (dialog);
}
