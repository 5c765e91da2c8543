/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-input"

/* Reading a file or a view of one. Everything that looks at the bytes of a file goes through
 * sgn_input_read(), so bounds and the budget are checked in one place. There is no file position:
 * pread(2) keeps readers independent of each other. */

#include "config.h"

#include "core/io/input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "core/base/budget.h"
#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/io/input-private.h"

static SgnInput *
input_new (void)
{
  static guint64 last_number;
  SgnInput *self = g_new0 (SgnInput, 1);

  g_atomic_ref_count_init (&self->ref_count);
  /* Addresses are reused after freeing, so they could not identify an input in remembered
   * digests. */
  self->number = __atomic_add_fetch (&last_number, 1, __ATOMIC_RELAXED);
  self->fd = -1;
  return self;
}

static gboolean
open_file (SgnInput *self, const char *path, GError **error)
{
  self->shown = g_filename_display_name (path);
  self->fd = sgn_file_open (path, error);
  if (self->fd < 0) {
    g_prefix_error (error, "%s: ", self->shown);
    return FALSE;
  }
  if (fstat (self->fd, &self->opened) != 0) {
    sgn_error_set_errno (error, SGN_ERROR_FILE_UNREADABLE, errno, self->shown);
    return FALSE;
  }
  self->size = (guint64) self->opened.st_size;
  /* Only a hint, so its failure does not matter. */
  posix_fadvise (self->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  return TRUE;
}

SgnInput *
sgn_input_new_for_file (GFile *file, GError **error)
{
  g_autoptr (SgnInput) self = input_new ();
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL) {
    g_autofree char *name = g_file_get_parse_name (file);

    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_UNREADABLE,
                 _ ("%s: not a file on this computer"),
                 name);
    return NULL;
  }
  if (!open_file (self, path, error))
    return NULL;
  self->file = g_object_ref (file);
  self->name = g_path_get_basename (path);
  return g_steal_pointer (&self);
}

SgnInput *
sgn_input_new_for_descriptor (int fd, GError **error)
{
  g_autoptr (SgnInput) self = input_new ();

  self->fd = fd;
  self->shown = g_strdup (_ ("temporary file"));
  if (fstat (fd, &self->opened) != 0) {
    sgn_error_set_errno (error, SGN_ERROR_FILE_UNREADABLE, errno, self->shown);
    return NULL;
  }
  self->size = (guint64) self->opened.st_size;
  return g_steal_pointer (&self);
}

SgnInput *
sgn_input_new_for_bytes (GBytes *bytes)
{
  SgnInput *self = input_new ();

  self->bytes = g_bytes_ref (bytes);
  self->size = g_bytes_get_size (bytes);
  return self;
}

SgnInput *
sgn_input_new_for_pieces (SgnInput *bottom, GArray *pieces, guint64 size)
{
  SgnInput *self = input_new ();
  guint64 start = 0;

  self->bottom = sgn_input_ref (bottom);
  self->pieces = pieces;
  self->starts = g_array_sized_new (FALSE, FALSE, sizeof (guint64), pieces->len);
  self->size = size;
  for (guint i = 0; i < pieces->len; i++) {
    g_array_append_val (self->starts, start);
    start += g_array_index (pieces, SgnPiece, i).length;
  }
  return self;
}

SgnInput *
sgn_input_ref (SgnInput *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sgn_input_unref (SgnInput *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  /* First, as attached data such as a draft still reads from the file. */
  g_datalist_clear (&self->attachments);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->file);
  g_free (self->name);
  g_free (self->shown);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->bottom, sgn_input_unref);
  g_clear_pointer (&self->beside, sgn_input_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_free (self);
}

SgnInput *
sgn_input_get_bottom (SgnInput *self)
{
  return self->bottom != NULL ? self->bottom : self;
}

guint64
sgn_input_get_size (SgnInput *self)
{
  return self->size;
}

GFile *
sgn_input_get_file (SgnInput *self)
{
  return sgn_input_get_bottom (self)->file;
}

const char *
sgn_input_get_name (SgnInput *self)
{
  return sgn_input_get_bottom (self)->name;
}

void
sgn_input_set_name (SgnInput *self, const char *name)
{
  SgnInput *bottom = sgn_input_get_bottom (self);

  g_free (bottom->name);
  bottom->name = g_strdup (name);
}

SgnInput *
sgn_input_get_beside (SgnInput *self)
{
  return sgn_input_get_bottom (self)->beside;
}

void
sgn_input_set_beside (SgnInput *self, SgnInput *beside)
{
  SgnInput *bottom = sgn_input_get_bottom (self);

  /* A file beside itself would never be freed. */
  g_return_if_fail (beside != bottom);

  sgn_input_ref (beside);
  g_clear_pointer (&bottom->beside, sgn_input_unref);
  bottom->beside = beside;
}

