/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include "core/io/output-private.h"
#include "core/io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/patch.h"

#define NOBODY 65534

typedef struct {
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  sgn_output_set_temporary (GPOINTER_TO_INT (data));
  self->folder = g_dir_make_tmp ("signet-output-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "a.exe", NULL);
  self->file = g_file_new_for_path (self->path);
  g_assert_true (g_file_set_contents (self->path, "0123456789", -1, NULL));
}

static GPtrArray *
list_names (Fixture *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (self->folder, name, NULL));
  g_dir_close (dir);
  return names;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) names = list_names (self);

  for (guint i = 0; i < names->len; i++)
    g_assert_cmpint (g_remove (names->pdata[i]), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->folder);
}

static void
assert_count (Fixture *self, guint expected)
{
  g_autoptr (GPtrArray) names = list_names (self);

  g_assert_cmpuint (names->len, ==, expected);
}

static void
assert_content (Fixture *self, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

/* The file with "ab" for its third and fourth octet and "XYZ" at its end. */
static SgnInput *
open_view (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) input = sgn_input_new_for_file (self->file, &error);
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GBytes) middle = g_bytes_new_static ("ab", 2);
  g_autoptr (GBytes) end = g_bytes_new_static ("XYZ", 3);
  SgnInput *view;

  g_assert_no_error (error);
  sgn_patch_replace (patch, 2, 2, middle);
  sgn_patch_replace (patch, 10, 0, end);
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  return view;
}

#define PATCHED "01ab456789XYZ"

static void
test_in_place (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_content (self, "a.exe", PATCHED);
  assert_count (self, 1);
}

static void
test_shorter (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  sgn_patch_replace (patch, 1, 3, NULL);
  sgn_patch_replace (patch, 8, 2, NULL);
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_content (self, "a.exe", "04567");
}

static void
test_attributes (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_xattr;
  char value[8] = { 0 };
  struct stat status;

  g_assert_cmpint (chmod (self->path, 0751), ==, 0);
  has_xattr = setxattr (self->path, "user.signet", "kept", 4, 0) == 0;
  view = open_view (self);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0751);
  if (!has_xattr) {
    g_test_message ("no extended attributes in %s", self->folder);
    return;
  }
  g_assert_cmpint (getxattr (self->path, "user.signet", value, sizeof value), ==, 4);
  g_assert_cmpstr (value, ==, "kept");
}

static void
test_owner (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  if (chown (self->path, NOBODY, NOBODY) != 0) {
    g_test_skip ("needs the right to give files away");
    return;
  }
  view = open_view (self);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, NOBODY);
  g_assert_cmpuint (status.st_gid, ==, NOBODY);
}

static void
test_new_target (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (chmod (self->path, 0710), ==, 0);
  view = open_view (self);
  g_assert_true (sgn_output_write (view, target, ".orig", NULL, &error));
  g_assert_no_error (error);
  assert_content (self, "a.exe", "0123456789");
  assert_content (self, "b.exe", PATCHED);
  assert_count (self, 2);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0710);
}

static void
test_memory (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("memory", 6);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (027);
  struct stat status;

  g_assert_true (sgn_output_write (input, target, NULL, NULL, &error));
  umask (mask);
  g_assert_no_error (error);
  assert_content (self, "b.exe", "memory");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0640);
}

