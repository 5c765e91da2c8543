/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-history"

#include "config.h"

#include <string.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/history/history.h"

/* One column of an export; either text or number. */
typedef struct {
  const char *name;
  char *text;
  gint64 number;
  gboolean is_number;
} Field;

#define N_FIELDS 17

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) date = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/* The texts are the caller's where they are made here: times. */
static void
fill (const SgnHistoryEntry *e, char **times, Field *fields)
{
  const Field all[N_FIELDS] = {
    { "id", NULL, e->id, TRUE },
    { "time", times[0] },
    { "file", e->file },
    { "action", e->action },
    { "format", e->format },
    { "sha256_before", e->sha256_before },
    { "sha256_after", e->sha256_after },
    { "digest_algorithm", e->digest_algorithm },
    { "digest", e->digest },
    { "certificate_sha256", e->certificate_sha256 },
    { "certificate_sha1", e->certificate_sha1 },
    { "certificate_subject", e->certificate_subject },
    { "certificate_serial", e->certificate_serial },
    { "token_serial", e->token_serial },
    { "timestamp_time", times[1] },
    { "timestamp_server", e->timestamp_server },
    { "program_version", e->program_version },
  };

  memcpy (fields, all, sizeof all);
}

static void
add_fields (JsonBuilder *builder, const Field *fields)
{
  json_builder_begin_object (builder);
  for (gsize i = 0; i < N_FIELDS; i++) {
    if (fields[i].is_number)
      sgn_json_add_int (builder, fields[i].name, fields[i].number);
    else
      sgn_json_add_string (builder, fields[i].name, fields[i].text);
  }
  json_builder_end_object (builder);
}

char *
sgn_history_entry_to_json (const SgnHistoryEntry *entry)
{
  g_autofree char *signed_at = format_time (entry->time);
  g_autofree char *stamped_at = format_time (entry->timestamp_time);
  char *times[] = { signed_at, stamped_at };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Field fields[N_FIELDS];

  fill (entry, times, fields);
  add_fields (builder, fields);
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

/* What a spreadsheet would calculate instead of show is put behind an apostrophe. */
static void
append_quoted (GString *csv, const char *value)
{
  g_autofree char *line = sgn_text_line (value);
  const char *text = line;
  char first = text[strspn (text, " ")];

  g_string_append_c (csv, '"');
  if (first != '\0' && strchr ("=+-@", first) != NULL)
    g_string_append_c (csv, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *text);
  }
  g_string_append_c (csv, '"');
}

static void
append_row (GString *csv, const Field *fields, gboolean head)
{
  for (gsize i = 0; i < N_FIELDS; i++) {
    if (i > 0)
      g_string_append_c (csv, ',');
    if (head)
      g_string_append (csv, fields[i].name);
    else if (fields[i].is_number)
      g_string_append_printf (csv, "%" G_GINT64_FORMAT, fields[i].number);
    else if (fields[i].text != NULL)
      append_quoted (csv, fields[i].text);
  }
  g_string_append (csv, "\r\n");
}

char *
sgn_history_to_csv (GPtrArray *entries)
{
  const SgnHistoryEntry nothing = { 0 };
  char *none[] = { NULL, NULL };
  GString *csv = g_string_new (NULL);
  Field fields[N_FIELDS];

  fill (&nothing, none, fields);
  append_row (csv, fields, TRUE);
  for (guint i = 0; i < entries->len; i++) {
    const SgnHistoryEntry *entry = entries->pdata[i];
    g_autofree char *signed_at = format_time (entry->time);
    g_autofree char *stamped_at = format_time (entry->timestamp_time);
    char *times[] = { signed_at, stamped_at };

    fill (entry, times, fields);
    append_row (csv, fields, FALSE);
  }
  return g_string_free (csv, FALSE);
}
