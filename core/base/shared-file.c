/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-shared-file"

/* Files by which programs of one user wait for each other or share a number, such as the turn for a
 * token. */

#include "config.h"

#include "core/base/shared-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

/* 128 bits of SHA-256 in hexadecimal digits: no collisions, and any key makes a valid name. */
#define NAME_LENGTH 32

int
sgn_shared_file_open (const char *kind, const char *key)
{
  /* The runtime folder belongs to the user alone and is emptied when the user logs out. */
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "signet", NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strdup_printf ("%s-%.*s", kind, NAME_LENGTH, sum);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, S_IRWXU) != 0)
    return -1;
  return open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, S_IRUSR | S_IWUSR);
}

gboolean
sgn_shared_file_lock (int descriptor, gboolean wait)
{
  int result;

  do
    result = flock (descriptor, LOCK_EX | (wait ? 0 : LOCK_NB));
  while (result != 0 && errno == EINTR);
  return result == 0;
}
