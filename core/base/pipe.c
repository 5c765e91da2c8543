/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pipe"

#include "config.h"

#include "core/base/pipe.h"

#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

gboolean
sgn_pipe_refuse (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  struct stat status;

  if (path == NULL || stat (path, &status) != 0)
    return TRUE; /* opening it will tell what is wrong */
  if (!S_ISFIFO (status.st_mode) && !S_ISSOCK (status.st_mode))
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE, _ ("not a regular file"));
  return FALSE;
}
