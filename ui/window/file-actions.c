/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/file-actions.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/signal-new.h"
#include "ui/files/kind-filters.h"
#include "ui/window/removed-files.h"

struct _SgnFileActions {
  GObject parent_instance;

  GtkWindow *window; /* weak */
  SgnFileSelection *selection;
  SgnUndo *undo;
  GSimpleActionGroup *group;
  GtkFileChooserNative *chooser; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SgnFileActions, sgn_file_actions, G_TYPE_OBJECT)

enum { OPEN, MESSAGE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
on_chosen (SgnFileActions *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));

    g_signal_emit (self, signals[OPEN], 0, files);
  }
  g_clear_object (&self->chooser);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnFileActions *self = user_data;

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose Files"),
                                               self->window,
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
  g_autoptr (SgnFileActions) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) pasted = NULL;

  if (value == NULL) {
    g_signal_emit (self, signals[MESSAGE], 0, _ ("There are no files on the clipboard"));
    return;
  }
  pasted = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *link = pasted; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  g_signal_emit (self, signals[OPEN], 0, files);
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnFileActions *self = user_data;

  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)),
                                  GDK_TYPE_FILE_LIST,
                                  G_PRIORITY_DEFAULT,
                                  NULL,
                                  on_pasted,
                                  g_object_ref (self));
}

typedef struct {
  SgnRemovedFiles *files;
  SgnFileSelection *selection;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  sgn_removed_files_free (removal->files);
  g_object_unref (removal->selection);
  g_free (removal);
}

static void
restore (gpointer data)
{
  Removal *removal = data;

  sgn_file_selection_select (removal->selection, sgn_removed_files_restore (removal->files));
}

static void
remove_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnFileActions *self = user_data;
  g_autoptr (GPtrArray) chosen = sgn_file_selection_get_chosen (self->selection);
  SgnRemovedFiles *removed = sgn_removed_files_new (sgn_file_selection_get_files (self->selection),
                                                    chosen);
  g_autofree char *text = removed != NULL ? sgn_removed_files_describe (removed) : NULL;
  Removal *removal;

  if (removed == NULL)
    return;
  removal = g_new0 (Removal, 1);
  removal->files = removed;
  removal->selection = g_object_ref (self->selection);
  sgn_undo_offer (self->undo, text, restore, removal, removal_free);
}

static void
check_again_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnFileActions *self = user_data;
  g_autoptr (GPtrArray) chosen = sgn_file_selection_get_chosen (self->selection);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < chosen->len; i++)
    if (sgn_file_item_get_state (chosen->pdata[i]) != SGN_FILE_SIGNING)
      g_ptr_array_add (items, chosen->pdata[i]);
  sgn_file_list_check (sgn_file_selection_get_files (self->selection), items);
}

static void
copy_result_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnFileActions *self = user_data;
  SgnFileItem *item = sgn_file_selection_get_current (self->selection);
  g_autofree char *text = NULL;

  if (item == NULL || sgn_file_item_get_report (item) == NULL)
    return;
  text = sgn_phrase_summary (sgn_file_item_get_report (item));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), text);
  g_signal_emit (self, signals[MESSAGE], 0, _ ("Result copied"));
}

static void
sgn_file_actions_dispose (GObject *object)
{
  SgnFileActions *self = SGN_FILE_ACTIONS (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->selection);
  g_clear_object (&self->undo);
  g_clear_object (&self->group);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (sgn_file_actions_parent_class)->dispose (object);
}

static void
sgn_file_actions_class_init (SgnFileActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_file_actions_dispose;
  signals[OPEN] = sgn_signal_new (SGN_TYPE_FILE_ACTIONS, "open", G_TYPE_LIST_MODEL);
  signals[MESSAGE] = sgn_signal_new (SGN_TYPE_FILE_ACTIONS, "message", G_TYPE_STRING);
}

static void
sgn_file_actions_init (SgnFileActions *self)
{
  static const GActionEntry actions[] = {
    { "open", open_action },
    { "paste", paste_action },
    { "remove", remove_action },
    { "check-again", check_again_action },
    { "copy-result", copy_result_action },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

SgnFileActions *
sgn_file_actions_new (GtkWindow *window, SgnFileSelection *selection, SgnUndo *undo)
{
  SgnFileActions *self = g_object_new (SGN_TYPE_FILE_ACTIONS, NULL);

  g_set_weak_pointer (&self->window, window);
  self->selection = g_object_ref (selection);
  self->undo = g_object_ref (undo);
  return self;
}

GActionGroup *
sgn_file_actions_get_group (SgnFileActions *self)
{
  return G_ACTION_GROUP (self->group);
}
