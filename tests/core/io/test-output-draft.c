/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output-draft"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/output-private.h"
#include "core/io/output.h"
#include "core/io/patch.h"

#define SIZE (5 * SGN_INPUT_WINDOW + 3)

typedef struct {
  char *folder;
  char *path;
  char *other; /* a folder in @folder */
  GFile *file;
  GFile *elsewhere; /* a file to be in @other */
  guint8 *content;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  sgn_temporary_set_usual (GPOINTER_TO_INT (data));
  self->folder = g_dir_make_tmp ("signet-draft-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "a.exe", NULL);
  self->other = g_build_filename (self->folder, "other", NULL);
  g_assert_cmpint (g_mkdir (self->other, 0700), ==, 0);
  self->file = g_file_new_for_path (self->path);
  self->elsewhere = g_file_new_build_filename (self->other, "b.exe", NULL);
  self->content = g_malloc (SIZE);
  for (gsize i = 0; i < SIZE; i++)
    self->content[i] = (guint8) (i * 7 + i / 251);
  g_assert_true (g_file_set_contents (self->path, (char *) self->content, SIZE, NULL));
}

static guint
count_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    count++;
  g_dir_close (dir);
  return count;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_file_delete (self->elsewhere, NULL, NULL);
  g_assert_cmpint (g_rmdir (self->other), ==, 0);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->file);
  g_object_unref (self->elsewhere);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->other);
  g_free (self->content);
}

static SgnInput *
open_input (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SgnInput *input = sgn_input_new_for_file (self->file, &error);

  g_assert_no_error (error);
  return input;
}

/* Three octets of the middle changed, the last three cut off. */
static SgnInput *
patch (Fixture *self, SgnInput *input)
{
  g_autoptr (SgnPatch) edits = sgn_patch_new ();
  g_autoptr (GBytes) middle = g_bytes_new_static ("abc", 3);
  SgnInput *view;

  sgn_patch_replace (edits, SIZE / 2, 3, middle);
  sgn_patch_replace (edits, SIZE - 3, 3, NULL);
  view = sgn_input_new_patched (input, edits, NULL);
  g_assert_nonnull (view);
  return view;
}

static void
assert_patched (Fixture *self, GFile *file)
{
  g_autofree char *written = NULL;
  gsize length;

  memcpy (&self->content[SIZE / 2], "abc", 3);
  g_assert_true (g_file_load_contents (file, NULL, &written, &length, NULL, NULL));
  g_assert_cmpmem (written, length, self->content, SIZE - 3);
}

static void
assert_original (Fixture *self)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));
  g_assert_cmpmem (content, length, self->content, SIZE);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
  g_assert_cmpuint (count_files (self->other), ==, 0);
}

/* The copy has a name only where the file system knows no files without. */
static void
assert_begun (Fixture *self, gconstpointer data)
{
  guint files = count_files (self->folder);

  if (GPOINTER_TO_INT (data) == SGN_TEMPORARY_NAMED)
    g_assert_cmpuint (files, ==, 3);
  else
    g_assert_true (files == 2 || files == 3);
}

static void
test_in_place (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  sgn_output_prepare (input, self->file);
  assert_begun (self, data);
  sgn_output_prepare (input, self->file);
  view = patch (self, input);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_patched (self, self->file);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

/* A view can be the start as well. */
static void
test_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (SgnInput) view = patch (self, input);
  g_autoptr (GError) error = NULL;

  sgn_output_prepare (view, self->elsewhere);
  g_assert_true (sgn_output_write (view, self->elsewhere, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_patched (self, self->elsewhere);
  g_assert_cmpuint (count_files (self->other), ==, 1);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

static void
test_other_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (SgnInput) view = patch (self, input);
  g_autoptr (GError) error = NULL;

  sgn_output_prepare (input, self->file);
  g_assert_true (sgn_output_write (view, self->elsewhere, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_patched (self, self->elsewhere);
  g_assert_cmpuint (count_files (self->other), ==, 1);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

static void
test_not_written (Fixture *self, gconstpointer data)
{
  SgnInput *input = open_input (self);

  sgn_output_prepare (input, self->file);
  assert_begun (self, data);
  sgn_input_unref (input);
  assert_original (self);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  sgn_output_prepare (input, self->file);
  g_cancellable_cancel (cancellable);
  g_assert_false (sgn_output_write (input, self->file, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_original (self);
}

static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (GError) error = NULL;
  int fd = open (self->path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  sgn_output_prepare (input, self->file);
  g_usleep (20000); /* the clock of the file system ticks in these steps */
  g_assert_cmpint (pwrite (fd, "!", 1, 0), ==, 1);
  close (fd);
  self->content[0] = '!';
  g_assert_false (sgn_output_write (input, self->file, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  g_clear_pointer (&input, sgn_input_unref);
  assert_original (self);
}

static void
test_shrunk (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (truncate (self->path, 100), ==, 0);
  sgn_output_prepare (input, self->file);
  g_assert_false (sgn_output_write (input, self->file, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  g_clear_pointer (&input, sgn_input_unref);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 100);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

/* A limit on the size of files stands for a full disk. */
static void
test_disk_full (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = open_input (self);
  g_autoptr (GError) error = NULL;
  struct rlimit old, tight;
  gboolean ok;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  tight = old;
  tight.rlim_cur = SIZE / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  sgn_output_prepare (input, self->file);
  ok = sgn_output_write (input, self->file, NULL, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_false (ok);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  assert_original (self);
}

static void
add_test (const char *kind,
          const char *name,
          SgnTemporary temporary,
          void (*func) (Fixture *self, gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/output-draft/%s/%s", kind, name);

  g_test_add (path, Fixture, GINT_TO_POINTER (temporary), set_up, func, tear_down);
}

static void
add_tests (const char *kind, SgnTemporary temporary)
{
#define ADD(name, func) add_test (kind, name, temporary, func)
  ADD ("in-place", test_in_place);
  ADD ("elsewhere", test_elsewhere);
  ADD ("other-folder", test_other_folder);
  ADD ("not-written", test_not_written);
  ADD ("cancelled", test_cancelled);
  ADD ("changed", test_changed);
  ADD ("shrunk", test_shrunk);
  ADD ("disk-full", test_disk_full);
#undef ADD
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_tests ("nameless", SGN_TEMPORARY_NAMELESS);
  add_tests ("named", SGN_TEMPORARY_NAMED);
  add_tests ("stays-nameless", SGN_TEMPORARY_STAYS_NAMELESS);
  return g_test_run ();
}
