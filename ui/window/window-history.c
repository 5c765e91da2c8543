/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/history/history-words.h"
#include "ui/window/window-private.h"

static void
on_page_gone (gpointer data, GObject *page)
{
  SgnWindow *self = data;

  if ((gpointer) self->history_page == (gpointer) page)
    self->history_page = NULL;
}

static void
forget_page (SgnWindow *self)
{
  if (self->history_page != NULL)
    g_object_weak_unref (G_OBJECT (self->history_page), on_page_gone, self);
  self->history_page = NULL;
}

static void
create_page (SgnWindow *self)
{
  forget_page (self);
  self->history_page = sgn_history_page_new (sgn_history_get_default ());
  g_object_weak_ref (G_OBJECT (self->history_page), on_page_gone, self);
  if (self->history_trouble != NULL)
    sgn_history_page_show_trouble (self->history_page, self->history_trouble);
  g_clear_error (&self->history_trouble);
  sgn_window_set_notice (self, SGN_NOTICE_HISTORY, NULL);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  const char *certificate = g_variant_get_string (parameter, NULL);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (self->history_page != NULL &&
      sgn_pages_raise (self->pages, GTK_WIDGET (self->history_page))) {
    sgn_history_page_set_certificate (self->history_page, certificate);
    return;
  }
  create_page (self);
  sgn_history_page_set_certificate (self->history_page, certificate);
  sgn_pages_push (focus != NULL && gtk_widget_get_ancestor (focus, SGN_TYPE_PAGES) != NULL
                      ? focus
                      : GTK_WIDGET (self->stack),
                  GTK_WIDGET (self->history_page));
  sgn_window_queue_update (self);
}

static void
history_changed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_window_history_changed (SGN_WINDOW (widget));
}

static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  g_list_store_append (files, file);
  sgn_pages_raise (self->pages, NULL);
  sgn_window_open (self, G_LIST_MODEL (files));
}

/* Those that are in the list get their timestamp there, too. */
static void
stamp_due_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) files = NULL;

  if (self->history_page == NULL || sgn_window_is_signing (self))
    return;
  files = sgn_history_page_get_due (self->history_page);
  for (guint i = 0; i < files->len; i++) {
    GFile *file = g_ptr_array_index (files, i);
    SgnFileItem *item = sgn_file_list_find (self->files, file, NULL);

    g_ptr_array_add (items, item != NULL ? g_object_ref (item) : sgn_file_item_new (file));
  }
  sgn_window_stamp (self, items);
  sgn_history_page_follow (self->history_page, items);
}

static void
show_trouble (SgnWindow *self, GError *trouble)
{
  if (self->history_page != NULL) {
    sgn_history_page_show_trouble (self->history_page, trouble);
    g_error_free (trouble);
    return;
  }
  g_clear_error (&self->history_trouble);
  self->history_trouble = trouble;
  sgn_window_set_notice (self,
                         SGN_NOTICE_HISTORY,
                         sgn_notice_new (_ ("Signatures may be missing from the history"),
                                         _ ("Show"),
                                         "win.history('')",
                                         TRUE));
}

static void
on_due_changed (SgnWindow *self)
{
  GError *trouble = sgn_history_list_take_trouble (self->due);
  guint files = sgn_history_list_get_due (self->due)->len;
  g_autofree char *text = files > 0 ? sgn_history_words_waiting (files) : NULL;

  if (trouble != NULL)
    show_trouble (self, trouble);
  sgn_window_set_notice (self,
                         SGN_NOTICE_TIMESTAMPS,
                         text != NULL ? sgn_notice_new (text, _ ("Show"), "win.history('')", FALSE)
                                      : NULL);
}

void
sgn_window_history_changed (SgnWindow *self)
{
  GError *trouble = sgn_history_take_trouble (sgn_history_get_default ());

  if (trouble != NULL)
    show_trouble (self, trouble);
  sgn_history_list_load (self->due);
  if (self->history_page != NULL)
    sgn_history_page_reload (self->history_page);
}

void
sgn_window_history_update (SgnWindow *self)
{
  gboolean busy = sgn_window_is_signing (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stamp-due", !busy);
  if (self->history_page != NULL)
    sgn_history_page_set_busy (self->history_page, busy);
}

void
sgn_window_history_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.history", "s", history_action);
  gtk_widget_class_install_action (widget_class,
                                   "win.history-changed",
                                   NULL,
                                   history_changed_action);
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_action);
  gtk_widget_class_install_action (widget_class, "win.stamp-due", NULL, stamp_due_action);
}

void
sgn_window_history_init (SgnWindow *self)
{
  self->due = sgn_history_list_new (sgn_history_get_default (), TRUE);
  g_signal_connect_object (self->due,
                           "changed",
                           G_CALLBACK (on_due_changed),
                           self,
                           G_CONNECT_SWAPPED);
  sgn_history_list_load (self->due);
}

void
sgn_window_history_dispose (SgnWindow *self)
{
  forget_page (self);
  if (self->due != NULL)
    g_signal_handlers_disconnect_by_data (self->due, self);
  g_clear_object (&self->due);
  g_clear_error (&self->history_trouble);
}
