/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history-export-dialog.h"

#include <glib/gi18n-lib.h>

#define CHOOSER "sgn-chooser"

typedef struct {
  AdwToastOverlay *toasts; /* which holds the chooser, and that this */
  SgnHistory *history;
  SgnHistoryExport kind;
  char *certificate;
  char *text;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  sgn_history_unref (self->history);
  g_free (self->certificate);
  g_free (self->text);
  g_free (self);
}

static void
show_error (GtkWidget *toasts, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (toasts)),
                                              _ ("The history could not be saved"),
                                              error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToastOverlay) toasts = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int count = sgn_history_export_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (toasts)) == NULL)
    return;
  if (count < 0) {
    show_error (GTK_WIDGET (toasts), error);
    return;
  }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Saved %u entry",
                                       "Saved %u entries",
                                       (gulong) count),
                          (guint) count);
  adw_toast_overlay_add_toast (toasts, adw_toast_new (text));
}

static void
on_response (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  Question *self = user_data;
  const SgnHistoryFilter filter = { .certificate = self->certificate, .text = self->text };
  g_autoptr (AdwToastOverlay) toasts = g_object_ref (self->toasts);

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

    sgn_history_export_async (self->history,
                              &filter,
                              self->kind,
                              file,
                              on_exported,
                              g_object_ref (toasts));
  }
  g_object_set_data (G_OBJECT (toasts), CHOOSER, NULL); /* and with it @self */
}

static void
ask (Question *self)
{
  g_autofree char *name = sgn_history_export_name (self->kind, g_get_real_time () / G_USEC_PER_SEC);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self->toasts));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export History"),
                                                               GTK_WINDOW (window),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_response), self, question_free, 0);
  g_object_set_data_full (G_OBJECT (self->toasts), CHOOSER, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
sgn_history_export_dialog_show (AdwToastOverlay *toasts,
                                SgnHistory *history,
                                const SgnHistoryFilter *filter,
                                SgnHistoryExport kind)
{
  Question *self = g_new0 (Question, 1);

  self->toasts = toasts;
  self->history = sgn_history_ref (history);
  self->kind = kind;
  self->certificate = g_strdup (filter->certificate);
  self->text = g_strdup (filter->text);
  ask (self);
}
