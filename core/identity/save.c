/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-save"
#include "config.h"

#include "core/identity/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

#define MAX_TRIES 10

static gboolean
fail (GError **error, const char *path, int number)
{
  g_autofree char *title = g_filename_display_basename (path);

  if (number == EEXIST)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS, title);
  else
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, number, title);
  return FALSE;
}

/* A new file beside @path; -1 with errno. */
static int
create_beside (const char *path, mode_t mode, char **ret)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = -1;

  for (guint i = 0; i < MAX_TRIES && descriptor < 0; i++) {
    g_autofree char *name = g_strdup_printf (".signet-%08x%08x", g_random_int (), g_random_int ());
    g_autofree char *beside = g_build_filename (folder, name, NULL);

    descriptor = open (beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor >= 0)
      *ret = g_steal_pointer (&beside);
    else if (errno != EEXIST)
      return -1;
  }
  return descriptor;
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
  return fsync (descriptor) == 0;
}

/* Where the file system knows no exclusive rename, an empty file keeps the place. */
static gboolean
move_exclusively (const char *from, const char *to)
{
  int place;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  place = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (place < 0)
    return FALSE;
  close (place);
  return rename (from, to) == 0;
}

static gboolean
put (const char *beside, int descriptor, const char *path, GBytes *bytes, SgnSaveFlags flags)
{
  gboolean written = write_all (descriptor, bytes);
  int number = errno;

  if (close (descriptor) != 0 && written)
    return FALSE;
  errno = number;
  if (!written)
    return FALSE;
  if (flags & SGN_SAVE_OVERWRITE)
    return rename (beside, path) == 0;
  return move_exclusively (beside, path);
}

gboolean
sgn_save (GFile *file, GBytes *bytes, SgnSaveFlags flags, GError **error)
{
  const char *path = g_file_peek_path (file);
  const mode_t mode = flags & SGN_SAVE_PRIVATE ? 0600 : 0666;
  g_autofree char *beside = NULL;
  int descriptor, number;

  if (path == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_WRITE_FAILED,
                         _ ("only files on this computer can be written"));
    return FALSE;
  }
  descriptor = create_beside (path, mode, &beside);
  if (descriptor < 0)
    return fail (error, path, errno);
  if (put (beside, descriptor, path, bytes, flags))
    return TRUE;
  number = errno;
  unlink (beside);
  return fail (error, path, number);
}
