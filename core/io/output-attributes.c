/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* Gives a new file the attributes of the one it replaces. Renaming over a file loses them, although
 * for the user it is still the same file. What cannot be kept is reported where it changes who may
 * read the file. */

#include "config.h"

#include "core/io/output-private.h"

#include <errno.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define ACCESS_LIST "system.posix_acl_access"

/* Attributes of the kernel's integrity measurement, which sign the old bytes. */
static gboolean
belongs_to_bytes (const char *name)
{
  return g_str_equal (name, "security.ima") || g_str_equal (name, "security.evm");
}

/* FALSE if access rights were lost. */
static gboolean
copy_xattr (int from, int to, const char *name)
{
  g_autofree char *value = g_malloc (XATTR_SIZE_MAX);
  ssize_t size = fgetxattr (from, name, value, XATTR_SIZE_MAX);

  /* It may have been removed since it was listed. */
  if (size < 0 || fsetxattr (to, name, value, (gsize) size, 0) == 0)
    return TRUE;
  g_debug ("%s: %s", name, g_strerror (errno));
  return !g_str_equal (name, ACCESS_LIST);
}

static gboolean
copy_xattrs (int from, int to)
{
  g_autofree char *names = g_malloc (XATTR_LIST_MAX + 1);
  ssize_t size = flistxattr (from, names, XATTR_LIST_MAX);
  gboolean kept = TRUE;

  for (ssize_t at = 0; at < size;) {
    const char *name = &names[at];

    if (!belongs_to_bytes (name) && !copy_xattr (from, to, name))
      kept = FALSE;
    at += (ssize_t) strlen (name) + 1;
  }
  return kept;
}

/* Whether the new file belongs to the same user and group. */
static gboolean
copy_owner (const struct stat *status, int to)
{
  struct stat now;

  if (fstat (to, &now) != 0)
    return FALSE;
  if (now.st_uid == status->st_uid && now.st_gid == status->st_gid)
    return TRUE;
  if (fchown (to, status->st_uid, status->st_gid) == 0)
    return TRUE;
  /* Only root may give files away; the group may be any the user belongs to. */
  if (fchown (to, (uid_t) -1, status->st_gid) != 0)
    g_debug ("cannot keep the group: %s", g_strerror (errno));
  return FALSE;
}

gboolean
sgn_output_copy_attributes (int from, const struct stat *status, int to)
{
  mode_t mode = status->st_mode & 07777;
  gboolean kept = copy_owner (status, to);

  /* Set-user-ID for another user would be a different right. */
  if (!kept)
    mode &= 0777;
  /* An access list inherited from the folder would be widened by the mode. */
  fremovexattr (to, ACCESS_LIST);
  if (from >= 0 && !copy_xattrs (from, to))
    kept = FALSE;
  if (fchmod (to, mode) != 0) {
    g_debug ("cannot keep the mode: %s", g_strerror (errno));
    kept = FALSE;
  }
  return kept;
}
