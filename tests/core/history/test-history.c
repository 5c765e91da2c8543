/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/history/history.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "tests/support/test-ca.h"

typedef struct {
  char *dir;
  char *path;
  GFile *file;
  SgnHistory *history;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  f->dir = test_dir_new ();
  f->path = g_build_filename (f->dir, "deeper", "history.db", NULL);
  f->file = g_file_new_for_path (f->path);
  f->history = sgn_history_new (f->file);
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  sgn_history_unref (f->history);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
  g_object_unref (f->file);
  g_free (f->path);
  test_dir_remove (f->dir);
}

static void
assert_no_trouble (SgnHistory *history)
{
  g_autoptr (GError) trouble = sgn_history_take_trouble (history);

  g_assert_no_error (trouble);
}

static void
add (SgnHistory *history, const char *file, const char *certificate, gint64 stamped)
{
  SgnHistoryEntry entry = {
    .time = 1700000000,
    .file = (char *) file,
    .action = (char *) "signed",
    .sha256_after = (char *) "aa55",
    .certificate_sha256 = (char *) certificate,
    .certificate_sha1 = (char *) "beef",
    .certificate_subject = (char *) "CN=Größe \"A\", C=DE",
    .timestamp_time = stamped,
  };

  sgn_history_add (history, &entry);
}

static GPtrArray *
find (SgnHistory *history, const SgnHistoryFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = sgn_history_find (history, filter, &error);

  g_assert_no_error (error);
  return entries;
}

static void
assert_count (SgnHistory *history, SgnHistoryFilter filter, guint count)
{
  g_autoptr (GPtrArray) entries = find (history, &filter);

  g_assert_cmpuint (entries->len, ==, count);
}

static void
test_keeps (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) entries = NULL;
  const SgnHistoryEntry *entry;
  GStatBuf info;

  add (f->history, "/a/b.exe", "c0ffee", 0);
  add (f->history, "/a/c.exe", "c0ffee", 1700000001);
  assert_no_trouble (f->history);
  sgn_history_close (f->history);
  entries = find (f->history, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->file, ==, "/a/c.exe");
  g_assert_cmpint (entry->timestamp_time, ==, 1700000001);
  g_assert_cmpstr (entry->certificate_subject, ==, "CN=Größe \"A\", C=DE");
  g_assert_null (entry->token_serial);
  g_assert_cmpint (entry->time, ==, 1700000000);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_filter (Fixture *f, gconstpointer unused)
{
  add (f->history, "/a/b_1.exe", "c0ffee", 0);
  add (f->history, "/a/b%.exe", "c0ffee", 7);
  add (f->history, "/a/d.exe", "decaf0", 0);
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 3);
  assert_count (f->history, (SgnHistoryFilter){ .certificate = "C0:FF:EE" }, 2);
  assert_count (f->history, (SgnHistoryFilter){ .certificate = "be ef" }, 3);
  assert_count (f->history, (SgnHistoryFilter){ .certificate = "c0ff" }, 0);
  assert_count (f->history, (SgnHistoryFilter){ .text = "b%" }, 1);
  assert_count (f->history, (SgnHistoryFilter){ .text = "b_" }, 1);
  assert_count (f->history, (SgnHistoryFilter){ .text = "Größe" }, 3);
  assert_count (f->history, (SgnHistoryFilter){ .text = "' OR 1 --" }, 0);
  assert_count (f->history, (SgnHistoryFilter){ .text = "\\" }, 0);
  assert_count (f->history, (SgnHistoryFilter){ .timestamps_due = TRUE }, 2);
  assert_count (f->history, (SgnHistoryFilter){ .since = 1700000001 }, 0);
  assert_count (f->history, (SgnHistoryFilter){ .until = 1700000000 }, 3);
  assert_count (f->history, (SgnHistoryFilter){ .limit = 2 }, 2);
  assert_count (f->history, (SgnHistoryFilter){ .limit = 2, .offset = 2 }, 1);
}

/* What was signed again with a timestamp is due no more. */
static void
test_due (Fixture *f, gconstpointer unused)
{
  const SgnHistoryFilter due = { .timestamps_due = TRUE };

  add (f->history, "/a.exe", "c0ffee", 0);
  add (f->history, "/a.exe", "c0ffee", 0);
  assert_count (f->history, due, 1);
  add (f->history, "/a.exe", "c0ffee", 5);
  assert_count (f->history, due, 0);
}

static SgnReport *
new_stamped_report (const TestCert *signer)
{
  SgnReport *report = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = sgn_signature_report_new ();
  SgnTimestampReport *timestamp = sgn_timestamp_report_new ();

  timestamp->time = 1700000009;
  g_ptr_array_add (signature->timestamps, timestamp);
  signature->timestamp = timestamp;
  signature->signer = g_object_ref (signer->certificate);
  g_ptr_array_add (report->signatures, signature);
  return report;
}

