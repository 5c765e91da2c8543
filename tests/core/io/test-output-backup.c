/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/core/io/output-fixture.h"

static void
test_backup (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *older = g_build_filename (self->folder, "a.exe.orig", NULL);
  struct stat before;
  struct stat after;

  g_assert_true (g_file_set_contents (older, "older", -1, NULL));
  g_assert_cmpint (stat (self->path, &before), ==, 0);
  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  g_assert_no_error (error);
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 2);
  g_assert_cmpint (stat (older, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpuint (after.st_nlink, ==, 1);
}

/* Renaming one name of a file to another of its names does nothing. */
static void
test_backup_linked (OutputFixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (link (self->path, backup), ==, 0);
  view = output_open_view (self);
  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  g_assert_no_error (error);
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 2);
}

static void
test_backup_refused (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autofree char *folder = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (GError) slash = NULL;
  g_autoptr (GError) taken = NULL;

  g_assert_false (sgn_output_write (view, self->file, "/../b", NULL, &slash));
  g_assert_error (slash, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (sgn_output_write (view, self->file, ".orig", NULL, &taken));
  g_assert_error (taken, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 2);
}

static gboolean
is_same_time (const struct stat *a, const struct stat *b)
{
  return a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void
test_restore (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) original = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;
  struct stat before;
  struct stat after;

  g_assert_cmpint (stat (self->path, &before), ==, 0);
  g_usleep (20000);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_cmpint (stat (self->path, &after), ==, 0);
  g_assert_false (is_same_time (&before, &after));
  g_assert_true (sgn_output_restore (original, self->file, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (self->path, &after), ==, 0);
  g_assert_true (is_same_time (&before, &after));
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

/* What was kept goes with what it was kept for. */
static void
test_restore_backup (OutputFixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (SgnInput) original = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  output_assert_count (self, 2);
  g_assert_true (sgn_output_restore (original, self->file, ".orig", &error));
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
  g_assert_true (g_file_set_contents (backup, "9876543210", -1, NULL));
  g_assert_true (sgn_output_restore (original, self->file, ".orig", &error));
  g_assert_no_error (error);
  output_assert_content (self, "a.exe.orig", "9876543210");
}

/* The original lives on as the backup, where others can write to it. */
static void
test_restore_changed (OutputFixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (SgnInput) original = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  g_usleep (20000);
  g_assert_cmpint (truncate (backup, 12), ==, 0);
  g_assert_false (sgn_output_restore (original, self->file, ".orig", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_count (self, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  output_add ("backup", test_backup);
  output_add ("backup-linked", test_backup_linked);
  output_add ("backup-refused", test_backup_refused);
  output_add ("restore", test_restore);
  output_add ("restore-backup", test_restore_backup);
  output_add ("restore-changed", test_restore_changed);
  return g_test_run ();
}
