/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/pin-prompt.h"

#include <string.h>

#include "ui/pin-dialog.h"

struct _SgnPinPrompt {
  GTlsInteraction parent_instance;

  GtkWindow *parent;
  char *signer;
  SgnPinDialog *dialog;
  gboolean shown; /* was there a dialog? */
  GTask *task;
};

G_DEFINE_FINAL_TYPE (SgnPinPrompt, sgn_pin_prompt, G_TYPE_TLS_INTERACTION)

enum { ASKING, DISMISSED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* The text is the first thing in the locked page. */
static void
free_text (gpointer text)
{
  sgn_pin_free (text);
}

static void
on_answered (SgnPinPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  SgnPin *pin = sgn_pin_dialog_take (self->dialog);
  const char *text;

  if (task == NULL || pin == NULL) {
    sgn_pin_free (pin);
    return;
  }
  text = sgn_pin_get_text (pin);
  g_assert ((gconstpointer) text == pin);
  sgn_pin_question_set_confirmed (g_task_get_task_data (task),
                                  sgn_pin_dialog_is_confirmed (self->dialog));
  g_tls_password_set_value_full (g_task_get_task_data (task),
                                 (guchar *) text,
                                 (gssize) strlen (text),
                                 free_text);
  g_task_return_int (task, G_TLS_INTERACTION_HANDLED);
}

static void
on_dismissed (SgnPinPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  sgn_pin_prompt_close (self);
  g_signal_emit (self, signals[DISMISSED], 0);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
}

static void
show_dialog (SgnPinPrompt *self)
{
  self->shown = TRUE;
  self->dialog = sgn_pin_dialog_new (self->parent, self->signer);
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
}

static void
ask_password_async (GTlsInteraction *interaction,
                    GTlsPassword *password,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  SgnPinPrompt *self = SGN_PIN_PROMPT (interaction);

  g_assert (self->task == NULL);
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ask_password_async);
  g_task_set_task_data (self->task, g_object_ref (password), g_object_unref);
  /* Dismissed while the last answer was being tried. */
  if (self->shown && self->dialog == NULL) {
    on_dismissed (self);
    return;
  }
  g_signal_emit (self, signals[ASKING], 0);
  if (self->dialog == NULL)
    show_dialog (self);
  sgn_pin_dialog_ask (self->dialog, SGN_PIN_QUESTION (password));
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static GTlsInteractionResult
ask_password_finish (GTlsInteraction *interaction, GAsyncResult *result, GError **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? G_TLS_INTERACTION_FAILED : (GTlsInteractionResult) answer;
}

static void
sgn_pin_prompt_dispose (GObject *object)
{
  SgnPinPrompt *self = SGN_PIN_PROMPT (object);

  sgn_pin_prompt_close (self);
  g_clear_object (&self->task);
  g_clear_object (&self->parent);
  g_clear_pointer (&self->signer, g_free);
  G_OBJECT_CLASS (sgn_pin_prompt_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       SGN_TYPE_PIN_PROMPT,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
sgn_pin_prompt_class_init (SgnPinPromptClass *klass)
{
  GTlsInteractionClass *interaction_class = G_TLS_INTERACTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_pin_prompt_dispose;
  interaction_class->ask_password_async = ask_password_async;
  interaction_class->ask_password_finish = ask_password_finish;
  signals[ASKING] = add_signal ("asking");
  signals[DISMISSED] = add_signal ("dismissed");
}

static void
sgn_pin_prompt_init (SgnPinPrompt *self)
{
}

SgnPinPrompt *
sgn_pin_prompt_new (GtkWindow *parent, const char *signer)
{
  SgnPinPrompt *self = g_object_new (SGN_TYPE_PIN_PROMPT, NULL);

  self->parent = g_object_ref (parent);
  self->signer = g_strdup (signer);
  return self;
}

void
sgn_pin_prompt_close (SgnPinPrompt *self)
{
  if (self->dialog != NULL)
    sgn_pin_dialog_close (self->dialog);
  self->dialog = NULL;
}
