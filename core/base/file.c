/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-file"

/* Opens and reads files that the user names, such as keys, certificates and settings. Files to be
 * signed or verified are read through core/io/input.h. */

#include "config.h"

#include "core/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>

#include "core/base/error.h"

/* Larger than any key, so that the array never grows and leaves a copy of a key behind. */
#define ROOM (64 * 1024)

static void
fail (int number, GError **error)
{
  sgn_error_take_io (error,
                     SGN_ERROR_FILE_UNREADABLE,
                     g_error_new_literal (G_IO_ERROR,
                                          (int) g_io_error_from_errno (number),
                                          g_strerror (number)));
}

/* A pipe that a shell prepared for this process. Any other FIFO may have no writer, and opening it
 * would wait for one. */
static gboolean
is_given (const char *path)
{
  return g_str_has_prefix (path, "/dev/fd/") || g_str_has_prefix (path, "/proc/self/fd/") ||
         g_str_equal (path, "/dev/stdin");
}

static gboolean
check_kind (const struct stat *status, gboolean pipe, GError **error)
{
  const char *reason = S_ISDIR (status->st_mode) ? _ ("is a folder") : _ ("not a regular file");

  if (S_ISREG (status->st_mode) || (pipe && S_ISFIFO (status->st_mode)))
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE, reason);
  return FALSE;
}

/* Checked before opening, since opening a device can have effects; and again after opening, since
 * another file may have taken the name. */
static int
open_checked (const char *path, gboolean pipe, GError **error)
{
  int wait = pipe ? 0 : O_NONBLOCK;
  struct stat status;
  int descriptor;

  if (stat (path, &status) != 0) {
    fail (errno, error);
    return -1;
  }
  if (!check_kind (&status, pipe, error))
    return -1;
  /* O_NOCTTY: opening a terminal must not make it the controlling one. */
  descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | wait);
  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    fail (errno, error);
  else if (check_kind (&status, pipe, error))
    return descriptor;
  if (descriptor >= 0)
    close (descriptor);
  return -1;
}

int
sgn_file_open (const char *path, GError **error)
{
  return open_checked (path, FALSE, error);
}

int
sgn_file_open_given (const char *path, GError **error)
{
  return open_checked (path, is_given (path), error);
}

static void
wipe (gpointer data)
{
  GByteArray *array = data;

  if (array->len > 0)
    OPENSSL_cleanse (array->data, array->len);
  g_byte_array_unref (array);
}

static GBytes *
read_all (int descriptor, gsize limit, GError **error)
{
  GByteArray *array = g_byte_array_sized_new (ROOM);
  guint8 buffer[4096];
  gssize count = 1;

  /* One byte more than the limit shows that the file is larger. */
  while (count > 0 && array->len <= limit) {
    count = read (descriptor, buffer, MIN (sizeof buffer, limit + 1 - array->len));
    if (count > 0)
      g_byte_array_append (array, buffer, (guint) count);
    else if (count < 0 && errno == EINTR)
      count = 1;
  }
  OPENSSL_cleanse (buffer, sizeof buffer);
  if (count >= 0)
    return g_bytes_new_with_free_func (array->data, array->len, wipe, array);
  fail (errno, error);
  wipe (array);
  return NULL;
}

GBytes *
sgn_file_read (GFile *file, gsize limit, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  int descriptor;
  GBytes *bytes;

  if (path == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_UNREADABLE,
                         _ ("not a file on this computer"));
    return NULL;
  }
  descriptor = sgn_file_open_given (path, error);
  if (descriptor < 0)
    return NULL;
  bytes = read_all (descriptor, limit, error);
  close (descriptor);
  return bytes;
}
