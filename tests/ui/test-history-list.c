/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/history/history-export.h"
#include "ui/history/history-list.h"

typedef struct {
  char *dir;
  char *path;
  char *signed_file; /* which is there */
  SgnHistory *history;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  g_autoptr (GFile) file = NULL;

  f->dir = test_dir_new ();
  f->path = g_build_filename (f->dir, "history.db", NULL);
  f->signed_file = g_build_filename (f->dir, "a.exe", NULL);
  g_assert_true (g_file_set_contents (f->signed_file, "MZ", -1, NULL));
  file = g_file_new_for_path (f->path);
  f->history = sgn_history_new (file);
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  sgn_history_unref (f->history);
  g_free (f->path);
  g_free (f->signed_file);
  test_dir_remove (f->dir);
}

static void
add (Fixture *f, const char *file, gint64 stamped, gint64 not_after)
{
  const SgnHistoryEntry entry = {
    .time = 1700000000,
    .file = (char *) file,
    .action = (char *) "signed",
    .certificate_sha256 = (char *) "c0ffee",
    .certificate_subject = (char *) "CN=Example",
    .certificate_not_after = not_after,
    .timestamp_time = stamped,
  };
  g_autoptr (GError) trouble = NULL;

  sgn_history_add (f->history, &entry);
  trouble = sgn_history_take_trouble (f->history);
  g_assert_no_error (trouble);
}

static void
on_changed (guint *count)
{
  (*count)++;
}

static gboolean
is_positive (gpointer count)
{
  return *(guint *) count > 0;
}

static void
load (SgnHistoryList *list)
{
  guint count = 0;

  g_signal_connect_swapped (list, "changed", G_CALLBACK (on_changed), &count);
  sgn_history_list_load (list);
  ui_test_wait (is_positive, &count);
  g_signal_handlers_disconnect_by_data (list, &count);
}

static void
test_due (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnHistoryList) list = sgn_history_list_new (f->history, FALSE);
  g_autoptr (SgnHistoryList) due = sgn_history_list_new (f->history, TRUE);
  const SgnHistoryItem *item;

  g_assert_false (sgn_history_list_is_loaded (list));
  add (f, "/nowhere/gone.exe", 0, G_MAXINT32);
  add (f, f->path, 0, 1700000001); /* expired: too late */
  add (f, f->signed_file, 0, G_MAXINT32);
  load (list);
  load (due);
  g_assert_true (sgn_history_list_is_loaded (list));
  g_assert_cmpuint (sgn_history_list_get_due (list)->len, ==, 1);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 2);
  g_assert_cmpuint (sgn_history_list_get_due (due)->len, ==, 1);
  g_assert_cmpuint (sgn_history_list_get_items (due)->len, ==, 0);
  item = sgn_history_list_get_due (list)->pdata[0];
  g_assert_true (item->due && !item->missing);
  g_assert_cmpstr (item->entry->file, ==, f->signed_file);
  item = sgn_history_list_get_items (list)->pdata[0];
  g_assert_false (item->due || item->missing);
  item = sgn_history_list_get_items (list)->pdata[1];
  g_assert_true (item->missing && !item->due);
}

static void
test_filter (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnHistoryList) list = sgn_history_list_new (f->history, FALSE);

  add (f, "/nowhere/b.exe", 7, 0);
  add (f, f->signed_file, 0, G_MAXINT32);
  sgn_history_list_set_text (list, "b.exe");
  load (list);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 1);
  g_assert_cmpuint (sgn_history_list_get_due (list)->len, ==, 0);
  sgn_history_list_set_text (list, "");
  sgn_history_list_set_certificate (list, "C0:FF:EE");
  load (list);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 1);
  g_assert_cmpuint (sgn_history_list_get_due (list)->len, ==, 1);
  sgn_history_list_set_certificate (list, "decaf0");
  load (list);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 0);
  g_assert_cmpuint (sgn_history_list_get_due (list)->len, ==, 0);
}

