/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-output"

#include "config.h"

#include "core/io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/input-private.h"
#include "core/io/output-private.h"

#define LINKS_MAX 40 /* as the kernel does when it follows symbolic links */
#define DRAFT_MIN ((guint64) 4 * 1024 * 1024)

typedef struct {
  char *path;  /* of the file itself, links followed */
  char *shown; /* the same for messages */
  char *name;  /* in @folder */
  int folder;
  int previous; /* the target as it is, -1 where there is none or it cannot be read */
  gboolean exists;
  struct stat status; /* of the target as it is */

  char *temporary; /* (nullable): it has no name yet */
  int fd;
  gboolean named; /* from the beginning */
  char *backup;   /* (nullable): name in @folder */
  char *kept;     /* (nullable): the previous target on its way to become @backup */
} Output;

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
output_clear (Output *self)
{
  if (self->temporary != NULL)
    unlinkat (self->folder, self->temporary, 0);
  if (self->kept != NULL)
    unlinkat (self->folder, self->kept, 0);
  close_fd (&self->fd);
  close_fd (&self->previous);
  close_fd (&self->folder);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->temporary, g_free);
  g_clear_pointer (&self->backup, g_free);
  g_clear_pointer (&self->kept, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Output, output_clear)

static gboolean
fail (const Output *self, int number, GError **error)
{
  sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, number, self->shown);
  return FALSE;
}

static gboolean
refuse (const Output *self, const char *why, GError **error)
{
  g_set_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED, "%s: %s", self->shown, why);
  return FALSE;
}

/* Follows symbolic links of the last part only, also to a file that does not exist yet. */
static gboolean
find_path (Output *self, GFile *target, GError **error)
{
  self->path = g_file_get_path (target);
  if (self->path == NULL) {
    self->shown = g_file_get_parse_name (target);
    return refuse (self, _ ("not a file of this computer"), error);
  }
  self->shown = g_filename_display_name (self->path);
  for (guint i = 0; i < LINKS_MAX; i++) {
    g_autofree char *link = g_file_read_link (self->path, NULL);
    g_autofree char *folder = g_path_get_dirname (self->path);

    if (link == NULL)
      return TRUE;
    g_free (self->path);
    self->path = g_path_is_absolute (link) ? g_strdup (link)
                                           : g_build_filename (folder, link, NULL);
  }
  return fail (self, ELOOP, error);
}

