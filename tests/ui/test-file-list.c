/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "core/catalog/make.h"
#include "core/sign/sign.h"
#include "tests/support/samples.h"
#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/files/file-list.h"

typedef struct {
  char *dir;
  SgnFileList *list;
  guint changes;
} Fixture;

static void
count (guint *counter)
{
  (*counter)++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = test_dir_new ();
  self->list = sgn_file_list_new ();
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (count), &self->changes);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_dir_remove (self->dir);
}

static GFile *
write_file (Fixture *self, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path,
                       g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
write_program (Fixture *self, const char *name)
{
  g_autoptr (GFile) file = write_file (self, name, sgn_sample_get_plain ("pe"));
}

/* @path relative to the folder of the test. */
static SgnFileItem *
add (Fixture *self, const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *whole = g_build_filename (self->dir, path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (whole);

  g_list_store_append (files, file);
  return sgn_file_list_add (self->list, G_LIST_MODEL (files));
}

static gboolean
is_checked (gpointer data)
{
  SgnFileCounts counts;

  sgn_file_list_count (data, SGN_EXISTING_SKIP_VALID, &counts);
  return counts.checking == 0;
}

static void
assert_names (SgnFileList *list, const char *const *names)
{
  guint size = g_strv_length ((char **) names);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, size);
  for (guint i = 0; i < size; i++) {
    g_autoptr (SgnFileItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_assert_cmpstr (sgn_file_item_get_name (item), ==, names[i]);
  }
}

static void
test_checked_at_once (Fixture *self, gconstpointer data)
{
  SgnFileItem *item;
  SgnFileCounts counts;

  write_program (self, "setup.exe");
  item = add (self, "setup.exe");
  g_assert_nonnull (item);
  ui_test_wait (is_checked, self->list);
  g_assert_cmpint (sgn_file_item_get_report (item)->verdict, ==, SGN_VERDICT_UNSIGNED);
  sgn_file_list_count (self->list, SGN_EXISTING_SKIP_VALID, &counts);
  g_assert_cmpuint (counts.files, ==, 1);
  g_assert_cmpuint (counts.is_unsigned, ==, 1);
  g_assert_cmpuint (counts.to_sign, ==, 1);
  g_assert_cmpuint (counts.problems, ==, 0);
  g_assert_cmpuint (self->changes, >, 0);
}

static void
test_listed_once (Fixture *self, gconstpointer data)
{
  SgnFileItem *item;

  write_program (self, "setup.exe");
  item = add (self, "setup.exe");
  g_assert_true (add (self, "setup.exe") == item);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1);
  ui_test_wait (is_checked, self->list);
}

/* In order of names, below every depth; neither hidden things nor what cannot be signed. */
static void
test_folder (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.exe", "b.exe", "c.exe", NULL };
  g_autofree char *link = g_build_filename (self->dir, "tree", "link", NULL);

  write_program (self, "tree/c.exe");
  write_program (self, "tree/a.exe");
  write_program (self, "tree/b/b/b.exe");
  write_program (self, "tree/read.me");
  write_program (self, "tree/.hidden/d.exe");
  write_program (self, "elsewhere/e.exe");
  g_assert_cmpint (symlink (self->dir, link), ==, 0);
  add (self, "tree");
  assert_names (self->list, names);
  ui_test_wait (is_checked, self->list);
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("MZ is not enough", 16);
  g_autoptr (GFile) file = write_file (self, "short.exe", bytes);
  g_autoptr (GPtrArray) run = NULL;
  SgnFileItem *item = add (self, "short.exe");
  SgnFileItem *missing = add (self, "missing.exe");

  ui_test_wait (is_checked, self->list);
  g_assert_cmpint (sgn_file_item_get_report (item)->verdict, ==, SGN_VERDICT_UNREADABLE);
  g_assert_cmpint (sgn_file_item_get_report (missing)->verdict, ==, SGN_VERDICT_UNREADABLE);
  run = sgn_file_list_get_run (self->list, SGN_EXISTING_REPLACE);
  g_assert_cmpuint (run->len, ==, 0);
}

static void
test_remove_and_insert (Fixture *self, gconstpointer data)
{
  static const char *const all[] = { "a.exe", "b.exe", "c.exe", NULL };
  static const char *const rest[] = { "a.exe", "c.exe", NULL };
  g_autoptr (SgnFileItem) item = NULL;
  guint position = 0;

  for (guint i = 0; all[i] != NULL; i++)
    write_program (self, all[i]);
  add (self, ".");
  assert_names (self->list, all);
  ui_test_wait (is_checked, self->list);
  item = g_list_model_get_item (G_LIST_MODEL (self->list), 1);
  g_assert_true (sgn_file_list_find (self->list, sgn_file_item_get_file (item), &position) == item);
  g_assert_cmpuint (position, ==, 1);
  sgn_file_list_remove (self->list, item);
  assert_names (self->list, rest);
  g_assert_null (sgn_file_list_find (self->list, sgn_file_item_get_file (item), NULL));
  sgn_file_list_insert (self->list, 1, item);
  assert_names (self->list, all);
}

/* What is taken out is checked no longer, and again once it comes back. */
static void
test_remove_while_checking (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnFileItem) item = NULL;
  SgnJob *job;

  write_program (self, "a.exe");
  item = g_object_ref (add (self, "a.exe"));
  job = sgn_file_item_get_job (item);
  sgn_file_list_remove (self->list, item);
  g_assert_true (sgn_file_item_was_stopped (item));
  sgn_file_list_insert (self->list, 0, item);
  g_assert_true (sgn_file_item_get_job (item) != job);
  ui_test_wait (is_checked, self->list);
  g_assert_cmpint (sgn_file_item_get_report (item)->verdict, ==, SGN_VERDICT_UNSIGNED);
}

