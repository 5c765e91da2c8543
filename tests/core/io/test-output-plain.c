/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers
 *
 * The same on a file system like FAT, which knows neither a second name for a file nor renaming
 * only where the name is free. */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/core/io/output-fixture.h"

/* These stand in for those of the C library. Giving a name to a file without any is left alone. */
int
linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  if (flags != 0)
    return (int) syscall (SYS_linkat, from_folder, from, to_folder, to, flags);
  errno = EPERM;
  return -1;
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  errno = EINVAL;
  return -1;
}

static void
write_with (OutputFixture *self, const char *suffix, SgnOutputResult *result)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, output_backup (suffix), result, NULL, &error));
  g_assert_no_error (error);
}

/* The original is copied, with its rights and its time. */
static void
test_copy (OutputFixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_auto (SgnOutputResult) result = { 0 };
  struct stat before;
  struct stat after;

  g_assert_cmpint (chmod (self->path, 0640), ==, 0);
  g_assert_cmpint (stat (self->path, &before), ==, 0);
  g_usleep (20000);
  write_with (self, ".orig", &result);
  g_assert_cmpstr (result.backup, ==, "a.exe.orig");
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 2);
  g_assert_cmpint (stat (backup, &after), ==, 0);
  g_assert_cmpuint (after.st_mode & 07777, ==, 0640);
  g_assert_cmpint (after.st_mtim.tv_sec, ==, before.st_mtim.tv_sec);
  g_assert_cmpint (after.st_mtim.tv_nsec, ==, before.st_mtim.tv_nsec);
}

static void
test_free_name (OutputFixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.exe.orig", "a.exe.orig.1", "a.exe.orig.2" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *content = g_strdup_printf ("%u123456789", i);
    g_auto (SgnOutputResult) result = { 0 };

    g_assert_true (g_file_set_contents (self->path, content, -1, NULL));
    write_with (self, ".orig", &result);
    g_assert_cmpstr (result.backup, ==, names[i]);
    output_assert_content (self, names[i], content);
  }
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 4);
}

/* Where no copy can be kept, nothing is written, and nothing is left over. */
static void
test_no_copy (OutputFixture *self, gconstpointer data)
{
  g_autofree char *suffix = g_strnfill (300, 'x');
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, self->file, output_backup (suffix), NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

static void
test_cancelled (OutputFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      sgn_output_write (view, self->file, output_backup (".orig"), NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  output_add ("plain/copy", test_copy);
  output_add ("plain/free-name", test_free_name);
  output_add ("plain/no-copy", test_no_copy);
  output_add ("plain/cancelled", test_cancelled);
  return g_test_run ();
}