static void
test_backup (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *older = g_build_filename (self->folder, "a.exe.orig", NULL);
  struct stat before;
  struct stat after;

  g_assert_true (g_file_set_contents (older, "older", -1, NULL));
  g_assert_cmpint (stat (self->path, &before), ==, 0);
  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  g_assert_no_error (error);
  assert_content (self, "a.exe", PATCHED);
  assert_content (self, "a.exe.orig", "0123456789");
  assert_count (self, 2);
  g_assert_cmpint (stat (older, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpuint (after.st_nlink, ==, 1);
}

/* Renaming one name of a file to another of its names does nothing. */
static void
test_backup_linked (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (link (self->path, backup), ==, 0);
  view = open_view (self);
  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  g_assert_no_error (error);
  assert_content (self, "a.exe", PATCHED);
  assert_content (self, "a.exe.orig", "0123456789");
  assert_count (self, 2);
}

static void
test_backup_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autofree char *folder = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (GError) slash = NULL;
  g_autoptr (GError) taken = NULL;

  g_assert_false (sgn_output_write (view, self->file, "/../b", NULL, &slash));
  g_assert_error (slash, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (sgn_output_write (view, self->file, ".orig", NULL, &taken));
  g_assert_error (taken, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 2);
}

static void
test_symlink (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.exe", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) view = NULL;

  g_assert_cmpint (symlink ("a.exe", path), ==, 0);
  view = open_view (self);
  g_assert_true (sgn_output_write (view, link, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  assert_content (self, "a.exe", PATCHED);
  assert_count (self, 2);
}

static void
test_symlink_dangling (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.exe", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) view = open_view (self);

  g_assert_cmpint (symlink ("new.exe", path), ==, 0);
  g_assert_true (sgn_output_write (view, link, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_content (self, "new.exe", PATCHED);
  assert_count (self, 3);
}

static void
test_symlink_loop (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.exe", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) view = open_view (self);

  g_assert_cmpint (symlink ("link.exe", path), ==, 0);
  g_assert_false (sgn_output_write (view, link, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

static void
test_target_is_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) target = g_file_new_for_path (self->folder);
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, target, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  assert_count (self, 1);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "b.exe", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, target, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

static void
test_remote_target (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) target = g_file_new_for_uri ("http://localhost/a.exe");
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_output_write (view, target, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;
  int fd = open (self->path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_usleep (20000); /* the clock of the file system ticks in these steps */
  g_assert_cmpint (pwrite (fd, "!", 1, 0), ==, 1);
  close (fd);
  g_assert_false (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  assert_content (self, "a.exe", "!123456789");
  assert_count (self, 1);
}

static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, "abcdefghij", -1, NULL));
  g_assert_false (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  assert_content (self, "a.exe", "abcdefghij");
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (sgn_output_write (view, self->file, ".orig", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 1);
}

/* A limit on the size of files stands for a full disk: writing fails in the middle. */
static void
test_disk_full (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old;
  struct rlimit tight;
  gboolean ok;

  view = open_view (self);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  tight = old;
  tight.rlim_cur = 7;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  ok = sgn_output_write (view, self->file, ".orig", NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_false (ok);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 1);
}

typedef void (*ChildFunc) (Fixture *self);

/* Runs @func as a user whom the access rights bind. */
static void
run_unprivileged (Fixture *self, ChildFunc func)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    if (geteuid () == 0 && (setegid (NOBODY) != 0 || seteuid (NOBODY) != 0))
      _exit (2);
    func (self);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
write_readonly (Fixture *self)
{
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  if (sgn_output_write (view, self->file, ".orig", NULL, &error))
    _exit (3);
  if (!g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_READONLY))
    _exit (4);
}

static void
test_readonly_folder (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (chmod (self->path, 0666), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0555), ==, 0);
  run_unprivileged (self, write_readonly);
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 1);
}

static void
test_readonly_file (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (chmod (self->path, 0444), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  run_unprivileged (self, write_readonly);
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 1);
}

static void
write_setuid (Fixture *self)
{
  g_autoptr (SgnInput) view = open_view (self);

  if (!sgn_output_write (view, self->file, NULL, NULL, NULL))
    _exit (3);
}

/* Who cannot give the file back to its owner must not make a set-user-id one of their own. */
static void
test_foreign_setuid (Fixture *self, gconstpointer data)
{
  struct stat status;

  if (geteuid () != 0) {
    g_test_skip ("needs a file of another user");
    return;
  }
  g_assert_cmpint (chmod (self->path, 04777), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  run_unprivileged (self, write_setuid);
  assert_content (self, "a.exe", PATCHED);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, NOBODY);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0777);
}

static void
write_setuid_backup (Fixture *self)
{
  g_autoptr (SgnInput) view = open_view (self);

  if (!sgn_output_write (view, self->file, ".orig", NULL, NULL))
    _exit (3);
}

/* Linux refuses others a hard link to a set-user-id file (fs.protected_hardlinks): the backup is
 * a copy then. */
static void
test_backup_copied (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  struct stat before;
  struct stat after;

  if (geteuid () != 0) {
    g_test_skip ("needs a file of another user");
    return;
  }
  g_assert_cmpint (chmod (self->path, 04777), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  g_assert_cmpint (stat (self->path, &before), ==, 0);
  run_unprivileged (self, write_setuid_backup);
  assert_content (self, "a.exe", PATCHED);
  assert_content (self, "a.exe.orig", "0123456789");
  assert_count (self, 2);
  g_assert_cmpint (stat (backup, &after), ==, 0);
  g_assert_cmpint (before.st_mtim.tv_sec, ==, after.st_mtim.tv_sec);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
}

/* An entry for everybody that new files of the folder would inherit (POSIX.1e, as Linux stores
 * it: version 2, then tag, rights and id of each entry). */
static void
test_default_acl (Fixture *self, gconstpointer data)
{
  static const guint8 acl[] = {
    2,    0, 0, 0,                         /* version */
    1,    0, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF, /* owner */
    2,    0, 7, 0, 0xFE, 0xFF, 0x00, 0x00, /* user 65534 */
    4,    0, 5, 0, 0xFF, 0xFF, 0xFF, 0xFF, /* group */
    0x10, 0, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF, /* mask */
    0x20, 0, 5, 0, 0xFF, 0xFF, 0xFF, 0xFF, /* others */
  };
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (chmod (self->path, 0750), ==, 0);
  if (setxattr (self->folder, "system.posix_acl_default", acl, sizeof acl, 0) != 0) {
    g_test_skip ("the file system knows no access control lists");
    return;
  }
  view = open_view (self);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_cmpint (getxattr (self->path, "system.posix_acl_access", NULL, 0), ==, -1);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0750);
}

static gboolean
is_same_time (const struct stat *a, const struct stat *b)
{
  return a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void
test_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) original = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnInput) view = open_view (self);
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
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 1);
}

/* What was kept goes with what it was kept for. */
static void
test_restore_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (SgnInput) original = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  assert_count (self, 2);
  g_assert_true (sgn_output_restore (original, self->file, ".orig", &error));
  assert_content (self, "a.exe", "0123456789");
  assert_count (self, 1);
  g_assert_true (g_file_set_contents (backup, "9876543210", -1, NULL));
  g_assert_true (sgn_output_restore (original, self->file, ".orig", &error));
  g_assert_no_error (error);
  assert_content (self, "a.exe.orig", "9876543210");
}

/* The original lives on as the backup, where others can write to it. */
static void
test_restore_changed (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "a.exe.orig", NULL);
  g_autoptr (SgnInput) original = sgn_input_new_for_file (self->file, NULL);
  g_autoptr (SgnInput) view = open_view (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_output_write (view, self->file, ".orig", NULL, &error));
  g_usleep (20000);
  g_assert_cmpint (truncate (backup, 12), ==, 0);
  g_assert_false (sgn_output_restore (original, self->file, ".orig", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  assert_content (self, "a.exe", PATCHED);
  assert_count (self, 2);
}

/* Ranges that move, of more than one window. */
static void
test_large (Fixture *self, gconstpointer data)
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
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &written, &length, NULL));
  g_assert_cmpmem (written, length, &content[5], size - 5);
}

