/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/make/save.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "tests/support/test-ca.h"

typedef struct {
  char *dir;
  GFile *file;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = NULL;

  f->dir = test_dir_new ();
  path = g_build_filename (f->dir, "new", NULL);
  f->file = g_file_new_for_path (path);
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  g_object_unref (f->file);
  test_dir_remove (f->dir);
}

static void
assert_content (GFile *file, const char *text, guint mode)
{
  g_autofree char *content = NULL;
  GStatBuf info;

  g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, text);
  g_assert_cmpint (g_stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
test_modes (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("secret", 6);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (022);

  g_assert_true (sgn_save (f->file, bytes, SGN_SAVE_PRIVATE, &error));
  g_assert_no_error (error);
  assert_content (f->file, "secret", 0600);
  g_assert_true (sgn_save (f->file, bytes, SGN_SAVE_OVERWRITE, &error));
  g_assert_no_error (error);
  assert_content (f->file, "secret", 0644);
  g_assert_cmpuint (count_files (f->dir), ==, 1);
  umask (mask);
}

static void
test_keeps_what_is_there (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr (GBytes) second = g_bytes_new_static ("second", 6);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_save (f->file, first, SGN_SAVE_PRIVATE, NULL));
  g_assert_false (sgn_save (f->file, second, SGN_SAVE_PRIVATE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS);
  g_assert_cmpstr (error->message, ==, "new");
  assert_content (f->file, "first", 0600);
  g_assert_cmpuint (count_files (f->dir), ==, 1);
}

/* Neither where the link leads to, nor through it. */
static void
test_link (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autofree char *other = g_build_filename (f->dir, "other", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (other, g_file_peek_path (f->file)), ==, 0);
  g_assert_false (sgn_save (f->file, bytes, SGN_SAVE_PRIVATE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS);
  g_assert_true (sgn_save (f->file, bytes, SGN_SAVE_PRIVATE | SGN_SAVE_OVERWRITE, NULL));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  assert_content (f->file, "new", 0600);
}

static void
test_nowhere (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GFile) missing = g_file_resolve_relative_path (f->file, "deeper/still");
  g_autoptr (GFile) remote = g_file_new_for_uri ("dav://example.invalid/key");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_false (sgn_save (missing, bytes, SGN_SAVE_NONE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  g_assert_false (sgn_save (remote, bytes, SGN_SAVE_NONE, &other));
  g_assert_error (other, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

/* A folder in the place of the file stays, and nothing stays beside it. */
static void
test_folder (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (g_file_peek_path (f->file), 0700), ==, 0);
  g_assert_false (sgn_save (f->file, bytes, SGN_SAVE_OVERWRITE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  g_assert_cmpuint (count_files (f->dir), ==, 1);
}

#define ADD(path, func) g_test_add ("/save/" path, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("modes", test_modes);
  ADD ("keeps-what-is-there", test_keeps_what_is_there);
  ADD ("link", test_link);
  ADD ("nowhere", test_nowhere);
  ADD ("folder", test_folder);
  return g_test_run ();
}
