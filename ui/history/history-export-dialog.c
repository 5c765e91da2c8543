/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/base/choose-file.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/toast.h"

#define QUESTION "sgn-history-export"

typedef struct {
  SgnHistory *history;
  SgnHistoryExport kind;
  char *certificate;
  char *text;
} Question;

static void
question_free (gpointer data)
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
  sgn_fault_dialog_show (GTK_WINDOW (gtk_widget_get_root (toasts)),
                         _ ("The history could not be saved"),
                         error);
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
  adw_toast_overlay_add_toast (toasts, sgn_toast_new (text));
}

static void
export_history (gpointer owner, GFile *file)
{
  AdwToastOverlay *toasts = owner;
  Question *self = g_object_get_data (owner, QUESTION);
  const SgnHistoryFilter filter = { .certificate = self->certificate, .text = self->text };

  sgn_history_export_async (self->history,
                            &filter,
                            self->kind,
                            file,
                            on_exported,
                            g_object_ref (toasts));
}

void
sgn_history_export_dialog_show (AdwToastOverlay *toasts,
                                SgnHistory *history,
                                const SgnHistoryFilter *filter,
                                SgnHistoryExport kind)
{
  Question *self = g_new0 (Question, 1);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (toasts));
  g_autofree char *name = sgn_history_export_name (kind, g_get_real_time () / G_USEC_PER_SEC);

  self->history = sgn_history_ref (history);
  self->kind = kind;
  self->certificate = g_strdup (filter->certificate);
  self->text = g_strdup (filter->text);
  g_object_set_data_full (G_OBJECT (toasts), QUESTION, self, question_free);
  sgn_choose_file_to_save (G_OBJECT (toasts),
                           GTK_WINDOW (window),
                           _ ("Export History"),
                           name,
                           export_history);
}
