/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-write.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/tokens/pin-prompt.h"

/* Created and freed in the main thread; the worker thread only reads it. */
typedef struct {
  SgnTokenWrite what; /* owns token and data */
  SgnPinPrompt *prompt;
  GtkWidget *reader; /* unowned: the request to use its keypad */
  GCancellable *cancellable;
} Writing;

static void
close_questions (Writing *writing)
{
  GtkWidget *reader = g_steal_pointer (&writing->reader);

  sgn_secret_prompt_close (SGN_SECRET_PROMPT (writing->prompt));
  if (reader == NULL)
    return;
  g_signal_handlers_disconnect_by_data (reader, writing);
  gtk_window_destroy (GTK_WINDOW (reader));
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  close_questions (writing);
  g_signal_handlers_disconnect_by_data (writing->prompt, writing->cancellable);
  g_clear_object (&writing->what.token);
  g_clear_object (&writing->prompt);
  g_clear_object (&writing->cancellable);
  writing->what.free_data (writing->what.data);
  g_free (writing);
}

static void
on_reader_response (Writing *writing)
{
  writing->reader = NULL;
  g_cancellable_cancel (writing->cancellable);
}

static void
show_reader (Writing *writing)
{
  const SgnTokenWrite *what = &writing->what;
  g_autofree char *text = sgn_phrase_token_notice (SGN_TOKEN_NOTICE_PINPAD, what->token);
  GtkWidget *dialog = adw_message_dialog_new (what->parent,
                                              _ ("Enter the PIN on the Reader"),
                                              text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_reader_response), writing);
  writing->reader = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
on_unlocked (gpointer task)
{
  close_questions (g_task_get_task_data (task));
  return G_SOURCE_REMOVE;
}

static void
write_thread (GTask *inner, gpointer source, gpointer task, GCancellable *cancellable)
{
  Writing *writing = g_task_get_task_data (task);
  const SgnTokenWrite *what = &writing->what;
  GTlsInteraction *interaction = G_TLS_INTERACTION (writing->prompt);
  GError *error = NULL;
  g_autoptr (SgnTokenWriter) writer = NULL;
  gpointer object = NULL;

  writer = sgn_token_writer_open (what->token, interaction, cancellable, &error);
  if (writer != NULL) {
    g_idle_add_full (G_PRIORITY_DEFAULT, on_unlocked, g_object_ref (task), g_object_unref);
    object = what->func (writer, what->token, what->data, cancellable, &error);
  }
  if (object != NULL)
    g_task_return_pointer (inner, object, g_object_unref);
  else
    g_task_return_error (inner, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer object = g_task_propagate_pointer (G_TASK (result), &error);

  close_questions (writing);
  if (object != NULL) {
    g_task_return_pointer (task, object, g_object_unref);
  } else if (g_cancellable_is_cancelled (writing->cancellable)) {
    g_clear_error (&error);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  } else {
    g_task_return_error (task, error);
  }
}

static void
follow (Writing *writing, gpointer object, const char *signal)
{
  g_signal_connect_object (object,
                           signal,
                           G_CALLBACK (g_cancellable_cancel),
                           writing->cancellable,
                           G_CONNECT_SWAPPED);
}

void
sgn_token_write_async (const SgnTokenWrite *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);
  g_autoptr (GTask) inner = NULL;

  writing->what = *self;
  g_object_ref (self->token);
  writing->prompt = sgn_pin_prompt_new (self->parent, NULL);
  writing->cancellable = g_cancellable_new ();
  follow (writing, writing->prompt, "dismissed");
  if (cancellable != NULL)
    follow (writing, cancellable, "cancelled");
  if (sgn_token_is_protected (self->token))
    show_reader (writing);
  g_task_set_source_tag (task, sgn_token_write_async);
  g_task_set_task_data (task, writing, writing_free);
  inner = g_task_new (NULL, writing->cancellable, on_written, task);
  g_task_set_source_tag (inner, sgn_token_write_async);
  /* The person is told what is on the token by now, even if they cancelled too late. */
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, task, NULL);
  g_task_run_in_thread (inner, write_thread);
}

gpointer
sgn_token_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
