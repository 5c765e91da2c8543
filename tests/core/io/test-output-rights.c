/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "tests/core/io/output-fixture.h"

#define NOBODY 65534

typedef void (*ChildFunc) (OutputFixture *self);

static void
test_attributes (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_xattr;
  char value[8] = { 0 };
  struct stat status;

  g_assert_cmpint (chmod (self->path, 0751), ==, 0);
  has_xattr = setxattr (self->path, "user.signet", "kept", 4, 0) == 0;
  view = output_open_view (self);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
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
test_owner (OutputFixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  if (chown (self->path, NOBODY, NOBODY) != 0) {
    g_test_skip ("needs the right to give files away");
    return;
  }
  view = output_open_view (self);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, NOBODY);
  g_assert_cmpuint (status.st_gid, ==, NOBODY);
}

/* Runs @func as a user whom the access rights bind. */
static void
run_unprivileged (OutputFixture *self, ChildFunc func)
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
write_readonly (OutputFixture *self)
{
  g_autoptr (SgnInput) view = output_open_view (self);
  g_autoptr (GError) error = NULL;

  if (sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, &error))
    _exit (3);
  if (!g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_READONLY))
    _exit (4);
}

static void
test_readonly_folder (OutputFixture *self, gconstpointer data)
{
  g_assert_cmpint (chmod (self->path, 0666), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0555), ==, 0);
  run_unprivileged (self, write_readonly);
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

static void
test_readonly_file (OutputFixture *self, gconstpointer data)
{
  g_assert_cmpint (chmod (self->path, 0444), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  run_unprivileged (self, write_readonly);
  output_assert_content (self, "a.exe", "0123456789");
  output_assert_count (self, 1);
}

static void
write_setuid (OutputFixture *self)
{
  g_autoptr (SgnInput) view = output_open_view (self);

  if (!sgn_output_write (view, self->file, NULL, NULL, NULL, NULL))
    _exit (3);
}

/* Who cannot give the file back to its owner must not make a set-user-id one of their own. */
static void
test_foreign_setuid (OutputFixture *self, gconstpointer data)
{
  struct stat status;

  if (geteuid () != 0) {
    g_test_skip ("needs a file of another user");
    return;
  }
  g_assert_cmpint (chmod (self->path, 04777), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  run_unprivileged (self, write_setuid);
  output_assert_content (self, "a.exe", PATCHED);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, NOBODY);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0777);
}

static void
write_setuid_backup (OutputFixture *self)
{
  g_autoptr (SgnInput) view = output_open_view (self);

  if (!sgn_output_write (view, self->file, output_backup (".orig"), NULL, NULL, NULL))
    _exit (3);
}

/* Linux refuses others a hard link to a set-user-id file (fs.protected_hardlinks): the backup is
 * a copy then. */
static void
test_backup_copied (OutputFixture *self, gconstpointer data)
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
  output_assert_content (self, "a.exe", PATCHED);
  output_assert_content (self, "a.exe.orig", "0123456789");
  output_assert_count (self, 2);
  g_assert_cmpint (stat (backup, &after), ==, 0);
  g_assert_cmpint (before.st_mtim.tv_sec, ==, after.st_mtim.tv_sec);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
}

/* An entry for everybody that new files of the folder would inherit (POSIX.1e, as Linux stores
 * it: version 2, then tag, rights and id of each entry). */
static void
test_default_acl (OutputFixture *self, gconstpointer data)
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
  view = output_open_view (self);
  g_assert_true (sgn_output_write (view, self->file, NULL, NULL, NULL, &error));
  g_assert_cmpint (getxattr (self->path, "system.posix_acl_access", NULL, 0), ==, -1);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0750);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  output_add ("attributes", test_attributes);
  output_add ("owner", test_owner);
  output_add ("readonly-folder", test_readonly_folder);
  output_add ("readonly-file", test_readonly_file);
  output_add ("foreign-setuid", test_foreign_setuid);
  output_add ("backup-copied", test_backup_copied);
  output_add ("default-acl", test_default_acl);
  return g_test_run ();
}
