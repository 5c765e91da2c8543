/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-page.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/banner.h"
#include "ui/history/due-group.h"
#include "ui/history/history-clear.h"
#include "ui/history/history-days.h"
#include "ui/history/history-export-dialog.h"

struct _SgnHistoryPage {
  GtkBox parent_instance;

  GtkSearchBar *search_bar;
  GtkEditable *search;
  SgnBanner *trouble;
  SgnBanner *filter;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *loading;
  GtkWidget *empty;
  GtkWidget *nothing_found;
  AdwStatusPage *failed;
  GtkWidget *list;
  SgnDueGroup *due;
  GtkBox *days;
  GtkWidget *more;

  SgnHistory *history;
  SgnHistoryList *items;
};

G_DEFINE_FINAL_TYPE (SgnHistoryPage, sgn_history_page, GTK_TYPE_BOX)

static gboolean
is_filtered (SgnHistoryPage *self)
{
  return *sgn_history_list_get_certificate (self->items) != '\0' ||
         *sgn_history_list_get_text (self->items) != '\0';
}

static gboolean
is_empty (SgnHistoryPage *self)
{
  return sgn_history_list_get_items (self->items)->len == 0 &&
         sgn_history_list_get_due (self->items)->len == 0;
}

static GtkWidget *
choose_child (SgnHistoryPage *self)
{
  const GError *error = sgn_history_list_get_error (self->items);
  g_autofree char *sentence = NULL;
  g_autofree char *markup = NULL;

  if (error != NULL) {
    sentence = sgn_phrase_gerror (error);
    markup = g_markup_escape_text (sentence, -1);
    adw_status_page_set_description (self->failed, markup);
    return GTK_WIDGET (self->failed);
  }
  if (!sgn_history_list_is_loaded (self->items))
    return self->loading;
  if (is_empty (self))
    return is_filtered (self) ? self->nothing_found : self->empty;
  return self->list;
}

static void
on_items_changed (SgnHistoryPage *self)
{
  g_autoptr (GError) trouble = sgn_history_list_take_trouble (self->items);
  g_autoptr (SgnNotice) filter = sgn_history_days_describe_filter (self->items);

  if (trouble != NULL)
    sgn_history_page_show_trouble (self, trouble);
  sgn_due_group_show (self->due, sgn_history_list_get_due (self->items));
  sgn_history_days_show (self->days, sgn_history_list_get_items (self->items));
  gtk_widget_set_visible (self->more, sgn_history_list_has_more (self->items));
  sgn_banner_show (self->filter, filter);
  gtk_stack_set_visible_child (self->stack, choose_child (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history-page.export-csv", !is_empty (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history-page.export-json", !is_empty (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "history-page.clear",
                                 !is_empty (self) || is_filtered (self));
}

static void
on_search (SgnHistoryPage *self)
{
  sgn_history_list_set_text (self->items, gtk_editable_get_text (self->search));
  sgn_history_list_load (self->items);
}

static void
on_more (SgnHistoryPage *self)
{
  sgn_history_list_load_more (self->items);
}

static void export(SgnHistoryPage *self, SgnHistoryExport kind)
{
  const char *certificate = sgn_history_list_get_certificate (self->items);
  const char *text = sgn_history_list_get_text (self->items);
  const SgnHistoryFilter filter = {
    .certificate = *certificate != '\0' ? certificate : NULL,
    .text = *text != '\0' ? text : NULL,
  };

  sgn_history_export_dialog_show (self->toasts, self->history, &filter, kind);
}

static void
export_csv_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export(SGN_HISTORY_PAGE (widget), SGN_HISTORY_CSV);
}

static void
export_json_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export(SGN_HISTORY_PAGE (widget), SGN_HISTORY_JSON);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHistoryPage *self = SGN_HISTORY_PAGE (widget);

  sgn_history_clear_ask (self->toasts, self->history);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHistoryPage *self = SGN_HISTORY_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_banner_show (SGN_HISTORY_PAGE (widget)->trouble, NULL);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_history_page_reload (SGN_HISTORY_PAGE (widget));
}

static void
sgn_history_page_dispose (GObject *object)
{
  SgnHistoryPage *self = SGN_HISTORY_PAGE (object);

  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  g_clear_object (&self->items);
  g_clear_pointer (&self->history, sgn_history_unref);
  G_OBJECT_CLASS (sgn_history_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class,
                                   "history-page.export-csv",
                                   NULL,
                                   export_csv_action);
  gtk_widget_class_install_action (widget_class,
                                   "history-page.export-json",
                                   NULL,
                                   export_json_action);
  gtk_widget_class_install_action (widget_class, "history-page.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "history-page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "history-page.dismiss", NULL, dismiss_action);
  gtk_widget_class_install_action (widget_class, "history-page.reload", NULL, reload_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "history-page.search",
                                       NULL);
}

static void
sgn_history_page_class_init (SgnHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_history_page_dispose;
  g_type_ensure (SGN_TYPE_BANNER);
  g_type_ensure (SGN_TYPE_DUE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "history/history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, search);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, filter);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, loading);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, empty);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, failed);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, due);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, days);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryPage, more);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  install_actions (widget_class);
}

static void
sgn_history_page_init (SgnHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
}

SgnHistoryPage *
sgn_history_page_new (SgnHistory *history)
{
  SgnHistoryPage *self = g_object_new (SGN_TYPE_HISTORY_PAGE, NULL);

  self->history = sgn_history_ref (history);
  self->items = sgn_history_list_new (history, FALSE);
  g_signal_connect_object (self->items,
                           "changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
  sgn_history_page_reload (self);
  return self;
}

void
sgn_history_page_set_certificate (SgnHistoryPage *self, const char *thumbprint)
{
  sgn_history_list_set_certificate (self->items, thumbprint);
  sgn_history_page_reload (self);
}

void
sgn_history_page_reload (SgnHistoryPage *self)
{
  sgn_history_list_load (self->items);
}

void
sgn_history_page_show_trouble (SgnHistoryPage *self, const GError *trouble)
{
  g_autofree char *sentence = sgn_phrase_gerror (trouble);
  g_autoptr (SgnNotice) notice = sgn_notice_new (sentence, _ ("OK"), "history-page.dismiss", TRUE);

  sgn_banner_show (self->trouble, notice);
}

GPtrArray *
sgn_history_page_get_due (SgnHistoryPage *self)
{
  return sgn_history_days_get_due_files (self->items);
}

void
sgn_history_page_follow (SgnHistoryPage *self, GPtrArray *files)
{
  sgn_due_group_follow (self->due, files);
}

void
sgn_history_page_set_busy (SgnHistoryPage *self, gboolean busy)
{
  sgn_due_group_set_busy (self->due, busy);
}

AdwToastOverlay *
sgn_history_page_get_toasts (SgnHistoryPage *self)
{
  return self->toasts;
}
