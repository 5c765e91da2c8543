/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/window.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/pages.h"
#include "ui/base/settings.h"
#include "ui/files/file-row.h"
#include "ui/preferences/trust-settings.h"
#include "ui/signing/sign-settings.h"
#include "ui/signing/sign-words.h"
#include "ui/window/window-private.h"

G_DEFINE_FINAL_TYPE (SgnWindow, sgn_window, ADW_TYPE_APPLICATION_WINDOW)

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

static void
show_details (SgnWindow *self)
{
  SgnFileItem *item = self->current;
  g_autofree char *kind = item != NULL ? sgn_file_item_dup_kind (item) : NULL;
  gboolean at_work = item != NULL && self->run != NULL &&
                     sgn_sign_page_is_for (sgn_file_item_get_state (item));

  sgn_report_page_set_item (self->report_page, item);
  sgn_sign_page_set_item (self->sign_page,
                          at_work ? item : NULL,
                          at_work ? sgn_sign_run_get_request (self->run) : NULL);
  gtk_stack_set_visible_child (self->details,
                               at_work ? GTK_WIDGET (self->sign_page)
                                       : GTK_WIDGET (self->report_page));
  adw_window_title_set_title (self->details_title,
                              item != NULL ? sgn_file_item_get_name (item) : "");
  adw_window_title_set_subtitle (self->details_title, kind != NULL ? kind : "");
}

static void
show_files (SgnWindow *self)
{
  g_autofree char *subtitle = NULL;
  SgnFileCounts counts;

  sgn_file_list_count (self->files, sgn_sign_settings_get_existing (sgn_settings_get ()), &counts);
  subtitle = sgn_words_subtitle (&counts, sgn_window_is_signing (self));
  adw_window_title_set_subtitle (self->list_title, subtitle);
  gtk_stack_set_visible_child (self->stack,
                               counts.files > 0 ? self->files_page : GTK_WIDGET (self->drop_page));
  gtk_widget_set_visible (self->list_pane, counts.files > 1);
  gtk_menu_button_set_menu_model (self->more,
                                  counts.files > 1 ? self->file_menu : self->alone_menu);
  gtk_menu_button_set_primary (self->more, counts.files == 1);
}

static gboolean
update (gpointer data)
{
  SgnWindow *self = data;

  self->update = 0;
  show_files (self);
  show_details (self);
  sgn_window_banner_update (self);
  sgn_window_signing_update (self);
  sgn_window_history_update (self);
  return G_SOURCE_REMOVE;
}

/* Many files change at the same time; all is counted once for them. */
void
sgn_window_queue_update (SgnWindow *self)
{
  if (self->update == 0 && self->files != NULL)
    self->update = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update, self, NULL);
}

/* The details stay with the file looked at as long as it is among the chosen ones. */
static void
on_selection_changed (SgnWindow *self)
{
  g_autoptr (GPtrArray) selected = sgn_window_get_selected (self);

  if (selected->len == 0)
    g_clear_object (&self->current);
  else if (selected->len == 1 || !g_ptr_array_find (selected, self->current, NULL))
    g_set_object (&self->current, g_ptr_array_index (selected, 0));
  sgn_window_queue_update (self);
}

/* There is always a file looked at, as long as there are files. */
static void
on_items_changed (SgnWindow *self, guint position, guint removed, guint added)
{
  guint size = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset)
      selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (size > 0 && gtk_bitset_is_empty (selected))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                     MIN (position, size - 1),
                                     TRUE);
  on_selection_changed (self);
}

static void
on_activate (SgnWindow *self)
{
  adw_leaflet_set_visible_child (self->panes, self->details_pane);
}

static void
on_narrow (SgnWindow *self)
{
  sgn_sign_bar_set_narrow (self->sign_bar, sgn_pages_is_narrow (self->pages));
  sgn_window_queue_update (self);
}

static void
copy_result_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  SgnFileItem *item = self->current;
  g_autofree char *text = NULL;

  if (item == NULL || sgn_file_item_get_report (item) == NULL)
    return;
  text = sgn_phrase_summary (sgn_file_item_get_report (item));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  sgn_window_tell (self, _ ("Result copied"));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (!sgn_window_leave_entry (self) && !sgn_pages_pop (self->pages))
    adw_leaflet_navigate (self->panes, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
next_area_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  GtkWidget *panes[] = { self->list_pane, self->details_pane, GTK_WIDGET (self->bar_revealer) };
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, panes[i]))
      at = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++) {
    GtkWidget *next = panes[(at + i) % G_N_ELEMENTS (panes)];

    if (gtk_widget_get_mapped (next) && gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
      return;
  }
}

