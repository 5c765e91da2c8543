/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/due-group.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/history/history-days.h"
#include "ui/history/history-row.h"
#include "ui/history/history-words.h"

struct _SgnDueGroup {
  AdwPreferencesGroup parent_instance;

  GtkButton *stamp;

  GPtrArray *rows;     /* of SgnHistoryRow */
  GPtrArray *followed; /* of SgnFileItem */
};

G_DEFINE_FINAL_TYPE (SgnDueGroup, sgn_due_group, ADW_TYPE_PREFERENCES_GROUP)

/* Shows in the row what the current run does with the file. */
static void
follow_file (SgnDueGroup *self, SgnHistoryRow *row)
{
  GFile *file = sgn_history_row_get_item (row)->file;

  for (guint i = 0; i < self->followed->len; i++) {
    SgnFileItem *item = g_ptr_array_index (self->followed, i);
    SgnFileState state = sgn_file_item_get_state (item);

    if (g_file_equal (sgn_file_item_get_file (item), file) &&
        (state == SGN_FILE_SIGNING || state == SGN_FILE_FAILED))
      sgn_history_row_follow (row, item);
  }
}

static void
clear (SgnDueGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

void
sgn_due_group_show (SgnDueGroup *self, GPtrArray *items)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autofree char *sentence = NULL;
  gint64 end = G_MAXINT64;

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
  if (items->len == 0)
    return;
  for (guint i = 0; i < items->len; i++) {
    SgnHistoryItem *item = g_ptr_array_index (items, i);
    GtkWidget *row = sgn_history_days_create_row (item);

    end = MIN (end, item->entry->certificate_not_after);
    adw_preferences_group_add (group, row);
    g_ptr_array_add (self->rows, row);
    follow_file (self, SGN_HISTORY_ROW (row));
  }
  sentence = sgn_history_words_end (end);
  adw_preferences_group_set_description (group, sentence);
}

void
sgn_due_group_follow (SgnDueGroup *self, GPtrArray *files)
{
  g_ptr_array_set_size (self->followed, 0);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (self->followed, g_object_ref (g_ptr_array_index (files, i)));
  for (guint i = 0; i < self->rows->len; i++)
    follow_file (self, g_ptr_array_index (self->rows, i));
}

void
sgn_due_group_set_busy (SgnDueGroup *self, gboolean busy)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stamp),
                                  busy ? "run.cancel" : "history.stamp-due");
  gtk_button_set_label (self->stamp, busy ? _ ("_Cancel") : _ ("Add Timestamps"));
  if (busy)
    gtk_widget_remove_css_class (GTK_WIDGET (self->stamp), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->stamp), "suggested-action");
}

static void
sgn_due_group_finalize (GObject *object)
{
  SgnDueGroup *self = SGN_DUE_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->followed);
  G_OBJECT_CLASS (sgn_due_group_parent_class)->finalize (object);
}

static void
sgn_due_group_class_init (SgnDueGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_due_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "history/due-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnDueGroup, stamp);
}

static void
sgn_due_group_init (SgnDueGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