static void
test_timestamp_added (Fixture *f, gconstpointer unused)
{
  const SgnHistoryFilter due = { .timestamps_due = TRUE };
  g_autoptr (TestCert) signer = test_signer_new (NULL, "A", NULL);
  g_autoptr (GFile) file = g_file_new_for_path ("/a.exe");
  g_autoptr (SgnReport) report = new_stamped_report (signer);
  const SgnOutcome outcome = { .action = SGN_ACTION_TIMESTAMPED, .report = report, .output = file };

  add (f->history, "/a.exe", sgn_certificate_get_sha256 (signer->certificate), 0);
  add (f->history, "/b.exe", sgn_certificate_get_sha256 (signer->certificate), 0);
  sgn_history_add_timestamp (f->history, &outcome);
  assert_no_trouble (f->history);
  assert_count (f->history, due, 1);
}

static void
test_undone (Fixture *f, gconstpointer unused)
{
  const SgnHistoryFilter due = { .timestamps_due = TRUE };
  g_autoptr (GFile) file = g_file_new_for_path ("/a.exe");
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  const SgnOutcome outcome = { .action = SGN_ACTION_SIGNED, .report = report, .output = file };
  g_autoptr (GPtrArray) entries = NULL;
  const SgnHistoryEntry *entry;

  add (f->history, "/a.exe", "c0ffee", 1700000001);
  add (f->history, "/a.exe", "c0ffee", 0);
  add (f->history, "/b.exe", "c0ffee", 0);
  assert_count (f->history, due, 2);
  sgn_history_take_back (f->history, &outcome);
  assert_no_trouble (f->history);
  assert_count (f->history, due, 1);
  entries = find (f->history, NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = entries->pdata[1];
  g_assert_cmpstr (entry->action, ==, "undone");
  entry = entries->pdata[2];
  g_assert_cmpstr (entry->action, ==, "signed");
}

static void
test_timestamp_undone (Fixture *f, gconstpointer unused)
{
  const SgnHistoryFilter due = { .timestamps_due = TRUE };
  g_autoptr (TestCert) signer = test_signer_new (NULL, "A", NULL);
  g_autoptr (GFile) file = g_file_new_for_path ("/a.exe");
  g_autoptr (SgnReport) report = new_stamped_report (signer);
  const SgnOutcome outcome = { .action = SGN_ACTION_TIMESTAMPED, .report = report, .output = file };

  add (f->history, "/a.exe", sgn_certificate_get_sha256 (signer->certificate), 0);
  sgn_history_add_timestamp (f->history, &outcome);
  assert_count (f->history, due, 0);
  sgn_history_take_back (f->history, &outcome);
  assert_no_trouble (f->history);
  assert_count (f->history, due, 1);
}

/* Who only looks leaves nothing behind. */
static void
test_no_database (Fixture *f, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  assert_count (f->history, (SgnHistoryFilter){ 0 }, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
assert_trouble (SgnHistory *history, const char *what)
{
  g_autoptr (GError) trouble = sgn_history_take_trouble (history);

  g_assert_error (trouble, SGN_ERROR, SGN_ERROR_HISTORY);
  if (strstr (trouble->message, what) == NULL)
    g_error ("“%s” instead of “%s”", trouble->message, what);
}

/* What was there is found beside it. */
static char *
find_damaged (Fixture *f)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    if (strstr (name, ".damaged-") != NULL && !g_str_has_suffix (name, "-wal") &&
        !g_str_has_suffix (name, "-shm"))
      return g_build_filename (folder, name, NULL);
  }
  return NULL;
}

static void
test_damaged (Fixture *f, gconstpointer unused)
{
  g_autofree char *rubbish = g_strnfill (5000, 'x');
  g_autofree char *damaged = NULL;
  g_autofree char *content = NULL;

  add (f->history, "/a.exe", "c0ffee", 0);
  sgn_history_close (f->history);
  g_assert_true (g_file_set_contents (f->path, rubbish, -1, NULL));
  add (f->history, "/b.exe", "c0ffee", 0);
  assert_trouble (f->history, "damaged");
  assert_no_trouble (f->history);
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 1);
  damaged = find_damaged (f);
  g_assert_nonnull (damaged);
  g_assert_true (g_file_get_contents (damaged, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, rubbish);
}

/* The head is good, what follows is not. */
static void
test_damaged_inside (Fixture *f, gconstpointer unused)
{
  g_autofree char *content = NULL;
  g_autofree char *damaged = NULL;
  gsize size;

  for (guint i = 0; i < 200; i++)
    add (f->history, "/a.exe", "c0ffee", 0);
  sgn_history_close (f->history);
  g_assert_true (g_file_get_contents (f->path, &content, &size, NULL));
  g_assert_cmpuint (size, >, 8192);
  memset (content + 4096, 0xff, size - 4096);
  g_assert_true (g_file_set_contents (f->path, content, (gssize) size, NULL));
  add (f->history, "/b.exe", "c0ffee", 0);
  assert_trouble (f->history, "damaged");
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 1);
  damaged = find_damaged (f);
  g_assert_nonnull (damaged);
}