static gboolean
sgn_window_close_request (GtkWindow *window)
{
  SgnWindow *self = SGN_WINDOW (window);
  GSettings *settings = sgn_settings_get ();
  int width, height;

  if (sgn_window_delay_close (self))
    return GDK_EVENT_STOP;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (settings, "window-height", CLAMP (height, 480, 16384));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (sgn_window_parent_class)->close_request (window);
}

static void
on_trust_changed (SgnWindow *self)
{
  g_autoptr (SgnAnchors) anchors = sgn_trust_settings_create_anchors (sgn_settings_get ());
  g_autoptr (SgnVerifyOptions) options = sgn_verify_options_new (anchors);

  sgn_file_list_set_options (self->files, options);
}

static void
follow_trust (SgnWindow *self)
{
  g_signal_connect_object (sgn_settings_get (),
                           "changed::trust-paths",
                           G_CALLBACK (on_trust_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_trust_changed (self);
}

static void
sgn_window_dispose (GObject *object)
{
  SgnWindow *self = SGN_WINDOW (object);

  sgn_window_signing_dispose (self);
  sgn_window_history_dispose (self);
  sgn_window_banner_dispose (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->current);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->removed_from, g_array_unref);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  g_clear_handle_id (&self->update, g_source_remove); /* what all this has put off */
  G_OBJECT_CLASS (sgn_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.copy-result", NULL, copy_result_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.next-area", NULL, next_area_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.next-area", NULL);
  sgn_window_files_class_init (widget_class);
  sgn_window_certificates_class_init (widget_class);
  sgn_window_expiry_class_init (widget_class);
  sgn_window_signing_class_init (widget_class);
  sgn_window_decisions_class_init (widget_class);
  sgn_window_history_class_init (widget_class);
  sgn_window_tokens_class_init (widget_class);
  sgn_window_undo_class_init (widget_class);
}

static void
sgn_window_class_init (SgnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sgn_window_close_request;
  g_type_ensure (SGN_TYPE_BANNER);
  g_type_ensure (SGN_TYPE_DROP_PAGE);
  g_type_ensure (SGN_TYPE_FILE_FILTER);
  g_type_ensure (SGN_TYPE_PAGES);
  g_type_ensure (SGN_TYPE_REPORT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "window/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, drop_page);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, files_page);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, tint);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, list_pane);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, details_pane);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, list_title);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, details_title);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, more);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, file_menu);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, alone_menu);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, file_filter);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, list);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, details);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, report_page);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, sign_page);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, list_banner);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, details_banner);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, sign_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  install_actions (widget_class);
}

static void
set_up_list (SgnWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *shown = sgn_file_filter_set_files (self->file_filter, self->files);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_row), NULL);
  self->selection = gtk_multi_selection_new (g_object_ref (shown));
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (on_selection_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
restore_size (SgnWindow *self)
{
  GSettings *settings = sgn_settings_get ();

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
sgn_window_init (SgnWindow *self)
{
  self->files = sgn_file_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  restore_size (self);
  set_up_list (self);
  sgn_window_files_init (self);
  sgn_window_certificates_init (self);
  sgn_window_tokens_init (self);
  sgn_window_signing_init (self);
  sgn_window_history_init (self);
  sgn_window_expiry_init (self);
  g_signal_connect_object (self->files,
                           "changed",
                           G_CALLBACK (sgn_window_queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  follow_trust (self);
  on_narrow (self);
  g_clear_handle_id (&self->update, g_source_remove);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->drop_page));
}

SgnWindow *
sgn_window_new (AdwApplication *application)
{
  return g_object_new (SGN_TYPE_WINDOW, "application", application, NULL);
}

static gboolean
find_shown (SgnWindow *self, SgnFileItem *item, guint *position)
{
  GListModel *shown = G_LIST_MODEL (self->selection);

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
sgn_window_select (SgnWindow *self, SgnFileItem *item)
{
  guint position;

  sgn_file_filter_reveal (self->file_filter, item);
  if (!find_shown (self, item, &position))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

GPtrArray *
sgn_window_get_selected (SgnWindow *self)
{
  g_autoptr (GtkBitset)
      set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint64 i = 0; i < gtk_bitset_get_size (set); i++) {
    guint position = gtk_bitset_get_nth (set, (guint) i);
    SgnFileItem *item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

    if (item != NULL)
      g_ptr_array_add (selected, item);
  }
  return selected;
}
