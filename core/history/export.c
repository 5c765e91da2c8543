/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-history"

/* Exports the history for spreadsheets (CSV) and scripts (JSON). Texts may come from certificates
 * and names of files, so they are made harmless for the programs that open the export. */

#include "config.h"

#include <string.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/history/columns.h"
#include "core/history/history.h"

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) date = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
add_column (JsonBuilder *builder, const SgnHistoryColumn *column, const SgnHistoryEntry *entry)
{
  g_autofree char *time = NULL;

  switch (column->kind) {
  case SGN_HISTORY_TEXT:
    sgn_json_add_string (builder, column->name, *sgn_history_column_get_text (column, entry));
    break;
  case SGN_HISTORY_TIME:
    time = format_time (*sgn_history_column_get_number (column, entry));
    sgn_json_add_string (builder, column->name, time);
    break;
  case SGN_HISTORY_NUMBER:
  default:
    sgn_json_add_int (builder, column->name, *sgn_history_column_get_number (column, entry));
  }
}

char *
sgn_history_entry_to_json (const SgnHistoryEntry *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sgn_json_add_int (builder, "id", entry->id);
  for (gsize i = 0; i < SGN_N_HISTORY_COLUMNS; i++)
    if (!sgn_history_columns[i].hidden)
      add_column (builder, &sgn_history_columns[i], entry);
  json_builder_end_object (builder);
  return sgn_json_to_text (builder);
}

char *
sgn_history_to_json (GPtrArray *entries)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < entries->len; i++) {
    g_autofree char *entry = sgn_history_entry_to_json (entries->pdata[i]);

    g_string_append_printf (text, "%s\n%s", i > 0 ? "," : "", entry);
  }
  return g_string_free (g_string_append (text, "\n]\n"), FALSE);
}

/* Values that a spreadsheet would interpret as formulas are preceded by an apostrophe. */
static void
append_quoted (GString *csv, const char *value)
{
  g_autofree char *line = sgn_text_line (value);
  const char *text = line;
  char first = text[strspn (text, " ")];

  g_string_append_c (csv, '"');
  if (first != '\0' && strchr ("=+-@", first) != NULL)
    g_string_append_c (csv, '\'');
  /* RFC 4180, 2, rule 7: quotes are doubled. */
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *text);
  }
  g_string_append_c (csv, '"');
}

static void
append_cell (GString *csv, const SgnHistoryColumn *column, const SgnHistoryEntry *entry)
{
  g_autofree char *time = NULL;
  const char *text;

  if (column->kind == SGN_HISTORY_NUMBER) {
    g_string_append_printf (csv,
                            "%" G_GINT64_FORMAT,
                            *sgn_history_column_get_number (column, entry));
    return;
  }
  if (column->kind == SGN_HISTORY_TIME)
    time = format_time (*sgn_history_column_get_number (column, entry));
  text = column->kind == SGN_HISTORY_TIME ? time : *sgn_history_column_get_text (column, entry);
  if (text != NULL)
    append_quoted (csv, text);
}

/* @entry NULL: the head. */
static void
append_row (GString *csv, const SgnHistoryEntry *entry)
{
  if (entry == NULL)
    g_string_append (csv, "id");
  else
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, entry->id);
  for (gsize i = 0; i < SGN_N_HISTORY_COLUMNS; i++) {
    const SgnHistoryColumn *column = &sgn_history_columns[i];

    if (column->hidden)
      continue;
    g_string_append_c (csv, ',');
    if (entry == NULL)
      g_string_append (csv, column->name);
    else
      append_cell (csv, column, entry);
  }
  /* RFC 4180, 2, rule 1. */
  g_string_append (csv, "\r\n");
}

char *
sgn_history_to_csv (GPtrArray *entries)
{
  GString *csv = g_string_new (NULL);

  append_row (csv, NULL);
  for (guint i = 0; i < entries->len; i++)
    append_row (csv, entries->pdata[i]);
  return g_string_free (csv, FALSE);
}
