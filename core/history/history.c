/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-history"

/* What is done with the history: add, search, mark and delete. Values are always bound to
 * placeholders, never put into the SQL, because names of files may contain anything. */

#include "config.h"

#include "core/history/history.h"

#include <string.h>

#include "core/history/columns.h"
#include "core/history/history-private.h"

typedef sqlite3_stmt Statement;

static void
statement_free (Statement *self)
{
  sqlite3_finalize (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, statement_free)

static int
bind (Statement *statement,
      int number,
      const SgnHistoryColumn *column,
      const SgnHistoryEntry *entry)
{
  if (column->kind != SGN_HISTORY_TEXT)
    return sqlite3_bind_int64 (statement, number, *sgn_history_column_get_number (column, entry));
  return sqlite3_bind_text (statement,
                            number,
                            *sgn_history_column_get_text (column, entry),
                            -1,
                            SQLITE_STATIC);
}

static int
insert (SgnHistory *self, sqlite3 *db, gpointer data)
{
  g_autofree char *names = sgn_history_columns_to_names ();
  g_autofree char *values = sgn_history_columns_to_placeholders ();
  g_autofree char *sql = g_strdup_printf ("INSERT INTO signature (%s) VALUES (%s)", names, values);
  g_autoptr (Statement) statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  for (int i = 0; i < SGN_N_HISTORY_COLUMNS && code == SQLITE_OK; i++)
    code = bind (statement, i + 1, &sgn_history_columns[i], data);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

void
sgn_history_add (SgnHistory *self, const SgnHistoryEntry *entry)
{
  sgn_history_do_quietly (self, insert, (gpointer) entry);
}

/* Adds the timestamps to the entries of the file that have none yet, found by signer. */
typedef struct {
  const SgnOutcome *outcome;
  char *file;
} Stamped;

static int
update (SgnHistory *self, sqlite3 *db, gpointer data)
{
  const Stamped *stamped = data;
  const SgnReport *report = stamped->outcome->report;
  SgnTimestampServer *server = stamped->outcome->server;
  g_autoptr (Statement) statement = NULL;
  int code;

  code = sqlite3_prepare_v2 (db,
                             "UPDATE signature SET timestamp_time = ?, timestamp_server = ?"
                             " WHERE file = ? AND certificate_sha256 = ? AND timestamp_time = 0",
                             -1,
                             &statement,
                             NULL);
  for (guint i = 0; i < report->signatures->len && code == SQLITE_OK; i++) {
    const SgnSignatureReport *signature = report->signatures->pdata[i];

    if (signature->timestamp == NULL || signature->signer == NULL)
      continue;
    sqlite3_reset (statement);
    sqlite3_bind_int64 (statement, 1, signature->timestamp->time);
    sqlite3_bind_text (statement,
                       2,
                       server != NULL ? sgn_timestamp_server_get_shown_uri (server) : NULL,
                       -1,
                       SQLITE_TRANSIENT);
    sqlite3_bind_text (statement, 3, stamped->file, -1, SQLITE_STATIC);
    sqlite3_bind_text (statement,
                       4,
                       sgn_certificate_get_sha256 (signature->signer),
                       -1,
                       SQLITE_STATIC);
    code = sqlite3_step (statement);
    code = code == SQLITE_DONE ? SQLITE_OK : code;
  }
  return code;
}

void
sgn_history_add_timestamp (SgnHistory *self, const SgnOutcome *outcome)
{
  g_autofree char *file = g_file_get_parse_name (outcome->output);
  Stamped stamped = { outcome, file };

  sgn_history_do_quietly (self, update, &stamped);
}

/* Marks the last signature of the file as undone. */
static int
mark_undone (sqlite3 *db, const char *file)
{
  g_autoptr (Statement) statement = NULL;
  int code = sqlite3_prepare_v2 (db,
                                 "UPDATE signature SET action = 'undone' WHERE id ="
                                 " (SELECT max (id) FROM signature WHERE file = ?)",
                                 -1,
                                 &statement,
                                 NULL);

  if (code != SQLITE_OK)
    return code;
  sqlite3_bind_text (statement, 1, file, -1, SQLITE_STATIC);
  code = sqlite3_step (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int
drop_timestamp (sqlite3 *db, const char *file, gint64 time)
{
  g_autoptr (Statement) statement = NULL;
  int code = sqlite3_prepare_v2 (db,
                                 "UPDATE signature SET timestamp_time = 0, timestamp_server = NULL"
                                 " WHERE file = ? AND timestamp_time = ?",
                                 -1,
                                 &statement,
                                 NULL);

  if (code != SQLITE_OK)
    return code;
  sqlite3_bind_text (statement, 1, file, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, time);
  code = sqlite3_step (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int
undo (SgnHistory *self, sqlite3 *db, gpointer data)
{
  const Stamped *stamped = data;
  GPtrArray *signatures = stamped->outcome->report->signatures;
  int code = SQLITE_OK;

  if (stamped->outcome->action != SGN_ACTION_TIMESTAMPED)
    return mark_undone (db, stamped->file);
  for (guint i = 0; i < signatures->len && code == SQLITE_OK; i++) {
    const SgnSignatureReport *signature = signatures->pdata[i];

    if (signature->timestamp != NULL)
      code = drop_timestamp (db, stamped->file, signature->timestamp->time);
  }
  return code;
}

void
sgn_history_take_back (SgnHistory *self, const SgnOutcome *outcome)
{
  g_autofree char *file = g_file_get_parse_name (outcome->output);
  Stamped stamped = { outcome, file };

  if (!sgn_history_is_new (self))
    sgn_history_do_quietly (self, undo, &stamped);
}

typedef struct {
  const SgnHistoryFilter *filter;
  GPtrArray *entries;
} Search;

static SgnHistoryEntry *
read_row (Statement *statement)
{
  SgnHistoryEntry *entry = g_new0 (SgnHistoryEntry, 1);

  entry->id = sqlite3_column_int64 (statement, 0);
  for (int i = 0; i < SGN_N_HISTORY_COLUMNS; i++) {
    const SgnHistoryColumn *column = &sgn_history_columns[i];
    const char *text = (const char *) sqlite3_column_text (statement, i + 1);

    if (column->kind != SGN_HISTORY_TEXT)
      *sgn_history_column_get_number (column, entry) = sqlite3_column_int64 (statement, i + 1);
    else if (text != NULL)
      /* Another program may have written it. */
      *sgn_history_column_get_text (column, entry) = g_utf8_make_valid (text, -1);
  }
  return entry;
}

/* Escapes the special characters of LIKE. */
static char *
make_pattern (const char *text)
{
  GString *pattern = g_string_new ("%");

  for (; *text != '\0'; text++) {
    if (strchr ("%_\\", *text) != NULL)
      g_string_append_c (pattern, '\\');
    g_string_append_c (pattern, *text);
  }
  return g_string_free (g_string_append_c (pattern, '%'), FALSE);
}

/* Windows separates the digits by spaces, OpenSSL by colons. */
static char *
make_thumbprint (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++) {
    if (strchr (": ", *text) == NULL)
      g_string_append_c (digits, g_ascii_tolower (*text));
  }
  return g_string_free (digits, FALSE);
}

static char *
make_query (const SgnHistoryFilter *filter)
{
  g_autofree char *columns = sgn_history_columns_to_names ();
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT id, %s FROM signature AS s WHERE 1", columns);
  if (filter->certificate != NULL)
    g_string_append (sql, " AND ?1 IN (certificate_sha256, certificate_sha1)");
  if (filter->text != NULL)
    g_string_append (sql,
                     " AND (file LIKE ?2 ESCAPE '\\' OR certificate_subject LIKE ?2 ESCAPE '\\'"
                     " OR timestamp_server LIKE ?2 ESCAPE '\\' OR sha256_after LIKE ?2"
                     " OR sha256_before LIKE ?2 OR digest LIKE ?2 OR certificate_sha1 LIKE ?2"
                     " OR certificate_sha256 LIKE ?2)");
  /* Only the last signature of a file can still get a timestamp; the earlier ones are gone. */
  if (filter->timestamps_due)
    g_string_append (sql,
                     " AND timestamp_time = 0 AND id = (SELECT max (id) FROM signature"
                     " WHERE file = s.file AND action IS NOT 'undone')");
  if (filter->since != 0)
    g_string_append (sql, " AND time >= ?3");
  if (filter->until != 0)
    g_string_append (sql, " AND time <= ?4");
  /* By id rather than time: the clock may have been set back. */
  g_string_append (sql, " ORDER BY id DESC LIMIT ?5 OFFSET ?6");
  return g_string_free (sql, FALSE);
}

static void
bind_query (Statement *statement, const SgnHistoryFilter *filter)
{
  if (filter->certificate != NULL)
    sqlite3_bind_text (statement, 1, make_thumbprint (filter->certificate), -1, g_free);
  if (filter->text != NULL)
    sqlite3_bind_text (statement, 2, make_pattern (filter->text), -1, g_free);
  if (filter->since != 0)
    sqlite3_bind_int64 (statement, 3, filter->since);
  if (filter->until != 0)
    sqlite3_bind_int64 (statement, 4, filter->until);
  /* LIMIT -1 means no limit. */
  sqlite3_bind_int64 (statement, 5, filter->limit > 0 ? (gint64) filter->limit : -1);
  sqlite3_bind_int64 (statement, 6, filter->offset);
}

static int
search (SgnHistory *self, sqlite3 *db, gpointer data)
{
  const Search *search = data;
  g_autofree char *sql = make_query (search->filter);
  g_autoptr (Statement) statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  g_ptr_array_set_size (search->entries, 0);
  if (code != SQLITE_OK)
    return code;
  bind_query (statement, search->filter);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (search->entries, read_row (statement));
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

GPtrArray *
sgn_history_find (SgnHistory *self, const SgnHistoryFilter *filter, GError **error)
{
  static const SgnHistoryFilter all = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  Search data = { filter != NULL ? filter : &all, NULL };
  gboolean found;

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_history_entry_free);
  data.entries = entries;
  if (sgn_history_is_new (self)) /* reading does not create a database */
    return g_steal_pointer (&entries);
  found = sgn_history_do (self, search, &data, error);
  return found ? g_steal_pointer (&entries) : NULL;
}

/* Data that another program is reading stays in the write-ahead log until it has finished. */
static int
clear (SgnHistory *self, sqlite3 *db, gpointer data)
{
  guint *count = data;
  /* secure_delete overwrites the rows with zeros; without it they stay readable in free pages. */
  int code = sqlite3_exec (db,
                           "PRAGMA secure_delete = ON; DELETE FROM signature",
                           NULL,
                           NULL,
                           NULL);

  if (code != SQLITE_OK)
    return code;
  *count = (guint) sqlite3_changes (db);
  sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return SQLITE_OK;
}

gboolean
sgn_history_clear (SgnHistory *self, guint *count, GError **error)
{
  guint deleted = 0;

  if (!sgn_history_is_new (self) && !sgn_history_do (self, clear, &deleted, error))
    return FALSE;
  if (count != NULL)
    *count = deleted;
  return TRUE;
}
