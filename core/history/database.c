/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-history"

/* The SQLite database behind the history: opening, versions, damage. Several programs may use it at
 * once (window, command line), so it is in WAL mode with a timeout; within this program a lock
 * keeps threads apart, and SQLite's own is switched off. Signing must never fail because of it. */

#include "config.h"

#include "core/history/history-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/history/columns.h"

#define SCHEMA_VERSION 1
/* No transaction here takes longer than a moment. */
#define BUSY_MS 3000

typedef sqlite3_stmt Statement;

static void
statement_free (Statement *self)
{
  sqlite3_finalize (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, statement_free)

struct _SgnHistory {
  gatomicrefcount refs;
  GFile *file;
  GMutex lock;
  sqlite3 *db;     /* opened on first use; NULL before that */
  GError *trouble; /* (nullable) */
};

static char *
make_schema (void)
{
  g_autofree char *columns = sgn_history_columns_to_definitions ();

  return g_strdup_printf ("CREATE TABLE IF NOT EXISTS signature (id INTEGER PRIMARY KEY, %s);"
                          "CREATE INDEX IF NOT EXISTS signature_file ON signature (file, id);"
                          "CREATE INDEX IF NOT EXISTS signature_certificate ON signature "
                          "(certificate_sha256);"
                          "PRAGMA user_version = %d;",
                          columns,
                          SCHEMA_VERSION);
}

static void
close_database (SgnHistory *self)
{
  sqlite3_close (self->db);
  self->db = NULL;
}

static gboolean
fail (SgnHistory *self, int code, GError **error)
{
  const char *path = g_file_peek_path (self->file);
  const char *reason = self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code);

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    reason = _ ("another program keeps it locked");
  g_set_error (error, SGN_ERROR, SGN_ERROR_HISTORY, "%s: %s", path, reason);
  return FALSE;
}

/* Creates folder and file so that only the user can access them from the beginning. */
static gboolean
make_private (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor;

  if (g_mkdir_with_parents (folder, S_IRWXU) == 0) {
    descriptor = open (path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
      close (descriptor);
      return TRUE;
    }
  }
  g_set_error (error, SGN_ERROR, SGN_ERROR_HISTORY, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static int
read_version (SgnHistory *self, int *ret)
{
  g_autoptr (Statement) statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, "PRAGMA user_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code != SQLITE_ROW)
    return code;
  *ret = sqlite3_column_int (statement, 0);
  return SQLITE_OK;
}

static int
prepare_schema (SgnHistory *self, int *version)
{
  g_autofree char *schema = make_schema ();
  /* trusted_schema: nothing in a manipulated file can call functions with side effects. synchronous
   * NORMAL: a power failure may lose the last entries but cannot damage a database in WAL mode. */
  int code = sqlite3_exec (self->db,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                           "PRAGMA trusted_schema = OFF;",
                           NULL,
                           NULL,
                           NULL);

  if (code == SQLITE_OK)
    code = read_version (self, version);
  if (code == SQLITE_OK && *version < SCHEMA_VERSION)
    code = sqlite3_exec (self->db, schema, NULL, NULL, NULL);
  return code;
}

/* Returns SQLite's result code. */
static int
open_database (SgnHistory *self, GError **error)
{
  const char *path = g_file_peek_path (self->file);
  int version = 0;
  int code;

  if (self->db != NULL)
    return SQLITE_OK;
  if (!make_private (path, error))
    return SQLITE_CANTOPEN;
  /* Without SQLITE_OPEN_CREATE, since make_private() has created the file with the right mode. */
  code = sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK) {
    sqlite3_busy_timeout (self->db, BUSY_MS);
    code = prepare_schema (self, &version);
  }
  /* A newer version may keep data that this one would not carry over. */
  if (code == SQLITE_OK && version > SCHEMA_VERSION) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_HISTORY,
                 _ ("%s was written by a newer version of the program"),
                 path);
    code = SQLITE_MISMATCH;
  } else if (code != SQLITE_OK) {
    fail (self, code, error);
  }
  if (code != SQLITE_OK)
    close_database (self);
  return code;
}

static gboolean
is_damage (int code)
{
  /* The low byte is the primary result code; the rest says more about it. */
  return (code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT;
}

/* Renames the database and the auxiliary files of SQLite. The new name contains the time. */
static void
set_aside (SgnHistory *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  const char *path = g_file_peek_path (self->file);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

  close_database (self);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
    g_autofree char *to = g_strconcat (path, ".damaged-", stamp, suffixes[i], NULL);

    /* The WAL belongs to the damaged file; applied to a new database it would damage that as well.
     * Missing ones do not matter. */
    g_rename (from, to);
  }
  g_clear_error (&self->trouble);
  g_set_error (&self->trouble,
               SGN_ERROR,
               SGN_ERROR_HISTORY,
               _ ("%s was damaged and was renamed to %s.damaged-%s; a new one was created"),
               path,
               path,
               stamp);
}

gboolean
sgn_history_do (SgnHistory *self, SgnHistoryWork work, gpointer data, GError **error)
{
  g_autoptr (GError) local = NULL;
  int code = SQLITE_ERROR;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < 2; i++) {
    g_clear_error (&local);
    code = open_database (self, &local);
    if (code == SQLITE_OK) {
      code = work (self, self->db, data);
      if (code != SQLITE_OK)
        fail (self, code, &local);
    }
    if (!is_damage (code))
      break;
    set_aside (self);
  }
  g_mutex_unlock (&self->lock);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return code == SQLITE_OK;
}

void
sgn_history_do_quietly (SgnHistory *self, SgnHistoryWork work, gpointer data)
{
  GError *error = NULL;

  if (sgn_history_do (self, work, data, &error))
    return;
  g_mutex_lock (&self->lock);
  g_clear_error (&self->trouble);
  self->trouble = error;
  g_mutex_unlock (&self->lock);
}

gboolean
sgn_history_is_new (SgnHistory *self)
{
  gboolean is_new;

  g_mutex_lock (&self->lock);
  /* Nothing was signed yet: looking must not create an empty database. */
  is_new = self->db == NULL && access (g_file_peek_path (self->file), F_OK) != 0 && errno == ENOENT;
  g_mutex_unlock (&self->lock);
  return is_new;
}

void
sgn_history_close (SgnHistory *self)
{
  g_mutex_lock (&self->lock);
  close_database (self);
  g_mutex_unlock (&self->lock);
}

GError *
sgn_history_take_trouble (SgnHistory *self)
{
  GError *trouble;

  g_mutex_lock (&self->lock);
  trouble = g_steal_pointer (&self->trouble);
  g_mutex_unlock (&self->lock);
  return trouble;
}

SgnHistory *
sgn_history_new (GFile *file)
{
  SgnHistory *self = g_new0 (SgnHistory, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->file = g_object_ref (file);
  return self;
}

static gpointer
make_default (gpointer unused)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "signet", "history.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return sgn_history_new (file);
}

SgnHistory *
sgn_history_get_default (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_default, NULL);
}

SgnHistory *
sgn_history_ref (SgnHistory *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_history_unref (SgnHistory *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  close_database (self);
  g_clear_error (&self->trouble);
  g_mutex_clear (&self->lock);
  g_object_unref (self->file);
  g_free (self);
}
