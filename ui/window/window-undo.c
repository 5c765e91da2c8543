/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/toast.h"
#include "ui/window/window-private.h"

static void
show_undo_errors (SgnWindow *self, GPtrArray *errors)
{
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog;

  for (guint i = 0; i < errors->len; i++) {
    g_autofree char *sentence = sgn_phrase_gerror (g_ptr_array_index (errors, i));

    if (i > 0)
      g_string_append_c (body, '\n');
    g_string_append (body, sentence);
  }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Not All Files Were Restored"), body->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) errors = sgn_sign_run_undo_finish (SGN_SIGN_RUN (source), result, &items);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "Restored %u file",
                                                        "Restored %u files",
                                                        items->len),
                                           items->len);

  if (self->files == NULL)
    return;
  sgn_file_list_check (self->files, items);
  sgn_window_history_changed (self);
  if (items->len > 0)
    sgn_window_tell (self, text);
  if (errors->len > 0)
    show_undo_errors (self, errors);
}

static void
undo_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->run == NULL || sgn_window_is_signing (self) || self->undo == SGN_UNDO_NOTHING)
    return;
  self->undo = SGN_UNDO_NOTHING;
  sgn_sign_run_undo_async (self->run, on_undone, g_object_ref (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->undo == SGN_UNDO_REMOVAL)
    sgn_window_restore_removed (self);
  else if (self->undo == SGN_UNDO_RUN)
    undo_run_action (widget, name, parameter);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

/* Over the page that is on top. */
static AdwToastOverlay *
get_toasts (SgnWindow *self)
{
  if (self->history_page != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->history_page)))
    return sgn_history_page_get_toasts (self->history_page);
  return self->toasts;
}

static void
on_toast_dismissed (SgnWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

void
sgn_window_offer_undo (SgnWindow *self, const char *text, SgnUndo undo, const char *action)
{
  AdwToast *toast = sgn_toast_new (text);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->undo = undo;
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, action);
  g_signal_connect_object (toast,
                           "dismissed",
                           G_CALLBACK (on_toast_dismissed),
                           self,
                           G_CONNECT_SWAPPED);
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (get_toasts (self), toast);
}

void
sgn_window_tell (SgnWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (get_toasts (self), sgn_toast_new (text));
}

void
sgn_window_undo_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-run", NULL, undo_run_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}
