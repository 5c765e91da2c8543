/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-input"

#include "config.h"

#include "core/io/input.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

typedef struct {
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("signet-input-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "a.exe", NULL);
  self->file = g_file_new_for_path (self->path);
  g_assert_true (g_file_set_contents (self->path, "0123456789", -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->folder);
}

static SgnInput *
open_file (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SgnInput *input = sgn_input_new_for_file (self->file, &error);

  g_assert_no_error (error);
  g_assert_nonnull (input);
  return input;
}

static void
check_bounds (SgnInput *input)
{
  static const struct {
    guint64 offset;
    gsize size;
  } outside[] = { { 0, 11 },           { 10, 1 },          { 11, 0 },
                  { G_MAXUINT64, 1 },  { 1, G_MAXSIZE },   { G_MAXUINT64, G_MAXSIZE },
                  { G_MAXINT64, 100 }, { G_MAXUINT64, 0 }, { 5, 6 } };
  char buffer[16] = "untouched";

  for (gsize i = 0; i < G_N_ELEMENTS (outside); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (sgn_input_read (input, outside[i].offset, buffer, outside[i].size, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
    g_assert_cmpstr (buffer, ==, "untouched");
  }
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);
  g_autoptr (GError) error = NULL;
  char buffer[10];

  g_assert_cmpuint (sgn_input_get_size (input), ==, 10);
  g_assert_true (sgn_input_get_file (input) == self->file);
  g_assert_true (sgn_input_read (input, 0, buffer, 10, &error));
  g_assert_cmpmem (buffer, 10, "0123456789", 10);
  g_assert_true (sgn_input_read (input, 7, buffer, 3, &error));
  g_assert_cmpmem (buffer, 3, "789", 3);
  g_assert_true (sgn_input_read (input, 10, buffer, 0, &error));
  check_bounds (input);
}

static void
test_memory (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("0123456789", 10);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  char buffer[4];

  g_assert_cmpuint (sgn_input_get_size (input), ==, 10);
  g_assert_null (sgn_input_get_file (input));
  g_assert_true (sgn_input_read (input, 6, buffer, 4, NULL));
  g_assert_cmpmem (buffer, 4, "6789", 4);
  g_assert_true (sgn_input_check_unchanged (input, NULL));
  check_bounds (input);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char octet;

  g_assert_true (g_file_set_contents (self->path, "", 0, NULL));
  input = open_file (self);
  g_assert_cmpuint (sgn_input_get_size (input), ==, 0);
  bytes = sgn_input_read_bytes (input, 0, 0, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
  g_assert_false (sgn_input_read (input, 0, &octet, 1, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
assert_bytes_refused (SgnInput *input, guint64 offset, guint64 size)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_input_read_bytes (input, offset, size, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
test_bytes (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);
  g_autoptr (GBytes) bytes = sgn_input_read_bytes (input, 2, 3, NULL);
  g_autoptr (SgnInput) large = NULL;
  g_autoptr (GBytes) most = NULL;

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "234", 3);
  assert_bytes_refused (input, 8, 3);
  assert_bytes_refused (input, G_MAXUINT64, 2);
  assert_bytes_refused (input, 0, G_MAXUINT64);
  g_assert_cmpint (truncate (self->path, SGN_INPUT_MAX_BYTES + 1), ==, 0);
  large = open_file (self);
  assert_bytes_refused (large, 0, SGN_INPUT_MAX_BYTES + 1);
  most = sgn_input_read_bytes (large, 1, SGN_INPUT_MAX_BYTES, NULL);
  g_assert_cmpuint (g_bytes_get_size (most), ==, SGN_INPUT_MAX_BYTES);
}

static void
assert_unreadable (GFile *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_input_new_for_file (file, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) missing = g_file_get_child (folder, "none.exe");
  g_autoptr (GFile) remote = g_file_new_for_uri ("http://localhost/a.exe");
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");

  assert_unreadable (folder);
  assert_unreadable (missing);
  assert_unreadable (remote);
  assert_unreadable (device);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0);
  assert_unreadable (self->file); /* and does not wait for somebody to write */
}

static void
test_shrunk (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);
  g_autoptr (GError) error = NULL;
  char buffer[10];

  g_assert_cmpint (truncate (self->path, 4), ==, 0);
  g_assert_true (sgn_input_read (input, 0, buffer, 4, NULL));
  g_assert_false (sgn_input_read (input, 0, buffer, 10, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
}

static void
assert_changed (SgnInput *input)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_input_check_unchanged (input, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
}

static void
test_unchanged (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);
  g_autoptr (GError) error = NULL;
  char octet;

  g_assert_true (sgn_input_read (input, 0, &octet, 1, NULL));
  g_assert_true (sgn_input_check_unchanged (input, &error));
  g_assert_no_error (error);
}

static void
test_changed_size (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);

  g_assert_cmpint (truncate (self->path, 11), ==, 0);
  assert_changed (input);
}

/* The old modification time put back does not hide a change. */
static void
test_changed_time (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);
  struct timespec times[2];
  struct stat before;
  int fd = open (self->path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fstat (fd, &before), ==, 0);
  g_usleep (20000); /* the clock of the file system ticks in these steps */
  g_assert_cmpint (pwrite (fd, "!", 1, 0), ==, 1);
  times[0] = before.st_atim;
  times[1] = before.st_mtim;
  g_assert_cmpint (futimens (fd, times), ==, 0);
  close (fd);
  assert_changed (input);
}

static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);
  char buffer[10];

  g_assert_true (g_file_set_contents (self->path, "abcdefghij", -1, NULL));
  assert_changed (input);
  g_assert_true (sgn_input_read (input, 0, buffer, 10, NULL));
  g_assert_cmpmem (buffer, 10, "0123456789", 10);
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_file (self);

  g_assert_cmpint (g_remove (self->path), ==, 0);
  assert_changed (input);
}

#define ADD(name, func) g_test_add ("/input/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("read", test_read);
  g_test_add_func ("/input/memory", test_memory);
  ADD ("empty", test_empty);
  ADD ("bytes", test_bytes);
  ADD ("unreadable", test_unreadable);
  ADD ("shrunk", test_shrunk);
  ADD ("unchanged", test_unchanged);
  ADD ("changed-size", test_changed_size);
  ADD ("changed-time", test_changed_time);
  ADD ("replaced", test_replaced);
  ADD ("removed", test_removed);
  return g_test_run ();
}
