/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/core/io/output-fixture.h"

static const char *replaced_path; /* (nullable): what comes there with the next fsync() */

/* In place of the C library's: the moment at which everything is written and nothing is renamed. */
int
fsync (int fd)
{
  const char *path = g_steal_pointer (&replaced_path);

  if (path != NULL)
    g_assert_true (g_file_set_contents (path, "stranger", -1, NULL));
  return (int) syscall (SYS_fsync, fd);
}

static void
test_in_place (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_count (self, 1);
}

static void
test_shorter (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  sgn_patch_replace (patch, 1, 3, NULL);
  sgn_patch_replace (patch, 8, 2, NULL);
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  output_assert_content (self, "a.exe", "04567");
}

static void
test_new_target (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (chmod (self->path, 0710), ==, 0);
  view = output_open_view (self);
  g_assert_true (sgn_output_write (view, target, output_backup (".orig"), NULL, NULL, &error));
  g_assert_no_error (error);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_content (self, "b.exe", PATCHED);
  output_assert_count (self, 2);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0710);
}

static void
test_memory (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("memory", 6);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (027);
  struct stat status;

  g_assert_true (sgn_output_write (input, target, NULL, NULL, NULL, &error));
  umask (mask);
  g_assert_no_error (error);
  output_assert_content (self, "b.exe", "memory");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0640);
}

static void
test_symlink (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.exe", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) view = NULL;

  g_assert_cmpint (symlink ("a.exe", path), ==, 0);
  view = output_open_view (self);
  g_assert_true (sgn_output_write (view, link, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_count (self, 2);
}

/* Nothing is made where somebody else's link would have it. */
static void
test_symlink_dangling (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.exe", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) view = output_open_view (self);

  g_assert_cmpint (symlink ("new.exe", path), ==, 0);
  g_assert_false (sgn_output_write (view, link, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  output_assert_count (self, 2);
}

static void
test_create (OutputFixture *self, gconstpointer data)
{
  static const SgnOutputOptions create = { .create = TRUE };
  static const char *const names[] = { "a.exe", "link.exe", "dangling.exe", "new.exe" };
  g_autofree char *link = g_build_filename (self->folder, names[1], NULL);
  g_autofree char *dangling = g_build_filename (self->folder, names[2], NULL);

  g_assert_cmpint (symlink ("a.exe", link), ==, 0);
  g_assert_cmpint (symlink ("nothing", dangling), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
    g_autoptr (GFile) target = g_file_new_for_path (path);
    g_autoptr (SgnInput) view = output_open_view (self);
    g_autoptr (GError) error = NULL;
    gboolean is_new = i == G_N_ELEMENTS (names) - 1;

    g_assert_true (sgn_output_write (view, target, &create, NULL, NULL, &error) == is_new);
    g_assert_true (is_new || g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS));
  }
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_content (self, "new.exe", PATCHED);
  output_assert_count (self, 4);
}

static void
test_symlink_loop (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.exe", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) view = output_open_view (self);

  g_assert_cmpint (symlink ("link.exe", path), ==, 0);
  g_assert_false (sgn_output_write (view, link, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

static void
test_target_is_folder (OutputFixture *self, gconstpointer data)
{
  g_autoptr (GFile) target = g_file_new_for_path (self->folder);
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, target, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  output_assert_count (self, 1);
}

static void
test_no_folder (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, target, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

static void
test_remote_target (OutputFixture *self, gconstpointer data)
{
  g_autoptr (GFile) target = g_file_new_for_uri ("http://localhost/a.exe");
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, target, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

static void
test_changed (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;
  int fd = open (self->path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_usleep (20000); /* the clock of the file system ticks in these steps */
  g_assert_cmpint (pwrite (fd, "!", 1, 0), ==, 1);
  close (fd);
  g_assert_false (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  output_assert_content (self, "a.exe", "!123456789");
  output_assert_count (self, 1);
}

static void
test_replaced (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, "abcdefghij", -1, NULL));
  g_assert_false (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  output_assert_content (self, "a.exe", "abcdefghij");
}

/* What somebody else puts there while we write stays, be it in place of a file or of none. */
static void
test_replaced_meanwhile (OutputFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);

  for (guint existed = 0; existed < 2; existed++) {
    g_autoptr (SgnInput) view = output_open_view (self);
    g_autoptr (GError) error = NULL;

    if (existed == 1)
      g_assert_true (g_file_set_contents (path, "older", -1, NULL));
    replaced_path = path;
    g_assert_false (sgn_output_write (view, target, NULL, NULL, NULL, &error));
    g_assert_null (replaced_path);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
    output_assert_content (self, "b.exe", "stranger");
    output_assert_count (self, 2);
  }
}

static void
test_cancelled (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      sgn_output_write (view, self->file, output_backup (".orig"), NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

/* A limit on the size of files stands for a full disk: writing fails in the middle. */
static void
test_disk_full (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old;
  struct rlimit tight;
  gboolean ok;

  view = output_open_view (self);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  tight = old;
  tight.rlim_cur = 7;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  ok = sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_false (ok);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

/* Ranges that move, of more than one window. */
static void
test_large (OutputFixture *self, gconstpointer data)
{
  gsize size = 3 * SGN_INPUT_WINDOW + 17;
  g_autofree char *content = g_malloc (size);
  g_autofree char *written = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GError) error = NULL;
  gsize length;

  for (gsize i = 0; i < size; i++)
    content[i] = (char) (i * 7 + i / 251);
  g_assert_true (g_file_set_contents (self->path, content, (gssize) size, NULL));
  input = sgn_input_new_for_file (self->file, NULL);
  sgn_patch_replace (patch, 0, 5, NULL);
  view = sgn_input_new_patched (input, patch, NULL);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &written, &length, NULL));
  g_assert_cmpmem (written, length, &content[5], size - 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  output_add ("in-place", test_in_place);
  output_add ("shorter", test_shorter);
  output_add ("new-target", test_new_target);
  output_add ("memory", test_memory);
  output_add ("symlink", test_symlink);
  output_add ("symlink-dangling", test_symlink_dangling);
  output_add ("create", test_create);
  output_add ("symlink-loop", test_symlink_loop);
  output_add ("target-is-folder", test_target_is_folder);
  output_add ("no-folder", test_no_folder);
  output_add ("remote-target", test_remote_target);
  output_add ("changed", test_changed);
  output_add ("replaced", test_replaced);
  output_add ("replaced-meanwhile", test_replaced_meanwhile);
  output_add ("cancelled", test_cancelled);
  output_add ("disk-full", test_disk_full);
  output_add ("large", test_large);
  return g_test_run ();
}
