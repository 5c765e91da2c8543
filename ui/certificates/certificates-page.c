/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificates-page.h"

#include "ui/base/toast.h"
#include "ui/certificates/certificates-details.h"
#include "ui/certificates/certificates-row.h"
#include "ui/certificates/certificates-words.h"
#include "ui/certificates/entry-actions.h"
#include "ui/certificates/identity-actions.h"

struct _SgnCertificatesPage {
  GtkBox parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *none;
  GtkWidget *import_button;
  AdwLeaflet *panes;
  GtkWidget *list_pane;
  GtkWidget *details_pane;
  GtkListBox *rows;
  AdwWindowTitle *title;
  GtkMenuButton *more;
  AdwBin *place;
  GMenuModel *identity_menu;
  GMenuModel *request_menu;

  SgnShownEntry *shown;
  SgnAnchors *anchors; /* (nullable) */
  GtkSortListModel *entries;
};

G_DEFINE_FINAL_TYPE (SgnCertificatesPage, sgn_certificates_page, GTK_TYPE_BOX)

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
show_details (SgnCertificatesPage *self)
{
  gboolean focused = has_focus (GTK_WIDGET (self->place));
  gpointer entry = sgn_shown_entry_get (self->shown);
  g_autofree char *title = NULL;

  if (entry == NULL) {
    adw_bin_set_child (self->place, NULL);
    return;
  }
  title = sgn_entry_dup_title (entry);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, sgn_entry_get_role (entry));
  gtk_menu_button_set_menu_model (self->more,
                                  SGN_IS_REQUEST_ITEM (entry) ? self->request_menu
                                                              : self->identity_menu);
  adw_bin_set_child (self->place, GTK_WIDGET (sgn_certificates_details_new (entry, self->anchors)));
  sgn_identity_actions_update (self->shown);
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->place), GTK_DIR_TAB_FORWARD);
}

static void
show (SgnCertificatesPage *self, gpointer item)
{
  if (sgn_shown_entry_get (self->shown) == item)
    return;
  sgn_shown_entry_set (self->shown, item);
  show_details (self);
}

static void
on_selected (SgnCertificatesPage *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show (self, sgn_certificates_row_get_item (SGN_CERTIFICATES_ROW (row)));
}

static void
on_activated (SgnCertificatesPage *self)
{
  if (adw_leaflet_get_folded (self->panes))
    adw_leaflet_set_visible_child (self->panes, self->details_pane);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return sgn_entry_compare ((gpointer) a, (gpointer) b, g_get_real_time () / G_USEC_PER_SEC);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return sgn_certificates_row_new (item);
}

static GtkListBoxRow *
find_row (SgnCertificatesPage *self, gpointer item)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (sgn_certificates_row_get_item (SGN_CERTIFICATES_ROW (row)) == item)
      return row;
  return NULL;
}

/* Keeps one entry selected as long as there are entries. */
static void
on_items_changed (SgnCertificatesPage *self, guint position)
{
  guint size = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  GtkListBoxRow *row = find_row (self, sgn_shown_entry_get (self->shown));

  gtk_stack_set_visible_child (self->stack, size > 0 ? GTK_WIDGET (self->panes) : self->none);
  if (size == 0) {
    sgn_shown_entry_set (self->shown, NULL);
    show_details (self);
    return;
  }
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->rows, (int) MIN (position, size - 1));
  gtk_list_box_select_row (self->rows, row);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_certificates_page_go_back (SGN_CERTIFICATES_PAGE (widget));
}

static gboolean
sgn_certificates_page_grab_focus (GtkWidget *widget)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->import_button);
}

static void
sgn_certificates_page_dispose (GObject *object)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (sgn_shown_entry_get_identities (self->shown), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry", NULL);
  g_clear_object (&self->entries);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->anchors, sgn_anchors_unref);
  G_OBJECT_CLASS (sgn_certificates_page_parent_class)->dispose (object);
}

static void
sgn_certificates_page_class_init (SgnCertificatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_certificates_page_dispose;
  widget_class->grab_focus = sgn_certificates_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/certificates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, none);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, details_pane);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, rows);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, title);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, more);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, place);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, identity_menu);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesPage, request_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_install_action (widget_class, "entry.close", NULL, close_action);
}

/* A password may have been remembered after the entry was shown. */
static void
on_menu (GtkMenuButton *button, gpointer user_data)
{
  sgn_identity_actions_look_for_password (SGN_CERTIFICATES_PAGE (user_data)->shown);
}

static void
sgn_certificates_page_init (SgnCertificatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->more, on_menu, self, NULL);
}

static void
set_up_entries (SgnCertificatesPage *self, SgnIdentityList *identities, GListStore *requests)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));

  g_list_store_append (models, identities);
  g_list_store_append (models, requests);
  self->entries = gtk_sort_list_model_new (G_LIST_MODEL (
                                               gtk_flatten_list_model_new (G_LIST_MODEL (models))),
                                           sorter);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->entries), create_row, NULL, NULL);
  g_signal_connect_object (self->entries,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
show_message (SgnCertificatesPage *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, sgn_toast_new (text));
}

static void
set_up_actions (SgnCertificatesPage *self)
{
  GActionMap *actions = sgn_shown_entry_get_actions (self->shown);

  sgn_entry_actions_add (self->shown);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry", G_ACTION_GROUP (actions));
  g_signal_connect_object (self->shown,
                           "message",
                           G_CALLBACK (show_message),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown,
                           "select",
                           G_CALLBACK (sgn_certificates_page_select),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Some of what is known about the entries has changed. */
static void
refresh (SgnCertificatesPage *self)
{
  GtkListBoxRow *row;

  gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->entries), GTK_SORTER_CHANGE_DIFFERENT);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    sgn_certificates_row_refresh (SGN_CERTIFICATES_ROW (row));
  show_details (self);
}

GtkWidget *
sgn_certificates_page_new (SgnIdentityList *identities,
                           GListStore *requests,
                           SgnAnchors *anchors,
                           SgnTokenList *tokens)
{
  SgnCertificatesPage *self = g_object_new (SGN_TYPE_CERTIFICATES_PAGE, NULL);

  self->shown = sgn_shown_entry_new (GTK_WIDGET (self), identities, requests, tokens);
  self->anchors = anchors != NULL ? sgn_anchors_ref (anchors) : NULL;
  set_up_actions (self);
  set_up_entries (self, identities, requests);
  g_signal_connect_object (identities, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0);
  return GTK_WIDGET (self);
}

void
sgn_certificates_page_select (SgnCertificatesPage *self, gpointer item)
{
  GtkListBoxRow *row = find_row (self, item);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->rows, row);
  on_activated (self);
}

gboolean
sgn_certificates_page_go_back (SgnCertificatesPage *self)
{
  return adw_leaflet_get_folded (self->panes) &&
         adw_leaflet_navigate (self->panes, ADW_NAVIGATION_DIRECTION_BACK);
}
