/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-unlock.h"

#include <glib/gi18n-lib.h>

#include "core/identity/read/source.h"
#include "core/words/phrases.h"
#include "ui/base/fault-dialog.h"
#include "ui/tokens/pin-prompt.h"
#include "ui/tokens/token-words.h"

/* No dialog for anything faster. */
#define PATIENCE_MILLISECONDS 400

typedef struct {
  GtkWindow *parent;
  SgnToken *token;
  SgnPinPrompt *prompt;
  SgnTokenNotices *notices;
  GCancellable *cancellable;
  GtkWidget *waiting; /* unowned */
  guint timer;
} Unlocking;

static void
close_waiting (Unlocking *unlocking)
{
  GtkWidget *waiting = g_steal_pointer (&unlocking->waiting);

  g_clear_handle_id (&unlocking->timer, g_source_remove);
  if (waiting == NULL)
    return;
  g_signal_handlers_disconnect_by_data (waiting, unlocking);
  gtk_window_destroy (GTK_WINDOW (waiting));
}

static void
unlocking_free (gpointer data)
{
  Unlocking *unlocking = data;

  close_waiting (unlocking);
  g_signal_handlers_disconnect_by_data (unlocking->prompt, unlocking);
  g_signal_handlers_disconnect_by_data (unlocking->prompt, unlocking->cancellable);
  g_signal_handlers_disconnect_by_data (unlocking->notices, unlocking);
  g_clear_object (&unlocking->parent);
  g_clear_object (&unlocking->token);
  g_clear_object (&unlocking->prompt);
  g_clear_object (&unlocking->notices);
  g_clear_object (&unlocking->cancellable);
  g_free (unlocking);
}

static void
on_waiting_response (Unlocking *unlocking)
{
  unlocking->waiting = NULL;
  g_cancellable_cancel (unlocking->cancellable);
}

static GtkWidget *
create_spinner (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, -1, 32);
  return spinner;
}

static void
show_waiting (Unlocking *unlocking, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (unlocking->parent, heading, body);

  close_waiting (unlocking);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), create_spinner ());
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_waiting_response), unlocking);
  unlocking->waiting = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
on_patience_over (gpointer data)
{
  Unlocking *unlocking = data;

  unlocking->timer = 0;
  show_waiting (unlocking, sgn_words_token_name (unlocking->token), _ ("Connecting to the token…"));
  return G_SOURCE_REMOVE;
}

static void
on_notice (Unlocking *unlocking)
{
  SgnTokenNotice notice = sgn_token_notices_get_notice (unlocking->notices);
  g_autofree char *text = sgn_token_notices_dup_text (unlocking->notices);

  if (notice == SGN_TOKEN_NOTICE_PINPAD)
    show_waiting (unlocking, _ ("Enter the PIN on the Reader"), text);
  else
    close_waiting (unlocking);
}

static void
give_up (GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

static void
show_fault (GTask *task, const GError *error)
{
  Unlocking *unlocking = g_task_get_task_data (task);
  g_autofree char *sentence = sgn_phrase_fault (error);
  AdwMessageDialog *dialog = sgn_fault_dialog_new (unlocking->parent, NULL, sentence);

  adw_message_dialog_format_heading (dialog,
                                     _ ("%s Cannot Be Used"),
                                     sgn_words_token_name (unlocking->token));
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (give_up), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Unlocking *unlocking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = sgn_token_session_open_finish (result, &error);

  close_waiting (unlocking);
  sgn_secret_prompt_close (SGN_SECRET_PROMPT (unlocking->prompt));
  if (g_cancellable_is_cancelled (unlocking->cancellable)) {
    give_up (task);
  } else if (session != NULL) {
    sgn_token_notices_stay_with (unlocking->notices, session);
    g_task_return_pointer (task, g_steal_pointer (&session), g_object_unref);
    g_object_unref (task);
  } else {
    show_fault (task, error);
  }
}

/* The certificate may be in a file, together with its chain. */
static gboolean
fill_choice (SgnTokenChoice *choice, SgnIdentityItem *item, GError **error)
{
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (sgn_identity_item_get_uri (item), error);
  GFile *file = sgn_identity_item_get_certificate_file (item);
  GBytes *id;

  if (uri == NULL)
    return FALSE;
  id = sgn_token_uri_get_id (uri);
  if (file != NULL) {
    choice->others = sgn_certificates_load (file, error);
    if (choice->others == NULL)
      return FALSE;
    choice->certificate = g_object_ref (choice->others->pdata[0]);
  }
  choice->id = id != NULL ? g_bytes_ref (id) : NULL;
  return TRUE;
}

static void
choice_clear (SgnTokenChoice *choice)
{
  g_clear_object (&choice->certificate);
  g_clear_pointer (&choice->others, g_ptr_array_unref);
  g_clear_pointer (&choice->id, g_bytes_unref);
}

static Unlocking *
unlocking_new (GtkWindow *parent, SgnToken *token, const char *signer)
{
  Unlocking *unlocking = g_new0 (Unlocking, 1);

  unlocking->parent = g_object_ref (parent);
  unlocking->token = g_object_ref (token);
  unlocking->notices = sgn_token_notices_new ();
  unlocking->cancellable = g_cancellable_new ();
  unlocking->prompt = sgn_pin_prompt_new (parent, signer);
  unlocking->timer = g_timeout_add (PATIENCE_MILLISECONDS, on_patience_over, unlocking);
  g_signal_connect_swapped (unlocking->prompt, "asking", G_CALLBACK (close_waiting), unlocking);
  g_signal_connect_swapped (unlocking->prompt,
                            "dismissed",
                            G_CALLBACK (g_cancellable_cancel),
                            unlocking->cancellable);
  g_signal_connect_swapped (unlocking->notices, "changed", G_CALLBACK (on_notice), unlocking);
  return unlocking;
}

void
sgn_token_unlock_async (GtkWindow *parent,
                        SgnToken *token,
                        SgnIdentityItem *item,
                        guint n_files,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Unlocking *unlocking = unlocking_new (parent, token, sgn_identity_item_get_name (item));
  SgnTokenChoice choice = { .token = token, .n_files = n_files, .wait = TRUE };
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, sgn_token_unlock_async);
  g_task_set_task_data (task, unlocking, unlocking_free);
  sgn_token_notices_watch (unlocking->notices, &choice);
  if (fill_choice (&choice, item, &error)) {
    sgn_token_session_open_async (&choice,
                                  G_TLS_INTERACTION (unlocking->prompt),
                                  unlocking->cancellable,
                                  on_opened,
                                  task);
  } else {
    close_waiting (unlocking);
    show_fault (task, error);
  }
  choice_clear (&choice);
}

SgnTokenSession *
sgn_token_unlock_finish (GAsyncResult *result, SgnTokenNotices **notices)
{
  Unlocking *unlocking = g_task_get_task_data (G_TASK (result));
  SgnTokenSession *session = g_task_propagate_pointer (G_TASK (result), NULL);

  if (session != NULL)
    *notices = g_object_ref (unlocking->notices);
  return session;
}
