/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-clear.h"

#include <glib/gi18n-lib.h>

#include "ui/base/fault-dialog.h"
#include "ui/base/toast.h"

#define HISTORY "sgn-history"

static void
show_error (GtkWindow *window, const GError *error)
{
  sgn_fault_dialog_show (window, _ ("The History Was Not Cleared"), error);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *toasts = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  gboolean cleared = g_task_propagate_boolean (G_TASK (result), &error);
  GtkRoot *window = gtk_widget_get_root (toasts);

  if (window == NULL)
    return;
  if (!cleared) {
    show_error (GTK_WINDOW (window), error);
    return;
  }
  gtk_widget_activate_action (toasts, "history.changed", NULL);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), sgn_toast_new (_ ("History cleared")));
}

static void
clear_thread (GTask *task, gpointer source, gpointer history, GCancellable *cancellable)
{
  GError *error = NULL;

  if (sgn_history_clear (history, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_response (AdwToastOverlay *toasts, const char *response, AdwMessageDialog *dialog)
{
  g_autoptr (GTask) task = NULL;

  if (!g_str_equal (response, "clear"))
    return;
  task = g_task_new (toasts, NULL, on_cleared, NULL);
  g_task_set_source_tag (task, on_response);
  g_task_set_task_data (task,
                        sgn_history_ref (g_object_get_data (G_OBJECT (dialog), HISTORY)),
                        (GDestroyNotify) sgn_history_unref);
  g_task_run_in_thread (task, clear_thread);
}

void
sgn_history_clear_ask (AdwToastOverlay *toasts, SgnHistory *history)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (toasts));
  GtkWidget *widget =
      adw_message_dialog_new (GTK_WINDOW (window),
                              _ ("Clear History?"),
                              _ ("Which files were signed on this computer, when and with which "
                                 "certificate, can no longer be looked up then. The files "
                                 "themselves stay as they are."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "clear", _ ("C_lear"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog),
                          HISTORY,
                          sgn_history_ref (history),
                          (GDestroyNotify) sgn_history_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), toasts, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
