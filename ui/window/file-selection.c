/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/file-selection.h"

#include "ui/base/signal-new.h"
#include "ui/files/file-row.h"

struct _SgnFileSelection {
  GObject parent_instance;

  SgnFileList *files;
  SgnFileFilter *filter;
  GtkListView *list;
  GtkSelectionModel *model;
  SgnFileItem *current; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SgnFileSelection, sgn_file_selection, G_TYPE_OBJECT)

static guint signal_changed;

static void
on_setup_row (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, sgn_file_row_new ());
}

static void
on_bind_row (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  sgn_file_row_set_item (SGN_FILE_ROW (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item));
}

static void
on_unbind_row (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  sgn_file_row_set_item (SGN_FILE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* The details stay with the file looked at as long as it is among the chosen ones. */
static void
on_selection_changed (SgnFileSelection *self)
{
  g_autoptr (GPtrArray) chosen = sgn_file_selection_get_chosen (self);

  if (chosen->len == 0)
    g_clear_object (&self->current);
  else if (chosen->len == 1 || !g_ptr_array_find (chosen, self->current, NULL))
    g_set_object (&self->current, g_ptr_array_index (chosen, 0));
  g_signal_emit (self, signal_changed, 0);
}

/* Without this, nothing would be chosen once the chosen files are removed. */
static void
on_items_changed (SgnFileSelection *self, guint position, guint removed, guint added)
{
  guint size = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->model);

  if (size > 0 && gtk_bitset_is_empty (chosen))
    gtk_selection_model_select_item (self->model, MIN (position, size - 1), TRUE);
  on_selection_changed (self);
}

static void
sgn_file_selection_dispose (GObject *object)
{
  SgnFileSelection *self = SGN_FILE_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->files);
  g_clear_object (&self->filter);
  g_clear_object (&self->list);
  g_clear_object (&self->model);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (sgn_file_selection_parent_class)->dispose (object);
}

static void
sgn_file_selection_class_init (SgnFileSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_file_selection_dispose;
  signal_changed = sgn_signal_new (SGN_TYPE_FILE_SELECTION, "changed", G_TYPE_NONE);
}

static void
sgn_file_selection_init (SgnFileSelection *self)
{
}

static void
fill_list (SgnFileSelection *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_row), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, self->model);
}

SgnFileSelection *
sgn_file_selection_new (SgnFileList *files, SgnFileFilter *filter, GtkListView *list)
{
  SgnFileSelection *self = g_object_new (SGN_TYPE_FILE_SELECTION, NULL);
  GListModel *shown = sgn_file_filter_set_files (filter, files);

  self->files = g_object_ref (files);
  self->filter = g_object_ref (filter);
  self->list = g_object_ref (list);
  self->model = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (shown)));
  fill_list (self);
  g_signal_connect_object (self->model,
                           "selection-changed",
                           G_CALLBACK (on_selection_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

SgnFileList *
sgn_file_selection_get_files (SgnFileSelection *self)
{
  return self->files;
}

SgnFileItem *
sgn_file_selection_get_current (SgnFileSelection *self)
{
  return self->current;
}

GPtrArray *
sgn_file_selection_get_alone (SgnFileSelection *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->current != NULL)
    g_ptr_array_add (items, g_object_ref (self->current));
  return items;
}

GPtrArray *
sgn_file_selection_get_chosen (SgnFileSelection *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (self->model);
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint64 i = 0; i < gtk_bitset_get_size (set); i++) {
    guint position = gtk_bitset_get_nth (set, (guint) i);
    SgnFileItem *item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

    if (item != NULL)
      g_ptr_array_add (chosen, item);
  }
  return chosen;
}

static gboolean
find_shown (SgnFileSelection *self, SgnFileItem *item, guint *position)
{
  GListModel *shown = G_LIST_MODEL (self->model);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++) {
    g_autoptr (SgnFileItem) other = g_list_model_get_item (shown, i);

    if (other != item)
      continue;
    *position = i;
    return TRUE;
  }
  return FALSE;
}

void
sgn_file_selection_select (SgnFileSelection *self, SgnFileItem *item)
{
  guint position;

  sgn_file_filter_reveal (self->filter, item);
  if (!find_shown (self, item, &position))
    return;
  gtk_selection_model_select_item (self->model, position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