/* What is asked for while it reads holds in the end. */
static void
test_again (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnHistoryList) list = sgn_history_list_new (f->history, FALSE);

  add (f, "/nowhere/b.exe", 7, 0);
  sgn_history_list_set_text (list, "nothing");
  sgn_history_list_load (list);
  sgn_history_list_set_text (list, "b.exe");
  load (list);
  while (sgn_history_list_get_items (list)->len == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_more (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnHistoryList) list = sgn_history_list_new (f->history, FALSE);

  for (guint i = 0; i < 201; i++)
    add (f, "/nowhere/b.exe", 7, 0);
  load (list);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 200);
  g_assert_true (sgn_history_list_has_more (list));
  sgn_history_list_load_more (list);
  while (sgn_history_list_get_items (list)->len == 200)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 201);
  g_assert_false (sgn_history_list_has_more (list));
}

static void
test_damaged (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnHistoryList) list = sgn_history_list_new (f->history, FALSE);
  g_autofree char *rubbish = g_strnfill (5000, 'x');
  g_autoptr (GError) trouble = NULL;

  g_assert_true (g_file_set_contents (f->path, rubbish, -1, NULL));
  load (list);
  g_assert_no_error (sgn_history_list_get_error (list));
  trouble = sgn_history_list_take_trouble (list);
  g_assert_error (trouble, SGN_ERROR, SGN_ERROR_HISTORY);
  g_assert_null (sgn_history_list_take_trouble (list));
}

static void
test_unreadable (Fixture *f, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/version/history.db");
  g_autoptr (SgnHistory) history = sgn_history_new (file);
  g_autoptr (SgnHistoryList) list = sgn_history_list_new (history, FALSE);

  load (list);
  g_assert_error (sgn_history_list_get_error (list), SGN_ERROR, SGN_ERROR_HISTORY);
  g_assert_cmpuint (sgn_history_list_get_items (list)->len, ==, 0);
}

typedef struct {
  gboolean done;
  int count;
  GError *error;
} Exported;

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exported *exported = user_data;

  exported->count = sgn_history_export_finish (result, &exported->error);
  exported->done = TRUE;
}

static gboolean
is_done (gpointer exported)
{
  return ((Exported *) exported)->done;
}

static Exported
export_to (Fixture *f, const SgnHistoryFilter *filter, SgnHistoryExport kind, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Exported exported = { 0 };

  sgn_history_export_async (f->history, filter, kind, file, on_exported, &exported);
  ui_test_wait (is_done, &exported);
  return exported;
}

static void
test_export (Fixture *f, gconstpointer unused)
{
  const SgnHistoryFilter all = { 0 };
  const SgnHistoryFilter one = { .text = "b.exe" };
  g_autofree char *path = g_build_filename (f->dir, "export", NULL);
  g_autofree char *json = NULL;
  g_autofree char *csv = NULL;

  add (f, "/nowhere/b.exe", 7, 0);
  add (f, "/nowhere/c.exe", 7, 0);
  g_assert_cmpint (export_to (f, &all, SGN_HISTORY_JSON, path).count, ==, 2);
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_assert_true (g_str_has_prefix (json, "[\n{"));
  g_assert_cmpint (export_to (f, &one, SGN_HISTORY_CSV, path).count, ==, 1);
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_true (g_str_has_prefix (csv, "id,time,file,"));
  g_assert_null (strstr (csv, "c.exe"));
}

static void
test_export_fails (Fixture *f, gconstpointer unused)
{
  const SgnHistoryFilter all = { 0 };
  Exported exported = export_to (f, &all, SGN_HISTORY_CSV, "/proc/nowhere/export.csv");

  g_assert_cmpint (exported.count, ==, -1);
  g_assert_nonnull (exported.error);
  g_error_free (exported.error);
}

#define ADD(path, func) g_test_add ("/history-list/" path, Fixture, NULL, setup, func, teardown)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("due", test_due);
  ADD ("filter", test_filter);
  ADD ("again", test_again);
  ADD ("more", test_more);
  ADD ("damaged", test_damaged);
  ADD ("unreadable", test_unreadable);
  ADD ("export", test_export);
  ADD ("export-fails", test_export_fails);
  return g_test_run ();
}
