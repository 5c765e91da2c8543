/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-save"

/* Writes new files so that nobody ever sees part of one: into a temporary file in the same
 * folder, which gets its name when it is complete and on the disk. Signed files are replaced by
 * core/io/output.c, which also keeps their attributes. */

#include "config.h"

#include "core/identity/make/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/temporary.h"

typedef struct {
  char *title;
  char *name;
  int folder;
  gboolean exists;
  int fd;
  char *temporary; /* (nullable): it has no name yet */
} Place;

static void
place_clear (Place *self)
{
  if (self->temporary != NULL)
    unlinkat (self->folder, self->temporary, 0);
  if (self->fd >= 0)
    close (self->fd);
  if (self->folder >= 0)
    close (self->folder);
  g_free (self->title);
  g_free (self->name);
  g_free (self->temporary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
fail (GError **error, const Place *place, int number)
{
  if (number == EEXIST)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS, place->title);
  else
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, number, place->title);
  return FALSE;
}

/* Only regular files are replaced: not devices, nor links to them such as /dev/stdout. */
static gboolean
look (Place *self, SgnSaveFlags flags, GError **error)
{
  struct stat status;

  self->exists = fstatat (self->folder, self->name, &status, AT_SYMLINK_NOFOLLOW) == 0;
  if (!self->exists)
    return errno == ENOENT || fail (error, self, errno);
  if (!(flags & SGN_SAVE_OVERWRITE))
    return fail (error, self, EEXIST);
  if (fstatat (self->folder, self->name, &status, 0) != 0 || S_ISREG (status.st_mode))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_WRITE_FAILED,
               "%s: %s",
               self->title,
               _ ("not a regular file"));
  return FALSE;
}

static gboolean
open_place (Place *self, const char *path, SgnSaveFlags flags, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  self->title = g_filename_display_basename (path);
  self->name = g_path_get_basename (path);
  /* All later calls are relative to this descriptor: renaming the folder or replacing it by a link
   * meanwhile cannot move the file elsewhere. */
  self->folder = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder < 0)
    return fail (error, self, errno);
  /* What a crash left behind, perhaps a key. */
  sgn_temporary_clean_folder (self->folder);
  return look (self, flags, error);
}

static gboolean
write_all (int descriptor, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize done = 0;

  while (done < size) {
    gssize count = write (descriptor, data + done, size - done);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return FALSE;
    done += (gsize) count;
  }
  /* Without it, a crash after the renaming could leave an empty file under the name of the old
   * one. */
  return fsync (descriptor) == 0;
}

/* Network file systems may only report a failed write now. The file stays open and locked. */
static gboolean
flush (int descriptor)
{
  int closing = fcntl (descriptor, F_DUPFD_CLOEXEC, 0);

  return closing >= 0 && (close (closing) == 0 || errno == EINTR);
}

static gboolean
write_temporary (Place *self, GBytes *bytes, mode_t mode, gboolean named)
{
  if (named)
    self->fd = sgn_temporary_create_named (self->folder, mode, &self->temporary);
  else
    self->fd = sgn_temporary_create (self->folder, mode, &self->temporary);
  return self->fd >= 0 && write_all (self->fd, bytes) && flush (self->fd);
}

/* A file that cannot be given a name afterwards is written again under a temporary name. */
static gboolean
name_temporary (Place *self, GBytes *bytes, mode_t mode)
{
  if (self->temporary != NULL || sgn_temporary_give_name (self->folder, self->fd, &self->temporary))
    return TRUE;
  close (self->fd);
  return write_temporary (self, bytes, mode, TRUE);
}

static gboolean
put (Place *self, GBytes *bytes, mode_t mode)
{
  gboolean moved;

  if (!self->exists && self->temporary == NULL &&
      sgn_temporary_give_this_name (self->folder, self->fd, self->name))
    return TRUE;
  if (!name_temporary (self, bytes, mode))
    return FALSE;
  /* A file that did not exist before is never replaced, even if one has appeared since. */
  moved = self->exists ? renameat (self->folder, self->temporary, self->folder, self->name) == 0
                       : sgn_temporary_move (self->folder, self->temporary, self->name);
  if (moved)
    g_clear_pointer (&self->temporary, g_free);
  return moved;
}

gboolean
sgn_save (GFile *file, GBytes *bytes, SgnSaveFlags flags, GError **error)
{
  const char *path = g_file_peek_path (file);
  /* The mode from the start: a file whose permissions are corrected later can be opened by others
   * in between. */
  const mode_t mode = flags & SGN_SAVE_PRIVATE ? 0600 : 0666;
  g_auto (Place) place = { .folder = -1, .fd = -1 };

  if (path == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_WRITE_FAILED,
                         _ ("only files on this computer can be written"));
    return FALSE;
  }
  return open_place (&place, path, flags, error) &&
         ((write_temporary (&place, bytes, mode, FALSE) && put (&place, bytes, mode)) ||
          fail (error, &place, errno));
}
