/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* Keeps the file that is about to be replaced, under a second name. A hard link costs nothing and
 * is the original itself; where the file system has none (FAT, some network file systems), a copy
 * is made. */

#include "config.h"

#include "core/io/output-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/input-private.h"

/* A folder with more backups of one file has a problem that another one would not solve. */
#define MAX_BACKUPS 1000

/* A file with several names may already have the one that the backup would get. */
static gboolean
is_target (const SgnOutputTarget *target, const char *name)
{
  struct stat status;

  return fstatat (target->folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
         status.st_dev == target->status.st_dev && status.st_ino == target->status.st_ino;
}

static gboolean
fill_copy (const SgnOutputTarget *target, int to, GCancellable *cancellable, GError **error)
{
  int from = fcntl (target->previous, F_DUPFD_CLOEXEC, 0);
  g_autoptr (SgnInput) input = NULL;
  /* A backup with its old modification time is found by tools that compare times. */
  const struct timespec times[2] = { target->status.st_atim, target->status.st_mtim };

  if (from >= 0) {
    input = sgn_input_new_for_descriptor (from, error);
    if (input == NULL || !sgn_output_copy (input, to, FALSE, target->shown, cancellable, error))
      return FALSE;
    sgn_output_copy_attributes (input->fd, &target->status, to);
    if (futimens (to, times) == 0 && fsync (to) == 0)
      return TRUE;
  }
  sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, target->shown);
  return FALSE;
}

/* Copies the target to a temporary name. (transfer full) */
static char *
make_copy (const SgnOutputTarget *target, GCancellable *cancellable, GError **error)
{
  g_autofree char *copy = NULL;
  int fd = sgn_temporary_create_named (target->folder, 0600, &copy);
  gboolean ok;

  if (fd < 0) {
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, target->shown);
    return NULL;
  }
  ok = fill_copy (target, fd, cancellable, error);
  if (!ok)
    unlinkat (target->folder, copy, 0);
  close (fd);
  return ok ? g_steal_pointer (&copy) : NULL;
}

/* Gives the target, or its @copy, the name @to. FALSE and errno on failure. */
static gboolean
give_name (const SgnOutputTarget *target, const char *copy, const char *to)
{
  if (copy != NULL)
    return sgn_temporary_move (target->folder, copy, to);
  return linkat (target->folder, target->name, target->folder, to, 0) == 0;
}

static gboolean
refuse_folder (const SgnOutputTarget *target, const char *name, GError **error)
{
  struct stat status;

  if (fstatat (target->folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
      !S_ISDIR (status.st_mode))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_WRITE_FAILED,
               "%s: %s",
               target->shown,
               _ ("a folder has the name of the backup copy"));
  return FALSE;
}

/* The first free name: with the suffix, then with a number appended. An older backup is never
 * overwritten. (transfer full) */
static char *
find_place (const SgnOutputTarget *target, const char *copy, const char *suffix, gboolean *made)
{
  g_autofree char *name = g_strconcat (target->name, suffix, NULL);

  for (guint i = 1; i <= MAX_BACKUPS; i++) {
    *made = give_name (target, copy, name);
    if (*made || (errno == EEXIST && is_target (target, name)))
      return g_steal_pointer (&name);
    if (errno != EEXIST)
      return NULL;
    g_free (name);
    name = g_strdup_printf ("%s%s.%u", target->name, suffix, i);
  }
  return NULL;
}

static gboolean
check_suffix (const SgnOutputTarget *target, const char *suffix, GError **error)
{
  g_autofree char *name = g_strconcat (target->name, suffix, NULL);

  if (strchr (suffix, '/') == NULL)
    return refuse_folder (target, name, error);
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_WRITE_FAILED,
               "%s: %s",
               target->shown,
               _ ("the suffix of the backup copy contains a slash"));
  return FALSE;
}

char *
sgn_output_back_up (const SgnOutputTarget *target,
                    const char *suffix,
                    gboolean *made,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *copy = NULL;
  char *name;
  int number;

  *made = FALSE;
  if (!check_suffix (target, suffix, error))
    return NULL;
  name = find_place (target, NULL, suffix, made);
  if (name == NULL && errno != EEXIST && errno != ENAMETOOLONG) {
    copy = make_copy (target, cancellable, error);
    if (copy == NULL)
      return NULL;
    name = find_place (target, copy, suffix, made);
  }
  number = errno;
  if (copy != NULL && (name == NULL || !*made))
    unlinkat (target->folder, copy, 0);
  if (name == NULL)
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, number, target->shown);
  return name;
}