static gboolean
look_at_target (Output *self, GError **error)
{
  if (fstatat (self->folder, self->name, &self->status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || fail (self, errno, error);
  self->exists = TRUE;
  if (!S_ISREG (self->status.st_mode))
    return refuse (self, _ ("not a regular file"), error);
  /* The rename would replace a write-protected file all the same. */
  if (faccessat (self->folder, self->name, W_OK, AT_EACCESS) != 0)
    return fail (self, errno, error);
  self->previous = openat (self->folder,
                           self->name,
                           O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  return TRUE;
}

static gboolean
open_folder (Output *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  self->name = g_path_get_basename (self->path);
  self->folder = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder < 0)
    return fail (self, errno, error);
  return look_at_target (self, error);
}

static gboolean
name_backup (Output *self, const char *suffix, GError **error)
{
  struct stat status;

  if (suffix == NULL || *suffix == '\0' || !self->exists)
    return TRUE;
  if (strchr (suffix, '/') != NULL)
    return refuse (self, _ ("the ending of the backup copy contains a slash"), error);
  self->backup = g_strconcat (self->name, suffix, NULL);
  if (fstatat (self->folder, self->backup, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || fail (self, errno, error);
  if (S_ISDIR (status.st_mode))
    return refuse (self, _ ("a folder has the name of the backup copy"), error);
  return TRUE;
}

/* A file made of memory under a new name keeps what any new file gets. */
static void
give_attributes (Output *self, SgnInput *bottom)
{
  if (self->exists)
    sgn_output_copy_attributes (self->previous, &self->status, self->fd);
  else if (bottom->fd >= 0)
    sgn_output_copy_attributes (bottom->fd, &bottom->opened, self->fd);
}

/* The copy that was begun earlier, else an empty file. */
static gboolean
open_temporary (Output *self, SgnInput *bottom, gboolean *copied, GError **error)
{
  mode_t mode = self->exists || bottom->fd >= 0 ? 0600 : 0666;

  *copied = bottom->draft != NULL &&
            sgn_draft_take (bottom->draft, self->folder, &self->fd, &self->temporary);
  g_clear_pointer (&bottom->draft, sgn_draft_free);
  if (!*copied && self->named)
    self->fd = sgn_output_create_named (self->folder, mode, &self->temporary);
  else if (!*copied)
    self->fd = sgn_output_create_temporary (self->folder, mode, &self->temporary);
  return self->fd >= 0 || fail (self, errno, error);
}

/* A network file system may only now find that it failed. A file without a name goes with its last
 * descriptor. */
static gboolean
flush (Output *self, GError **error)
{
  int closing = self->temporary != NULL ? self->fd : fcntl (self->fd, F_DUPFD_CLOEXEC, 0);

  if (self->temporary != NULL)
    self->fd = -1;
  if (closing < 0)
    return fail (self, errno, error);
  return close (closing) == 0 || errno == EINTR || fail (self, errno, error);
}

static gboolean
write_temporary (Output *self, SgnInput *view, GCancellable *cancellable, GError **error)
{
  SgnInput *bottom = sgn_input_get_bottom (view);
  gboolean copied;

  if (!open_temporary (self, bottom, &copied, error) ||
      !sgn_output_copy (view, self->fd, copied, self->shown, cancellable, error))
    return FALSE;
  give_attributes (self, bottom);
  if (fsync (self->fd) != 0)
    return fail (self, errno, error);
  return flush (self, error);
}

/* As late as can be. What cannot get a name now is written once more under one. */
static gboolean
name_temporary (Output *self, SgnInput *view, GCancellable *cancellable, GError **error)
{
  if (self->temporary != NULL || sgn_output_give_name (self->folder, self->fd, &self->temporary))
    return TRUE;
  g_debug ("cannot name %s: %s", self->shown, g_strerror (errno));
  close_fd (&self->fd);
  self->named = TRUE;
  return write_temporary (self, view, cancellable, error);
}

/* The target that was looked at is still there, and what is written comes from a file that
 * nobody changed meanwhile. */
static gboolean
check_unchanged (Output *self, SgnInput *view, GError **error)
{
  struct stat now;
  gboolean exists;

  if (!sgn_input_check_unchanged (view, error))
    return FALSE;
  exists = fstatat (self->folder, self->name, &now, AT_SYMLINK_NOFOLLOW) == 0;
  if (exists == self->exists &&
      (!exists || (now.st_dev == self->status.st_dev && now.st_ino == self->status.st_ino)))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_CHANGED,
               _ ("%s was changed by another program"),
               self->shown);
  return FALSE;
}

static gboolean
keep_previous (Output *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) original = g_file_new_for_path (self->path);

  if (self->backup == NULL)
    return TRUE;
  self->kept = sgn_output_keep (self->folder,
                                self->name,
                                original,
                                &self->status,
                                self->shown,
                                cancellable,
                                error);
  return self->kept != NULL;
}

/* The backup gets its final name last, so that a failure leaves an older one as it was. */
static gboolean
put_in_place (Output *self, GError **error)
{
  int number;

  if (renameat (self->folder, self->temporary, self->folder, self->name) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  if (self->kept == NULL)
    return TRUE;
  /* Where the backup is the same file already nothing is renamed, and @kept has to be removed. */
  if (renameat (self->folder, self->kept, self->folder, self->backup) == 0)
    return TRUE;
  number = errno;
  renameat (self->folder, self->kept, self->folder, self->name);
  g_clear_pointer (&self->kept, g_free); /* if it is still there, it is the only original */
  return fail (self, number, error);
}

/* At best: a folder may be writable but not readable, and the file is in place already. */
static void
sync_folder (Output *self)
{
  int fd = openat (self->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0)
    g_debug ("cannot sync the folder of %s: %s", self->shown, g_strerror (errno));
  close_fd (&fd);
}

void
sgn_output_prepare (SgnInput *input, GFile *target)
{
  SgnInput *bottom = sgn_input_get_bottom (input);
  g_auto (Output) self = { .folder = -1, .previous = -1, .fd = -1 };

  if (bottom->fd < 0 || bottom->size < DRAFT_MIN || bottom->draft != NULL)
    return;
  if (find_path (&self, target, NULL) && open_folder (&self, NULL))
    bottom->draft = sgn_draft_new (bottom, self.folder);
}

gboolean
sgn_output_write (SgnInput *view,
                  GFile *target,
                  const char *backup_suffix,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Output) self = { .folder = -1, .previous = -1, .fd = -1 };

  if (!find_path (&self, target, error) || !open_folder (&self, error) ||
      !name_backup (&self, backup_suffix, error))
    return FALSE;
  if (!check_unchanged (&self, view, error) || !write_temporary (&self, view, cancellable, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check_unchanged (&self, view, error))
    return FALSE;
  if (!keep_previous (&self, cancellable, error) ||
      !name_temporary (&self, view, cancellable, error) || !put_in_place (&self, error))
    return FALSE;
  sync_folder (&self);
  return TRUE;
}

/* Unlike sgn_input_check_unchanged() this allows that the file lost its name. */
static gboolean
check_octets (Output *self, SgnInput *original, GError **error)
{
  const SgnInput *bottom = sgn_input_get_bottom (original);
  const struct timespec *then = &bottom->opened.st_mtim;
  struct stat now;

  if (bottom->fd < 0 ||
      (fstat (bottom->fd, &now) == 0 && now.st_size == bottom->opened.st_size &&
       now.st_mtim.tv_sec == then->tv_sec && now.st_mtim.tv_nsec == then->tv_nsec))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_CHANGED,
               _ ("%s was changed by another program"),
               self->shown);
  return FALSE;
}

/* What is put back is the original again, also to programs that look at its age. */
static void
give_times (Output *self, const SgnInput *bottom)
{
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, bottom->opened.st_mtim };

  if (bottom->fd >= 0 && utimensat (self->folder, self->temporary, times, 0) != 0)
    g_debug ("cannot keep the time: %s", g_strerror (errno));
}

/* The original under its second name, or a copy that has its age. */
static void
remove_backup (Output *self, const SgnInput *bottom, const char *suffix)
{
  g_autofree char *backup = g_strconcat (self->name, suffix, NULL);
  const struct stat *then = &bottom->opened;
  struct stat now;

  if (bottom->fd < 0 || fstatat (self->folder, backup, &now, AT_SYMLINK_NOFOLLOW) != 0 ||
      !S_ISREG (now.st_mode) || now.st_size != then->st_size ||
      now.st_mtim.tv_sec != then->st_mtim.tv_sec || now.st_mtim.tv_nsec != then->st_mtim.tv_nsec)
    return;
  if (unlinkat (self->folder, backup, 0) != 0)
    g_debug ("cannot remove the backup of %s: %s", self->shown, g_strerror (errno));
}

gboolean
sgn_output_restore (SgnInput *original, GFile *target, const char *backup_suffix, GError **error)
{
  g_auto (Output) self = { .folder = -1, .previous = -1, .fd = -1 };

  if (!find_path (&self, target, error) || !open_folder (&self, error) ||
      !write_temporary (&self, original, NULL, error) || !check_octets (&self, original, error) ||
      !name_temporary (&self, original, NULL, error))
    return FALSE;
  give_times (&self, sgn_input_get_bottom (original));
  if (!put_in_place (&self, error))
    return FALSE;
  if (backup_suffix != NULL && *backup_suffix != '\0')
    remove_backup (&self, sgn_input_get_bottom (original), backup_suffix);
  sync_folder (&self);
  return TRUE;
}
