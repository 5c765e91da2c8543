/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/files/kind-filters.h"
#include "ui/identities/identity-opener.h"
#include "ui/window/window-private.h"

static void
open_list (SgnWindow *self, GSList *list)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  sgn_window_open (self, G_LIST_MODEL (files));
}

static gboolean
on_drop (SgnWindow *self, const GValue *value)
{
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  open_list (self, dropped);
  return TRUE;
}

static void
set_hover (SgnWindow *self, gboolean hover)
{
  gtk_widget_set_visible (self->tint, hover);
  sgn_drop_page_set_hover (self->drop_page, hover);
}

static GdkDragAction
on_drop_enter (SgnWindow *self)
{
  set_hover (self, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_drop_leave (SgnWindow *self)
{
  set_hover (self, FALSE);
}

static void
on_chosen (SgnWindow *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));

    sgn_window_open (self, files);
  }
  g_clear_object (&self->chooser);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose Files"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL,
                                               NULL);
  sgn_kind_filters_add (GTK_FILE_CHOOSER (self->chooser));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GSList) files = NULL;

  if (value == NULL) {
    sgn_window_tell (self, _ ("There are no files on the clipboard"));
    return;
  }
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  open_list (self, files);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget),
                                  GDK_TYPE_FILE_LIST,
                                  G_PRIORITY_DEFAULT,
                                  NULL,
                                  on_pasted,
                                  g_object_ref (widget));
}

static void
remove_item (SgnWindow *self, SgnFileItem *item)
{
  guint position;

  if (sgn_file_item_get_state (item) == SGN_FILE_SIGNING ||
      sgn_file_list_find (self->files, sgn_file_item_get_file (item), &position) == NULL)
    return;
  g_ptr_array_add (self->removed, g_object_ref (item));
  g_array_append_val (self->removed_from, position);
  sgn_file_list_remove (self->files, item);
}

static char *
describe_removal (SgnWindow *self)
{
  guint size = self->removed->len;

  if (size == 1)
    /* Translators: the name of a file */
    return g_strdup_printf (_ ("Removed “%s” from the list"),
                            sgn_file_item_get_name (g_ptr_array_index (self->removed, 0)));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Removed %u file from the list",
                                       "Removed %u files from the list",
                                       size),
                          size);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GPtrArray) selected = sgn_window_get_selected (self);
  g_autofree char *text = NULL;

  g_ptr_array_set_size (self->removed, 0);
  g_array_set_size (self->removed_from, 0);
  for (guint i = 0; i < selected->len; i++)
    remove_item (self, g_ptr_array_index (selected, i));
  if (self->removed->len == 0)
    return;
  text = describe_removal (self);
  sgn_window_offer_undo (self, text, SGN_UNDO_REMOVAL, "win.restore-removed");
}

static void
restore_removed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_window_restore_removed (SGN_WINDOW (widget));
}

static void
check_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GPtrArray) selected = sgn_window_get_selected (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < selected->len; i++)
    if (sgn_file_item_get_state (g_ptr_array_index (selected, i)) != SGN_FILE_SIGNING)
      g_ptr_array_add (items, g_ptr_array_index (selected, i));
  sgn_file_list_check (self->files, items);
}

/* Certificate files among @files are for signing; the rest is to be listed. */
static GListModel *
take_certificates (SgnWindow *self, GListModel *files)
{
  GListStore *rest = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) certificate = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *name = g_file_get_basename (file);

    if (name == NULL || !sgn_identity_opener_is_certificate_name (name))
      g_list_store_append (rest, file);
    else if (certificate == NULL)
      certificate = g_steal_pointer (&file);
  }
  if (certificate != NULL)
    sgn_window_add_certificate (self, certificate);
  return G_LIST_MODEL (rest);
}

void
sgn_window_open (SgnWindow *self, GListModel *files)
{
  g_autoptr (GListModel) listed = take_certificates (self, files);
  SgnFileItem *first;

  if (g_list_model_get_n_items (listed) == 0)
    return;
  first = sgn_file_list_add (self->files, listed);
  if (first == NULL) {
    sgn_window_tell (self, _ ("Nothing in it can carry a signature"));
    return;
  }
  sgn_window_select (self, first);
  if (g_list_model_get_n_items (listed) == 1 ||
      g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 1)
    adw_leaflet_set_visible_child (self->panes, self->details_pane);
  else
    adw_leaflet_set_visible_child (self->panes, self->list_pane);
}

void
sgn_window_restore_removed (SgnWindow *self)
{
  SgnFileItem *first = NULL;

  for (guint i = self->removed->len; i > 0; i--) {
    first = g_ptr_array_index (self->removed, i - 1);
    sgn_file_list_insert (self->files, g_array_index (self->removed_from, guint, i - 1), first);
  }
  if (first != NULL)
    sgn_window_select (self, first);
  g_ptr_array_set_size (self->removed, 0);
  g_array_set_size (self->removed_from, 0);
  self->undo = SGN_UNDO_NOTHING;
}

void
sgn_window_files_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "win.check-again", NULL, check_again_action);
  gtk_widget_class_install_action (widget_class, "win.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class,
                                   "win.restore-removed",
                                   NULL,
                                   restore_removed_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_v,
                                       GDK_CONTROL_MASK,
                                       "win.paste",
                                       NULL);
}

void
sgn_window_files_init (SgnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                            gtk_named_action_new ("win.remove"));

  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed_from = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_drop_enter), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_drop_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}
