/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-entry-page.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/fact-row.h"
#include "ui/base/shown-name.h"
#include "ui/history/history-words.h"

struct _SgnHistoryEntryPage {
  GtkBox parent_instance;

  AdwWindowTitle *title;
  AdwPreferencesGroup *facts;
  GtkButton *show;
  GtkWidget *missing;

  SgnHistoryItem *item;
};

G_DEFINE_FINAL_TYPE (SgnHistoryEntryPage, sgn_history_entry_page, GTK_TYPE_BOX)

static void
on_copy_all (SgnHistoryEntryPage *self, GtkWidget *button)
{
  g_autoptr (GPtrArray) facts = sgn_history_words_facts (self->item->entry);
  g_autofree char *text = sgn_facts_to_text (facts);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  sgn_copy_button_confirm (GTK_BUTTON (button));
}

static void
show_title (SgnHistoryEntryPage *self)
{
  g_autofree char *name = sgn_shown_name (self->item->file);
  g_autofree char *date = sgn_phrase_date_time (self->item->entry->time);

  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, date);
}

static void
show_item (SgnHistoryEntryPage *self)
{
  g_autoptr (GPtrArray) facts = sgn_history_words_facts (self->item->entry);
  g_autofree char *uri = g_file_get_uri (self->item->file);

  show_title (self);
  for (guint i = 0; i < facts->len; i++)
    adw_preferences_group_add (self->facts, sgn_fact_row_new (g_ptr_array_index (facts, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->show), !self->item->missing);
  gtk_widget_set_visible (self->missing, self->item->missing);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show), "s", uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show), "history.show-file");
}

static void
sgn_history_entry_page_dispose (GObject *object)
{
  SgnHistoryEntryPage *self = SGN_HISTORY_ENTRY_PAGE (object);

  g_clear_pointer (&self->item, sgn_history_item_unref);
  G_OBJECT_CLASS (sgn_history_entry_page_parent_class)->dispose (object);
}

static void
sgn_history_entry_page_class_init (SgnHistoryEntryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_history_entry_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "history/history-entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryEntryPage, title);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryEntryPage, facts);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryEntryPage, show);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryEntryPage, missing);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_all);
}

static void
sgn_history_entry_page_init (SgnHistoryEntryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_history_entry_page_new (SgnHistoryItem *item)
{
  SgnHistoryEntryPage *self = g_object_new (SGN_TYPE_HISTORY_ENTRY_PAGE, NULL);

  self->item = sgn_history_item_ref (item);
  show_item (self);
  return GTK_WIDGET (self);
}
