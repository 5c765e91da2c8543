/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/files-page.h"

#include "ui/files/file-words.h"
#include "ui/report/report-page.h"
#include "ui/signing/sign-page.h"
#include "ui/signing/sign-words.h"

struct _SgnFilesPage {
  AdwBin parent_instance;

  GtkWidget *tint;
  AdwLeaflet *panes;
  GtkWidget *list_pane;
  GtkWidget *details_pane;
  AdwWindowTitle *list_title;
  AdwWindowTitle *details_title;
  GtkWidget *copy;
  GtkMenuButton *more;
  GMenuModel *file_menu;
  GMenuModel *alone_menu; /* while there is no list with the main menu */
  SgnFileFilter *file_filter;
  GtkListView *list;
  GtkStack *details;
  SgnReportPage *report_page;
  SgnSignPage *sign_page;
  SgnBanner *list_banner; /* while there is room for the list only */
  SgnBanner *details_banner;

  SgnFileSelection *selection;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (SgnFilesPage, sgn_files_page, ADW_TYPE_BIN)

static void
sgn_files_page_dispose (GObject *object)
{
  g_clear_object (&SGN_FILES_PAGE (object)->selection);
  G_OBJECT_CLASS (sgn_files_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (SGN_TYPE_BANNER);
  g_type_ensure (SGN_TYPE_FILE_FILTER);
  g_type_ensure (SGN_TYPE_REPORT_PAGE);
  g_type_ensure (SGN_TYPE_SIGN_PAGE);
}

static void
sgn_files_page_class_init (SgnFilesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_files_page_dispose;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "window/files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, tint);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, details_pane);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, list_title);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, details_title);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, copy);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, more);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, file_menu);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, alone_menu);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, file_filter);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, list);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, details);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, report_page);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, sign_page);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, list_banner);
  gtk_widget_class_bind_template_child (widget_class, SgnFilesPage, details_banner);
  gtk_widget_class_bind_template_callback (widget_class, sgn_files_page_show_details);
}

/* The key removes files only while the list has the focus: elsewhere it deletes text. */
static void
add_delete_key (SgnFilesPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                            gtk_named_action_new ("files.remove"));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
sgn_files_page_init (SgnFilesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_delete_key (self);
}

SgnFileSelection *
sgn_files_page_set_files (SgnFilesPage *self, SgnFileList *files)
{
  g_return_val_if_fail (self->selection == NULL, NULL);

  self->selection = sgn_file_selection_new (files, self->file_filter, self->list);
  return g_object_ref (self->selection);
}

gboolean
sgn_files_page_open (SgnFilesPage *self, GListModel *files)
{
  SgnFileList *list = sgn_file_selection_get_files (self->selection);
  SgnFileItem *first = sgn_file_list_add (list, files);
  gboolean single = g_list_model_get_n_items (files) == 1 ||
                    g_list_model_get_n_items (G_LIST_MODEL (list)) == 1;

  if (first == NULL)
    return FALSE;
  sgn_file_selection_select (self->selection, first);
  adw_leaflet_set_visible_child (self->panes, single ? self->details_pane : self->list_pane);
  return TRUE;
}

static void
show_details (SgnFilesPage *self, SgnFileItem *item, SgnSignRun *run)
{
  g_autofree char *kind = item != NULL ? sgn_file_item_dup_kind (item) : NULL;
  gboolean at_work = item != NULL && run != NULL &&
                     sgn_sign_page_is_for (sgn_file_item_get_state (item));

  sgn_report_page_set_item (self->report_page, item);
  sgn_sign_page_set_item (self->sign_page,
                          at_work ? item : NULL,
                          at_work ? sgn_sign_run_get_request (run) : NULL);
  gtk_stack_set_visible_child (self->details,
                               at_work ? GTK_WIDGET (self->sign_page)
                                       : GTK_WIDGET (self->report_page));
  adw_window_title_set_title (self->details_title,
                              item != NULL ? sgn_file_item_get_name (item) : "");
  adw_window_title_set_subtitle (self->details_title, kind != NULL ? kind : "");
}

void
sgn_files_page_update (SgnFilesPage *self, const SgnFileCounts *counts, SgnSignRun *run)
{
  gboolean signing = run != NULL && sgn_sign_run_is_active (run);
  g_autofree char *subtitle = sgn_words_subtitle (counts, signing);

  adw_window_title_set_subtitle (self->list_title, subtitle);
  gtk_widget_set_visible (self->list_pane, counts->files > 1);
  gtk_menu_button_set_menu_model (self->more,
                                  counts->files > 1 ? self->file_menu : self->alone_menu);
  gtk_menu_button_set_primary (self->more, counts->files == 1);
  show_details (self, sgn_file_selection_get_current (self->selection), run);
}

void
sgn_files_page_show_notice (SgnFilesPage *self, const SgnNotice *notice)
{
  gboolean in_list = self->narrow && gtk_widget_get_visible (self->list_pane);

  sgn_banner_show (self->list_banner, in_list ? notice : NULL);
  sgn_banner_show (self->details_banner, in_list ? NULL : notice);
}

void
sgn_files_page_set_signer (SgnFilesPage *self, const char *signer, const char *button)
{
  sgn_report_page_set_signer (self->report_page, signer, button);
}

void
sgn_files_page_set_narrow (SgnFilesPage *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_visible (self->copy, !narrow);
}

void
sgn_files_page_set_hover (SgnFilesPage *self, gboolean hover)
{
  gtk_widget_set_visible (self->tint, hover);
}

void
sgn_files_page_show_details (SgnFilesPage *self)
{
  adw_leaflet_set_visible_child (self->panes, self->details_pane);
}

void
sgn_files_page_go_back (SgnFilesPage *self)
{
  adw_leaflet_navigate (self->panes, ADW_NAVIGATION_DIRECTION_BACK);
}

GtkWidget *
sgn_files_page_get_list_pane (SgnFilesPage *self)
{
  return self->list_pane;
}

GtkWidget *
sgn_files_page_get_details_pane (SgnFilesPage *self)
{
  return self->details_pane;
}