/* A trusted catalog of what is in @files, beside them. */
static void
write_catalog (Fixture *self, const char *name, TestCert *root, GPtrArray *files)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example", NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (identity, anchors);
  const SgnCatalogOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sgn_catalog_make (files, &options, NULL, &error);
  g_autoptr (GFile) file = NULL;
  g_autoptr (SgnOutcome) outcome = NULL;

  g_assert_no_error (error);
  file = write_file (self, name, bytes);
  outcome = sgn_sign_file (file, request, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_by_catalog (SgnFileItem *item, SgnVerdict verdict)
{
  SgnReport *report = sgn_file_item_get_report (item);

  g_assert_cmpint (report->verdict, ==, verdict);
  if (verdict == SGN_VERDICT_VALID)
    g_assert_cmpstr (report->headline->catalog, ==, "files.cat");
  g_assert_false (sgn_file_item_will_be_signed (item, SGN_EXISTING_SKIP_VALID));
}

/* Dropped before the catalog or after it, and of a kind that carries no signature itself. */
static void
test_catalog (Fixture *self, gconstpointer data)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (SgnVerifyOptions) options = sgn_verify_options_new (NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) text = g_bytes_new_static ("[Version]", 9);
  g_autoptr (GBytes) other_text = g_bytes_new_static ("[Other]", 7);
  SgnFileItem *before, *after, *other;

  options->anchors = sgn_anchors_new ();
  sgn_anchors_add (options->anchors, root->certificate);
  sgn_file_list_set_options (self->list, options);
  g_ptr_array_add (files, write_file (self, "setup.exe", sgn_sample_get_plain ("pe")));
  g_ptr_array_add (files, write_file (self, "net.inf", text));
  write_catalog (self, "files.cat", root, files);
  g_object_unref (write_file (self, "other.inf", other_text));
  before = add (self, "setup.exe");
  ui_test_wait (is_checked, self->list);
  g_assert_cmpint (sgn_file_item_get_report (before)->verdict, ==, SGN_VERDICT_UNSIGNED);
  add (self, "files.cat");
  after = add (self, "net.inf");
  other = add (self, "other.inf");
  ui_test_wait (is_checked, self->list);
  assert_by_catalog (before, SGN_VERDICT_VALID);
  assert_by_catalog (after, SGN_VERDICT_VALID);
  assert_by_catalog (other, SGN_VERDICT_UNSIGNED);
}

/* A list that goes while files are being checked takes its jobs along. */
static void
test_gone_while_checking (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 50; i++) {
    g_autofree char *name = g_strdup_printf ("many/%02u.exe", i);

    write_program (self, name);
  }
  add (self, "many");
  g_clear_object (&self->list);
  self->list = sgn_file_list_new ();
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/file-list/checked-at-once", test_checked_at_once },
    { "/file-list/listed-once", test_listed_once },
    { "/file-list/folder", test_folder },
    { "/file-list/unreadable", test_unreadable },
    { "/file-list/remove-and-insert", test_remove_and_insert },
    { "/file-list/remove-while-checking", test_remove_while_checking },
    { "/file-list/catalog", test_catalog },
    { "/file-list/gone-while-checking", test_gone_while_checking },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
