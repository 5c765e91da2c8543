/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-days.h"

#include <glib/gi18n-lib.h>

#include "ui/base/pages.h"
#include "ui/history/history-entry-page.h"
#include "ui/history/history-row.h"
#include "ui/history/history-words.h"

static void
on_activated (SgnHistoryRow *row)
{
  sgn_pages_push (GTK_WIDGET (row), sgn_history_entry_page_new (sgn_history_row_get_item (row)));
}

GtkWidget *
sgn_history_days_create_row (SgnHistoryItem *item)
{
  GtkWidget *row = sgn_history_row_new (item);

  g_signal_connect (row, "activated", G_CALLBACK (on_activated), NULL);
  return row;
}

void
sgn_history_days_show (GtkBox *days, GPtrArray *items)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *last = NULL;
  GtkWidget *group = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (days))) != NULL)
    gtk_box_remove (days, child);
  for (guint i = 0; i < items->len; i++) {
    SgnHistoryItem *item = g_ptr_array_index (items, i);
    g_autofree char *day = sgn_history_words_day (item->entry->time, now);

    if (g_strcmp0 (day, last) != 0) {
      group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", day, NULL);
      gtk_box_append (days, group);
      g_free (last);
      last = g_steal_pointer (&day);
    }
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), sgn_history_days_create_row (item));
  }
}

SgnNotice *
sgn_history_days_describe_filter (SgnHistoryList *list)
{
  const char *certificate = sgn_history_list_get_certificate (list);
  GPtrArray *items = sgn_history_list_get_items (list);
  GPtrArray *due = sgn_history_list_get_due (list);
  SgnHistoryItem *first = items->len > 0 ? items->pdata[0] : due->len > 0 ? due->pdata[0] : NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (*certificate == '\0')
    return NULL;
  name = first != NULL ? sgn_history_words_name (first->entry->certificate_subject)
                       : g_strdup (certificate);
  /* Translators: the name of a certificate */
  text = g_strdup_printf (_ ("Only what was signed with the certificate “%s”"), name);
  return sgn_notice_new (text, _ ("Show All"), "history.show('')", FALSE);
}

GPtrArray *
sgn_history_days_get_due_files (SgnHistoryList *list)
{
  GPtrArray *items = sgn_history_list_get_due (list);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++) {
    const SgnHistoryItem *item = g_ptr_array_index (items, i);

    g_ptr_array_add (files, g_object_ref (item->file));
  }
  return files;
}
