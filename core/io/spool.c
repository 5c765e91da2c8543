/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* A temporary file for what is produced bit by bit and may be large, such as an inflated
 * package. */

#include "config.h"

#include "core/io/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/io/input-private.h"

struct _SgnSpool {
  int fd;
};

/* If the file system does not support files without name, unlinks one immediately. */
static int
open_nameless (const char *folder)
{
  g_autofree char *path = NULL;
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    return fd;
  path = g_build_filename (folder, ".signet-XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    unlink (path);
  return fd;
}

SgnSpool *
sgn_spool_new (GFile *near, GError **error)
{
  g_autoptr (GFile) folder = near != NULL ? g_file_get_parent (near) : NULL;
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  SgnSpool *self;
  /* The folder for temporary files is often in memory (tmpfs), too small for what a large package
   * needs. */
  int fd = path != NULL ? open_nameless (path) : -1;

  if (fd < 0)
    fd = open_nameless (g_get_tmp_dir ());
  if (fd < 0) {
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, g_get_tmp_dir ());
    return NULL;
  }
  self = g_new0 (SgnSpool, 1);
  self->fd = fd;
  return self;
}

gboolean
sgn_spool_write (SgnSpool *self, gconstpointer data, gsize size, GError **error)
{
  const guint8 *bytes = data;

  while (size > 0) {
    ssize_t count = write (self->fd, bytes, size);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, _ ("temporary file"));
      return FALSE;
    }
    bytes = &bytes[count];
    size -= (gsize) count;
  }
  return TRUE;
}

SgnInput *
sgn_spool_finish (SgnSpool *self, GError **error)
{
  int fd = self->fd;

  self->fd = -1;
  return sgn_input_new_for_descriptor (fd, error);
}

void
sgn_spool_free (SgnSpool *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
