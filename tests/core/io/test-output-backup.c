/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/core/io/output-fixture.h"

static void
test_backup (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;
  g_auto (SgnOutputResult) result = { 0 };
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  struct stat before;
  struct stat after;

  g_assert_cmpint (stat (self->path, &before), ==, 0);
  g_assert_true (
      sgn_output_write (view, self->file, output_backup (".orig"), &result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (result.backup, ==, "a.exe.orig");
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 2);
  g_assert_cmpint (stat (backup, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpuint (after.st_nlink, ==, 1);
}

/* The only original, or a file of somebody else: none is written over. */
static void
test_backup_free_name (OutputFixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.exe.orig", "a.exe.orig.1", "a.exe.orig.2" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (SgnOutputResult) result = { 0 };
    g_autofree char *content = g_strdup_printf ("%u123456789", i);
    g_autoptr (SgnInput) view = NULL;

    g_assert_true (g_file_set_contents (self->path, content, -1, NULL));
    view = output_open_view (self);
    g_assert_true (
        sgn_output_write (view, self->file, output_backup (".orig"), &result, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (result.backup, ==, names[i]);
    output_assert_content (self, names[i], content);
  }
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 4);
}

/* A file that another process works on stays, one that nobody works on goes. */
static void
test_left_over (OutputFixture *self, gconstpointer data)
{
  g_autofree char *stray = g_build_filename (self->folder, ".signet-0123456789abcdef", NULL);
  g_autofree char *busy = g_build_filename (self->folder, ".signet-fedcba9876543210", NULL);
  g_autofree char *other = g_build_filename (self->folder, ".signet-notes", NULL);
  g_autoptr (SgnInput) view = output_open_view (self);
  int fd = open (busy, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_true (g_file_set_contents (stray, "stray", -1, NULL));
  g_assert_true (g_file_set_contents (other, "other", -1, NULL));
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, NULL));
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (busy, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  close (fd);
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
  g_assert_true (sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, &error));
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

  g_assert_false (sgn_output_write (view, self->file, output_backup ("/../b"), NULL, NULL, &slash));
  g_assert_error (slash, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, &taken));
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
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
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

  g_assert_true (sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, &error));
  output_assert_count (self, 2);
  g_assert_true (sgn_output_restore (original, self->file, "a.exe.orig", &error));
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
  g_assert_true (g_file_set_contents (backup, "9876543210", -1, NULL));
  g_assert_true (sgn_output_restore (original, self->file, "a.exe.orig", &error));
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

  g_assert_true (sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, &error));
  g_usleep (20000);
  g_assert_cmpint (truncate (backup, 12), ==, 0);
  g_assert_false (sgn_output_restore (original, self->file, "a.exe.orig", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_count (self, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  output_add ("backup", test_backup);
  output_add ("backup-free-name", test_backup_free_name);
  output_add ("left-over", test_left_over);
  output_add ("backup-linked", test_backup_linked);
  output_add ("backup-refused", test_backup_refused);
  output_add ("restore", test_restore);
  output_add ("restore-backup", test_restore_backup);
  output_add ("restore-changed", test_restore_changed);
  return g_test_run ();
}
