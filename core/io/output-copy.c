/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* Writes a view to a file as cheaply as the file system allows. A signature changes a few KiB
 * of a file that may have several GiB; the rest is shared with the original (FICLONE), copied
 * in the kernel (copy_file_range(2)) or, as a last resort, read and written. */

#include "config.h"

#include "core/io/output-private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/input-private.h"

/* Cancelling takes effect between two windows. */
#define KERNEL_WINDOW ((gsize) 16 * 1024 * 1024)
#define WINDOW        ((gsize) 256 * 1024)

typedef struct {
  SgnInput *bottom;
  int fd;
  const char *shown;
  gboolean copied; /* the file already contains the bottom input */
  GCancellable *cancellable;
} Copy;

static gboolean
write_all (Copy *self, guint64 at, const guint8 *data, gsize size, GError **error)
{
  for (gsize done = 0; done < size;) {
    gsize part = MIN (size - done, SGN_INPUT_WINDOW);
    ssize_t count;

    if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
    count = pwrite (self->fd, &data[done], part, (off_t) (at + done));
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, self->shown);
      return FALSE;
    }
    done += (gsize) count;
  }
  return TRUE;
}

/* Copies as much as the kernel does; copy_by_hand() does the rest or reports the error. */
static guint64
copy_in_kernel (Copy *self, SgnInput *input, guint64 at, guint64 offset, guint64 length)
{
  guint64 done = 0;

  while (input->fd >= 0 && done < length && !g_cancellable_is_cancelled (self->cancellable)) {
    off_t from = (off_t) (offset + done);
    off_t to = (off_t) (at + done);
    gsize part = (gsize) MIN (length - done, KERNEL_WINDOW);
    /* EXDEV, EINVAL and ENOSYS are common: other file system, special files, old kernels. */
    ssize_t count = copy_file_range (input->fd, &from, self->fd, &to, part, 0);

    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      break;
    done += (guint64) count;
    /* Starts writing to disk early, so that the final sync takes little time. */
    if (done < length)
      sync_file_range (self->fd, to - (off_t) count, (off_t) count, SYNC_FILE_RANGE_WRITE);
  }
  return done;
}

static gboolean
copy_by_hand (Copy *self,
              SgnInput *input,
              guint64 at,
              guint64 offset,
              guint64 length,
              GError **error)
{
  g_autofree guint8 *window = g_malloc (WINDOW);

  while (length > 0) {
    gsize part = (gsize) MIN (length, WINDOW);

    if (!sgn_input_read (input, offset, window, part, error) ||
        !write_all (self, at, window, part, error))
      return FALSE;
    at += part;
    offset += part;
    length -= part;
  }
  return TRUE;
}

static gboolean
copy_piece (Copy *self, guint64 at, const SgnPiece *piece, GError **error)
{
  SgnInput *input;
  guint64 done;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (piece->literal != NULL)
    return write_all (self,
                      at,
                      g_bytes_get_data (piece->literal, NULL),
                      (gsize) piece->length,
                      error);
  /* Already there at the same place; only pieces that moved have to be written. */
  if (self->copied && piece->source == NULL && piece->offset == at)
    return TRUE;
  input = sgn_piece_get_input (piece, self->bottom);
  done = copy_in_kernel (self, input, at, piece->offset, piece->length);
  return copy_by_hand (self, input, at + done, piece->offset + done, piece->length - done, error);
}

gboolean
sgn_output_copy (SgnInput *view,
                 int fd,
                 gboolean copied,
                 const char *shown,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GArray) pieces = NULL;
  Copy copy = { .fd = fd, .shown = shown, .cancellable = cancellable };
  guint64 at = 0;

  copy.bottom = sgn_input_get_pieces (view, 0, view->size, &pieces);
  /* Cloning the whole file and writing the differences over it keeps most of its blocks shared. */
  copy.copied = copied || (copy.bottom->fd >= 0 && ioctl (fd, FICLONE, copy.bottom->fd) == 0);
  for (guint i = 0; i < pieces->len; i++) {
    const SgnPiece *piece = &g_array_index (pieces, SgnPiece, i);

    if (!copy_piece (&copy, at, piece, error))
      return FALSE;
    at += piece->length;
  }
  /* The clone may be longer than the view, as when a signature is removed. */
  if (copy.copied && ftruncate (fd, (off_t) view->size) != 0) {
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, shown);
    return FALSE;
  }
  return TRUE;
}