void
sgn_input_attach (SgnInput *self, const char *name, gpointer data, GDestroyNotify free_func)
{
  g_datalist_set_data_full (&sgn_input_get_bottom (self)->attachments, name, data, free_func);
}

gpointer
sgn_input_get_attachment (SgnInput *self, const char *name)
{
  return g_datalist_get_data (&sgn_input_get_bottom (self)->attachments, name);
}

static gboolean
read_file (SgnInput *self, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
  gsize done = 0;

  while (done < size) {
    ssize_t count = pread (self->fd, &buffer[done], size - done, (off_t) (offset + done));

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      sgn_error_set_errno (error, SGN_ERROR_FILE_UNREADABLE, errno, self->shown);
      return FALSE;
    }
    /* Its size was checked when it was opened, so it has been truncated since. */
    if (count == 0) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_FILE_CHANGED,
                   _ ("the file became shorter, nothing is left at offset %" PRIu64),
                   offset + done);
      return FALSE;
    }
    done += (gsize) count;
  }
  return TRUE;
}

static gboolean
read_bottom (SgnInput *self, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
  const guint8 *data;

  if (self->fd >= 0)
    return read_file (self, offset, buffer, size, error);
  data = g_bytes_get_data (self->bytes, NULL);
  memcpy (buffer, &data[offset], size);
  return TRUE;
}

static gboolean
read_view (SgnInput *self, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
  g_autoptr (GArray) pieces = sgn_pieces_new ();
  gsize done = 0;

  sgn_pieces_add_range (pieces, self, offset, size);
  for (guint i = 0; i < pieces->len; i++) {
    const SgnPiece *piece = &g_array_index (pieces, SgnPiece, i);
    gsize length = (gsize) piece->length;

    if (piece->literal != NULL)
      memcpy (&buffer[done], g_bytes_get_data (piece->literal, NULL), length);
    else if (!read_bottom (sgn_piece_get_input (piece, self->bottom),
                           piece->offset,
                           &buffer[done],
                           length,
                           error))
      return FALSE;
    done += length;
  }
  return TRUE;
}

static gboolean
check_range (SgnInput *self, guint64 offset, gsize size, GError **error)
{
  if (sgn_range_fits (offset, size, self->size))
    return TRUE;
  /* Offsets and sizes come out of the file, so one beyond its end means damage. */
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_DAMAGED,
               _ ("%zu bytes needed at offset %" PRIu64 ", the file ends at %" PRIu64),
               size,
               offset,
               self->size);
  return FALSE;
}

gboolean
sgn_input_read (SgnInput *self, guint64 offset, gpointer buffer, gsize size, GError **error)
{
  if (!check_range (self, offset, size, error))
    return FALSE;
  if (size == 0)
    return TRUE;
  if (!sgn_budget_spend (SGN_COST_BYTES, size, error))
    return FALSE;
  if (self->bottom != NULL)
    return read_view (self, offset, buffer, size, error);
  return read_bottom (self, offset, buffer, size, error);
}

GBytes *
sgn_input_read_bytes (SgnInput *self, guint64 offset, guint64 size, GError **error)
{
  g_autofree guint8 *buffer = NULL;

  if (size > SGN_INPUT_MAX_BYTES) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("%" PRIu64 " bytes at offset %" PRIu64 " are implausibly many"),
                 size,
                 offset);
    return NULL;
  }
  /* Checked before allocating: the size may be a lie. */
  if (!check_range (self, offset, (gsize) size, error))
    return NULL;
  if (!sgn_budget_spend (SGN_COST_MEMORY, size, error))
    return NULL;
  buffer = g_malloc ((gsize) size);
  if (!sgn_input_read (self, offset, buffer, (gsize) size, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) size);
}

static gboolean
is_same_time (const struct timespec *a, const struct timespec *b)
{
  return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static gboolean
check_bottom (const SgnInput *bottom, GError **error)
{
  const struct stat *opened = &bottom->opened;
  struct stat now;

  if (bottom->file == NULL)
    return TRUE;
  if (stat (g_file_peek_path (bottom->file), &now) != 0) {
    sgn_error_set_errno (error, SGN_ERROR_FILE_CHANGED, errno, bottom->shown);
    return FALSE;
  }
  /* ctime as well: anybody may set mtime back after a change, but not ctime. */
  if (now.st_dev == opened->st_dev && now.st_ino == opened->st_ino &&
      now.st_size == opened->st_size && is_same_time (&now.st_mtim, &opened->st_mtim) &&
      is_same_time (&now.st_ctim, &opened->st_ctim))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_CHANGED,
               _ ("%s was changed by another program"),
               bottom->shown);
  return FALSE;
}

gboolean
sgn_input_check_unchanged (SgnInput *self, GError **error)
{
  SgnInput *bottom = sgn_input_get_bottom (self);

  return check_bottom (bottom, error) &&
         (bottom->beside == NULL || check_bottom (sgn_input_get_bottom (bottom->beside), error));
}
