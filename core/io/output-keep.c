/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-output"

#include "config.h"

#include "core/io/output-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/input-private.h"

#define TRIES 100

static SgnTemporary usual = SGN_TEMPORARY_NAMELESS;

static char *
make_name (void)
{
  return g_strdup_printf (".signet-%08x%08x", g_random_int (), g_random_int ());
}

int
sgn_output_create_named (int folder, mode_t mode, char **name)
{
  for (guint i = 0; i < TRIES; i++) {
    g_autofree char *made = make_name ();
    int fd = openat (folder, made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);

    if (fd >= 0) {
      *name = g_steal_pointer (&made);
      return fd;
    }
    if (errno != EEXIST)
      return -1;
  }
  return -1;
}

int
sgn_output_create_temporary (int folder, mode_t mode, char **name)
{
  int fd = -1;

  *name = NULL;
  if (usual != SGN_TEMPORARY_NAMED)
    fd = openat (folder, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, mode);
  return fd >= 0 ? fd : sgn_output_create_named (folder, mode, name);
}

gboolean
sgn_output_give_name (int folder, int fd, char **name)
{
  g_autofree char *nameless = g_strdup_printf ("/proc/self/fd/%d", fd);

  for (guint i = 0; i < TRIES && usual != SGN_TEMPORARY_STAYS_NAMELESS; i++) {
    g_autofree char *made = make_name ();

    if (linkat (AT_FDCWD, nameless, folder, made, AT_SYMLINK_FOLLOW) == 0) {
      *name = g_steal_pointer (&made);
      return TRUE;
    }
    if (errno != EEXIST)
      return FALSE;
  }
  return FALSE;
}

void
sgn_output_set_temporary (SgnTemporary temporary)
{
  usual = temporary;
}

/* (nullable): NULL where the file system knows no hard links. (transfer full) */
static char *
link_file (int folder, const char *name)
{
  for (guint i = 0; i < TRIES; i++) {
    g_autofree char *made = make_name ();

    if (linkat (folder, name, folder, made, 0) == 0)
      return g_steal_pointer (&made);
    if (errno != EEXIST)
      return NULL;
  }
  return NULL;
}

static gboolean
fill_copy (GFile *original,
           const struct stat *status,
           int to,
           const char *shown,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (original, error);
  struct timespec times[2] = { status->st_atim, status->st_mtim };

  if (input == NULL || !sgn_output_copy (input, to, FALSE, shown, cancellable, error))
    return FALSE;
  sgn_output_copy_attributes (input->fd, status, to);
  if (futimens (to, times) == 0 && fsync (to) == 0)
    return TRUE;
  sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, shown);
  return FALSE;
}

char *
sgn_output_keep (int folder,
                 const char *name,
                 GFile *original,
                 const struct stat *status,
                 const char *shown,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *kept = link_file (folder, name);
  gboolean ok;
  int copy;

  if (kept != NULL)
    return g_steal_pointer (&kept);
  copy = sgn_output_create_named (folder, 0600, &kept);
  if (copy < 0) {
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, shown);
    return NULL;
  }
  ok = fill_copy (original, status, copy, shown, cancellable, error);
  close (copy);
  if (ok)
    return g_steal_pointer (&kept);
  unlinkat (folder, kept, 0);
  return NULL;
}
