/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-export.h"

#include <string.h>

typedef struct {
  SgnHistory *history;
  SgnHistoryExport kind;
  char *certificate;
  char *text;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  sgn_history_unref (self->history);
  g_free (self->certificate);
  g_free (self->text);
  g_object_unref (self->file);
  g_free (self);
}

static int export(Export *self, GError **error)
{
  const SgnHistoryFilter filter = { .certificate = self->certificate, .text = self->text };
  g_autoptr (GPtrArray) entries = sgn_history_find (self->history, &filter, error);
  g_autofree char *content = NULL;

  if (entries == NULL)
    return -1;
  content = self->kind == SGN_HISTORY_JSON ? sgn_history_to_json (entries)
                                           : sgn_history_to_csv (entries);
  if (!g_file_replace_contents (self->file,
                                content,
                                strlen (content),
                                NULL,
                                FALSE,
                                G_FILE_CREATE_PRIVATE,
                                NULL,
                                NULL,
                                error))
    return -1;
  return (int) entries->len;
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  int count = export(data, &error);

  if (count >= 0)
    g_task_return_int (task, count);
  else
    g_task_return_error (task, error);
}

char *
sgn_history_export_name (SgnHistoryExport kind, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *date = g_date_time_format (time, "%Y-%m-%d");

  return g_strdup_printf ("signet-history-%s.%s", date, kind == SGN_HISTORY_JSON ? "json" : "csv");
}

void
sgn_history_export_async (SgnHistory *history,
                          const SgnHistoryFilter *filter,
                          SgnHistoryExport kind,
                          GFile *file,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Export *self = g_new0 (Export, 1);

  self->history = sgn_history_ref (history);
  self->kind = kind;
  self->certificate = g_strdup (filter->certificate);
  self->text = g_strdup (filter->text);
  self->file = g_object_ref (file);
  g_task_set_source_tag (task, sgn_history_export_async);
  g_task_set_task_data (task, self, export_free);
  g_task_run_in_thread (task, export_thread);
}

int
sgn_history_export_finish (GAsyncResult *result, GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}
