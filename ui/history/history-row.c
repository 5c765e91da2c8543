/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-row.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/format/format.h"
#include "ui/base/shown-name.h"
#include "ui/files/file-words.h"
#include "ui/history/history-words.h"

struct _SgnHistoryRow {
  AdwActionRow parent_instance;

  GtkImage *kind;
  GtkLabel *time;
  GtkImage *state;
  GtkWidget *spinner;

  SgnHistoryItem *item;
  SgnFileItem *file; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SgnHistoryRow, sgn_history_row, ADW_TYPE_ACTION_ROW)

static void
set_state (SgnHistoryRow *self, const char *icon, const char *style)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label" };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), style != NULL ? style : "dim-label");
  gtk_image_set_from_icon_name (self->state, icon);
}

static gboolean
is_stamped (const SgnHistoryItem *item)
{
  return item->entry->timestamp_time != 0 && g_strcmp0 (item->entry->action, "undone") != 0;
}

static void
show_item (SgnHistoryRow *self)
{
  const SgnHistoryItem *item = self->item;
  g_autofree char *subtitle = item->due ? sgn_history_words_due (item->entry)
                                        : sgn_history_words_subtitle (item->entry, item->missing);
  g_autofree char *time = sgn_history_words_time (item->entry->time);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->time, time);
  gtk_widget_set_visible (GTK_WIDGET (self->time), !item->due);
  if (item->due)
    set_state (self, "sgn-clock-symbolic", "warning");
  else if (is_stamped (item))
    set_state (self, "sgn-signed-symbolic", "success");
  else
    set_state (self, "sgn-unsigned-symbolic", NULL);
}

static void
show_name (SgnHistoryRow *self)
{
  const SgnHistoryItem *item = self->item;
  g_autofree char *name = sgn_shown_name (item->file);
  g_autofree char *path = sgn_text_line (item->entry->file);
  const SgnFormat *format = item->entry->format != NULL ? sgn_format_from_id (item->entry->format)
                                                        : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), path);
  gtk_image_set_from_icon_name (self->kind,
                                format != NULL ? format->icon_name : "text-x-generic-symbolic");
  if (item->missing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
}

static void
on_file_changed (SgnHistoryRow *self)
{
  gboolean busy = sgn_file_item_is_busy (self->file);
  g_autofree char *status = sgn_file_item_dup_status (self->file);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), status);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->state), !busy);
  set_state (self,
             sgn_file_item_get_icon (self->file),
             sgn_look_get_style (sgn_file_item_get_look (self->file)));
}

static void
sgn_history_row_dispose (GObject *object)
{
  SgnHistoryRow *self = SGN_HISTORY_ROW (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->item, sgn_history_item_unref);
  G_OBJECT_CLASS (sgn_history_row_parent_class)->dispose (object);
}

static void
sgn_history_row_class_init (SgnHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_history_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "history/history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryRow, kind);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryRow, time);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryRow, state);
  gtk_widget_class_bind_template_child (widget_class, SgnHistoryRow, spinner);
}

static void
sgn_history_row_init (SgnHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_history_row_new (SgnHistoryItem *item)
{
  SgnHistoryRow *self = g_object_new (SGN_TYPE_HISTORY_ROW, NULL);

  self->item = sgn_history_item_ref (item);
  show_name (self);
  show_item (self);
  return GTK_WIDGET (self);
}

SgnHistoryItem *
sgn_history_row_get_item (SgnHistoryRow *self)
{
  return self->item;
}

void
sgn_history_row_follow (SgnHistoryRow *self, SgnFileItem *file)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_set_object (&self->file, file);
  g_signal_connect_object (file, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
  on_file_changed (self);
}