static void
add_test (const char *kind,
          const char *name,
          SgnTemporary temporary,
          void (*func) (Fixture *self, gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/output/%s/%s", kind, name);

  g_test_add (path, Fixture, GINT_TO_POINTER (temporary), set_up, func, tear_down);
}

static void
add_tests (const char *kind, SgnTemporary temporary)
{
#define ADD(name, func) add_test (kind, name, temporary, func)
  ADD ("in-place", test_in_place);
  ADD ("shorter", test_shorter);
  ADD ("attributes", test_attributes);
  ADD ("owner", test_owner);
  ADD ("new-target", test_new_target);
  ADD ("memory", test_memory);
  ADD ("backup", test_backup);
  ADD ("backup-linked", test_backup_linked);
  ADD ("backup-refused", test_backup_refused);
  ADD ("symlink", test_symlink);
  ADD ("symlink-dangling", test_symlink_dangling);
  ADD ("symlink-loop", test_symlink_loop);
  ADD ("target-is-folder", test_target_is_folder);
  ADD ("no-folder", test_no_folder);
  ADD ("remote-target", test_remote_target);
  ADD ("changed", test_changed);
  ADD ("replaced", test_replaced);
  ADD ("cancelled", test_cancelled);
  ADD ("disk-full", test_disk_full);
  ADD ("readonly-folder", test_readonly_folder);
  ADD ("readonly-file", test_readonly_file);
  ADD ("foreign-setuid", test_foreign_setuid);
  ADD ("backup-copied", test_backup_copied);
  ADD ("default-acl", test_default_acl);
  ADD ("restore", test_restore);
  ADD ("restore-backup", test_restore_backup);
  ADD ("restore-changed", test_restore_changed);
  ADD ("large", test_large);
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
