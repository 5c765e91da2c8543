/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* The file that is to be replaced, looked at once and held by descriptors, so that nothing which
 * other users do to the path in between can redirect the writing. */

#include "config.h"

#include "core/io/output-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/base/error.h"

static gboolean
fail (const SgnOutputTarget *self, int number, GError **error)
{
  sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, number, self->shown);
  return FALSE;
}

static gboolean
refuse (const SgnOutputTarget *self, const char *why, GError **error)
{
  g_set_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED, "%s: %s", self->shown, why);
  return FALSE;
}

gboolean
sgn_output_target_set_changed (const SgnOutputTarget *self, GError **error)
{
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_CHANGED,
               _ ("%s was changed by another program"),
               self->shown);
  return FALSE;
}

/* Lets the kernel follow a link, with its protections against links of other users, and returns the
 * path it leads to. A path that is not a link is returned unchanged. NULL and errno on failure.
 * (transfer full) */
static char *
follow_link (const char *path, gboolean *followed)
{
  struct stat status;
  g_autofree char *descriptor = NULL;
  char *arrived;
  int fd;

  *followed = lstat (path, &status) == 0 && S_ISLNK (status.st_mode);
  if (!*followed)
    return g_strdup (path);
  fd = open (path, O_PATH | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  descriptor = g_strdup_printf ("/proc/self/fd/%d", fd);
  arrived = g_file_read_link (descriptor, NULL);
  close (fd);
  errno = ENOENT;
  return arrived;
}

static gboolean
look (SgnOutputTarget *self, GError **error)
{
  if (fstatat (self->folder, self->name, &self->status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || fail (self, errno, error);
  self->exists = TRUE;
  if (!S_ISREG (self->status.st_mode))
    return refuse (self, _ ("not a regular file"), error);
  /* Checked because the rename would replace even a write-protected file. */
  if (faccessat (self->folder, self->name, W_OK, AT_EACCESS) != 0)
    return fail (self, errno, error);
  /* O_NONBLOCK: a FIFO of that name, put there after the check, must not block. */
  self->previous = openat (self->folder,
                           self->name,
                           O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  return TRUE;
}

gboolean
sgn_output_target_open (SgnOutputTarget *self, GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *arrived = NULL;
  g_autofree char *folder = NULL;
  gboolean followed;

  self->folder = self->previous = -1;
  self->shown = path != NULL ? g_filename_display_name (path) : g_file_get_parse_name (file);
  if (path == NULL)
    return refuse (self, _ ("not a file on this computer"), error);
  arrived = follow_link (path, &followed);
  if (arrived == NULL)
    return fail (self, errno, error);
  folder = g_path_get_dirname (arrived);
  self->name = g_path_get_basename (arrived);
  self->folder = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder < 0)
    return fail (self, errno, error);
  if (!look (self, error))
    return FALSE;
  /* A dangling link would create a file somewhere the user has not named. */
  return !followed || self->exists || fail (self, ENOENT, error);
}

gboolean
sgn_output_target_check_unchanged (const SgnOutputTarget *self, GError **error)
{
  struct stat now;
  gboolean exists = fstatat (self->folder, self->name, &now, AT_SYMLINK_NOFOLLOW) == 0;

  if (exists == self->exists &&
      (!exists || (now.st_dev == self->status.st_dev && now.st_ino == self->status.st_ino)))
    return TRUE;
  return sgn_output_target_set_changed (self, error);
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
sgn_output_target_clear (SgnOutputTarget *self)
{
  close_fd (&self->previous);
  close_fd (&self->folder);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->name, g_free);
}
