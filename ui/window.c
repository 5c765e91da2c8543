/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window.h"

#include <glib/gi18n-lib.h>

#include "core/phrases.h"
#include "ui/drop-page.h"
#include "ui/file-list.h"
#include "ui/file-row.h"
#include "ui/pages.h"
#include "ui/report-page.h"
#include "ui/settings.h"
#include "ui/trust-settings.h"

struct _SgnWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  SgnPages *pages;
  GtkStack *stack;
  SgnDropPage *drop_page;
  GtkWidget *files_page;
  GtkWidget *tint;
  AdwLeaflet *panes;
  GtkWidget *list_pane;
  GtkWidget *details_pane;
  AdwWindowTitle *list_title;
  AdwWindowTitle *details_title;
  GtkListView *list;
  SgnReportPage *report_page;

  SgnFileList *files;
  GtkSingleSelection *selection;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (SgnWindow, sgn_window, ADW_TYPE_APPLICATION_WINDOW)

static SgnFileItem *
get_selected (SgnWindow *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

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

static char *
describe_counts (const SgnFileCounts *counts)
{
  g_autofree char *files = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u file",
                                                         "%u files",
                                                         counts->files),
                                            counts->files);
  g_autofree char *rest = NULL;

  if (counts->is_unsigned > 0)
    rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u not signed",
                                         "%u not signed",
                                         counts->is_unsigned),
                            counts->is_unsigned);
  if (rest == NULL)
    return g_steal_pointer (&files);
  /* Translators: two counts, e.g. "8 files" and "5 not signed" */
  return g_strdup_printf (_ ("%1$s · %2$s"), files, rest);
}

static void
show_details (SgnWindow *self)
{
  SgnFileItem *item = get_selected (self);
  g_autofree char *kind = item != NULL ? sgn_file_item_dup_kind (item) : NULL;

  sgn_report_page_set_item (self->report_page, item);
  adw_window_title_set_title (self->details_title,
                              item != NULL ? sgn_file_item_get_name (item) : "");
  adw_window_title_set_subtitle (self->details_title, kind != NULL ? kind : "");
}

static void
on_files_changed (SgnWindow *self)
{
  g_autofree char *subtitle = NULL;
  SgnFileCounts counts;

  sgn_file_list_count (self->files, SGN_EXISTING_SKIP_VALID, &counts);
  subtitle = describe_counts (&counts);
  adw_window_title_set_subtitle (self->list_title, subtitle);
  gtk_stack_set_visible_child (self->stack,
                               counts.files > 0 ? self->files_page : GTK_WIDGET (self->drop_page));
  gtk_widget_set_visible (self->list_pane, counts.files > 1);
  show_details (self);
}

static void
on_activate (SgnWindow *self)
{
  adw_leaflet_set_visible_child (self->panes, self->details_pane);
}

static void
select_item (SgnWindow *self, SgnFileItem *item)
{
  guint position;

  if (item == NULL ||
      sgn_file_list_find (self->files, sgn_file_item_get_file (item), &position) == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, position);
}

static gboolean
on_drop (SgnWindow *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = dropped; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  g_slist_free (dropped);
  sgn_window_open (self, G_LIST_MODEL (files));
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
add_drop_target (SgnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_drop_enter), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_drop_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
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
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
copy_result_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  SgnFileItem *item = get_selected (self);
  g_autofree char *text = NULL;

  if (item == NULL || sgn_file_item_get_report (item) == NULL)
    return;
  text = sgn_phrase_summary (sgn_file_item_get_report (item));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Result copied")));
}

static void
check_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (get_selected (self) == NULL)
    return;
  g_ptr_array_add (items, get_selected (self));
  sgn_file_list_check (self->files, items);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (get_selected (self) != NULL)
    sgn_file_list_remove (self->files, get_selected (self));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (!sgn_pages_pop (self->pages))
    adw_leaflet_navigate (self->panes, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
next_area_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  GtkWidget *areas[] = { GTK_WIDGET (self->list), GTK_WIDGET (self->report_page) };
  guint size = G_N_ELEMENTS (areas);
  guint current = size - 1;
  gboolean found = FALSE;

  for (guint i = 0; i < size; i++)
    if (gtk_widget_get_focus_child (areas[i]) != NULL)
      current = i;
  for (guint i = 1; i <= size && !found; i++) {
    GtkWidget *area = areas[(current + i) % size];

    found = gtk_widget_get_mapped (area) && gtk_widget_child_focus (area, GTK_DIR_TAB_FORWARD);
  }
}

static void
on_trust_changed (SgnWindow *self)
{
  g_autoptr (SgnAnchors) anchors = sgn_trust_settings_create_anchors (sgn_settings_get ());
  SgnVerifyOptions options = { .anchors = anchors };

  sgn_file_list_set_options (self->files, &options);
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

  g_clear_object (&self->chooser);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  G_OBJECT_CLASS (sgn_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.copy-result", NULL, copy_result_action);
  gtk_widget_class_install_action (widget_class, "win.check-again", NULL, check_again_action);
  gtk_widget_class_install_action (widget_class, "win.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.next-area", NULL, next_area_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.next-area", NULL);
}

static void
sgn_window_class_init (SgnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_window_dispose;
  g_type_ensure (SGN_TYPE_DROP_PAGE);
  g_type_ensure (SGN_TYPE_PAGES);
  g_type_ensure (SGN_TYPE_REPORT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "window.ui");
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
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, list);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, report_page);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  install_actions (widget_class);
}

static void
set_up_list (SgnWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_row), NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->files)));
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (show_details),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sgn_window_init (SgnWindow *self)
{
  self->files = sgn_file_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 760);
  set_up_list (self);
  add_drop_target (self);
  g_signal_connect_object (self->files,
                           "changed",
                           G_CALLBACK (on_files_changed),
                           self,
                           G_CONNECT_SWAPPED);
  follow_trust (self);
  on_files_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->drop_page));
}

SgnWindow *
sgn_window_new (AdwApplication *application)
{
  return g_object_new (SGN_TYPE_WINDOW, "application", application, NULL);
}

void
sgn_window_open (SgnWindow *self, GListModel *files)
{
  SgnFileItem *first = sgn_file_list_add (self->files, files);

  select_item (self, first);
  if (g_list_model_get_n_items (files) == 1 || !gtk_widget_get_visible (self->list_pane))
    adw_leaflet_set_visible_child (self->panes, self->details_pane);
  else
    adw_leaflet_set_visible_child (self->panes, self->list_pane);
}