static void
test_locked (Fixture *f, gconstpointer unused)
{
  sqlite3 *other = NULL;

  add (f->history, "/a.exe", "c0ffee", 0);
  assert_no_trouble (f->history);
  g_assert_cmpint (sqlite3_open (f->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  add (f->history, "/b.exe", "c0ffee", 0);
  assert_trouble (f->history, "locked");
  sqlite3_exec (other, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (other);
  add (f->history, "/c.exe", "c0ffee", 0);
  assert_no_trouble (f->history);
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 2);
}

/* Nothing of the entries stays in the file, and others come after them. */
static void
test_clear (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *octets = NULL;
  gsize size = 0;
  guint count = 99;

  g_assert_true (sgn_history_clear (f->history, &count, &error));
  g_assert_cmpuint (count, ==, 0);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
  add (f->history, "/secretive.exe", "c0ffee", 0);
  add (f->history, "/secretive.exe", "c0ffee", 0);
  g_assert_true (sgn_history_clear (f->history, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 0);
  sgn_history_close (f->history);
  g_assert_true (g_file_get_contents (f->path, &octets, &size, NULL));
  g_assert_null (memmem (octets, size, "secretive", strlen ("secretive")));
  add (f->history, "/b.exe", "c0ffee", 0);
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 1);
}

static void
test_clear_locked (Fixture *f, gconstpointer unused)
{
  sqlite3 *other = NULL;
  g_autoptr (GError) error = NULL;

  add (f->history, "/a.exe", "c0ffee", 0);
  g_assert_cmpint (sqlite3_open (f->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (sgn_history_clear (f->history, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_HISTORY);
  sqlite3_exec (other, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (other);
  assert_count (f->history, (SgnHistoryFilter){ 0 }, 1);
}

/* Of a later version: left alone. */
static void
test_newer (Fixture *f, gconstpointer unused)
{
  sqlite3 *other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *damaged = NULL;

  add (f->history, "/a.exe", "c0ffee", 0);
  sgn_history_close (f->history);
  g_assert_cmpint (sqlite3_open (f->path, &other), ==, SQLITE_OK);
  sqlite3_exec (other, "PRAGMA user_version = 99", NULL, NULL, NULL);
  sqlite3_close (other);
  add (f->history, "/b.exe", "c0ffee", 0);
  assert_trouble (f->history, "newer");
  g_assert_null (sgn_history_find (f->history, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_HISTORY);
  damaged = find_damaged (f);
  g_assert_null (damaged);
}

static void
test_nowhere (Fixture *f, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/nowhere/history.db");
  g_autoptr (SgnHistory) history = sgn_history_new (file);

  add (history, "/a.exe", "c0ffee", 0);
  assert_trouble (history, "/proc/nowhere");
}

static gpointer
add_many (gpointer history)
{
  for (guint i = 0; i < 50; i++)
    add (history, "/a.exe", "c0ffee", 0);
  return NULL;
}

/* Threads of one program, and another program beside it. */
static void
test_at_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnHistory) other = sgn_history_new (f->file);
  SgnHistory *histories[] = { f->history, f->history, other, other };
  GThread *threads[G_N_ELEMENTS (histories)];

  add (f->history, "/a.exe", "c0ffee", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("add", add_many, histories[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_no_trouble (f->history);
  assert_no_trouble (other);
  assert_count (other, (SgnHistoryFilter){ 0 }, 201);
}

static void
test_json (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  add (f->history, "/a \"quoted\"\nname.exe", "c0ffee", 0);
  add (f->history, "/b.exe", "c0ffee", 1700000001);
  entries = find (f->history, NULL);
  text = sgn_history_to_json (entries);
  root = json_from_string (text, NULL);
  g_assert_nonnull (root);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
  object = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "timestamp_time"),
                   ==,
                   "2023-11-14T22:13:21Z");
  object = json_array_get_object_element (json_node_get_array (root), 1);
  g_assert_true (json_object_get_null_member (object, "timestamp_time"));
  g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, "/a \"quoted\"\nname.exe");
}

static void
test_csv (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *head = sgn_history_to_csv (none);

  add (f->history, "=cmd()", "c0ffee", 0);
  entries = find (f->history, NULL);
  text = sgn_history_to_csv (entries);
  g_assert_true (g_str_has_prefix (head, "id,time,file,"));
  g_assert_true (g_str_has_suffix (head, "program_version\r\n"));
  g_assert_nonnull (strstr (text, ",\"'=cmd()\","));
  g_assert_nonnull (strstr (text, ",\"CN=Größe \"\"A\"\", C=DE\","));
}

#define ADD(path, func) g_test_add ("/history/" path, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keeps", test_keeps);
  ADD ("filter", test_filter);
  ADD ("due", test_due);
  ADD ("timestamp-added", test_timestamp_added);
  ADD ("undone", test_undone);
  ADD ("timestamp-undone", test_timestamp_undone);
  ADD ("no-database", test_no_database);
  ADD ("damaged", test_damaged);
  ADD ("damaged-inside", test_damaged_inside);
  ADD ("locked", test_locked);
  ADD ("clear", test_clear);
  ADD ("clear-locked", test_clear_locked);
  ADD ("newer", test_newer);
  ADD ("nowhere", test_nowhere);
  ADD ("at-once", test_at_once);
  ADD ("json", test_json);
  ADD ("csv", test_csv);
  return g_test_run ();
}
