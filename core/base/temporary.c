/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* Temporary files without a name where possible (O_TMPFILE): a process that is killed leaves
 * nothing behind. Such a file gets its name from /proc by linkat(2), as open(2) describes. */

#include "config.h"

#include "core/base/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/keyed-hash.h"

/* 64 random bits: a second attempt is already unlikely. */
#define TRIES  100
#define PREFIX ".signet-"
#define DIGITS 16

static SgnTemporary usual = SGN_TEMPORARY_NAMELESS;

static char *
make_name (void)
{
  return g_strdup_printf (PREFIX "%08x%08x", g_random_int (), g_random_int ());
}

/* A temporary file is locked while it is in use. A file system without locks cannot show
 * that. */
static int
lock (int fd)
{
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    g_debug ("cannot lock a temporary file: %s", g_strerror (errno));
  return fd;
}

int
sgn_temporary_create_named (int folder, mode_t mode, char **name)
{
  for (guint i = 0; i < TRIES; i++) {
    g_autofree char *made = make_name ();
    int fd = openat (folder, made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);

    if (fd >= 0) {
      *name = g_steal_pointer (&made);
      return lock (fd);
    }
    if (errno != EEXIST)
      return -1;
  }
  return -1;
}

int
sgn_temporary_create (int folder, mode_t mode, char **name)
{
  int fd = -1;

  *name = NULL;
  if (usual != SGN_TEMPORARY_NAMED)
    fd = openat (folder, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, mode);
  return fd >= 0 ? lock (fd) : sgn_temporary_create_named (folder, mode, name);
}

gboolean
sgn_temporary_give_this_name (int folder, int fd, const char *name)
{
  g_autofree char *nameless = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (usual != SGN_TEMPORARY_STAYS_NAMELESS)
    return linkat (AT_FDCWD, nameless, folder, name, AT_SYMLINK_FOLLOW) == 0;
  errno = EOPNOTSUPP;
  return FALSE;
}

gboolean
sgn_temporary_give_name (int folder, int fd, char **name)
{
  for (guint i = 0; i < TRIES; i++) {
    g_autofree char *made = make_name ();

    if (sgn_temporary_give_this_name (folder, fd, made)) {
      *name = g_steal_pointer (&made);
      return TRUE;
    }
    if (errno != EEXIST)
      return FALSE;
  }
  return FALSE;
}

void
sgn_temporary_set_usual (SgnTemporary temporary)
{
  usual = temporary;
}

/* If the file system does not support an exclusive rename, an empty file reserves the name. */
gboolean
sgn_temporary_move (int folder, const char *from, const char *to)
{
  int place;

  /* rename(2) would silently replace a file that has appeared meanwhile. */
  if (renameat2 (folder, from, folder, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  place = openat (folder, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (place < 0)
    return FALSE;
  close (place);
  return renameat (folder, from, folder, to) == 0;
}

static gboolean
is_temporary_name (const char *name)
{
  gsize length = strlen (PREFIX);

  return strncmp (name, PREFIX, length) == 0 && strlen (name) == length + DIGITS &&
         strspn (name + length, "0123456789abcdef") == DIGITS;
}

/* Removes a file that a killed process left, recognised by not being locked. It is never the only
 * copy of anything. */
static void
remove_left_over (int folder, const char *name)
{
  int fd = openat (folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;

  if (fd < 0)
    return;
  /* Not those of other users, which may be in use by programs without locks. */
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid () &&
      flock (fd, LOCK_EX | LOCK_NB) == 0 && unlinkat (folder, name, 0) != 0)
    g_debug ("cannot remove %s: %s", name, g_strerror (errno));
  close (fd);
}

/* Whether this process has not cleaned this folder before. Inode numbers are reused, so the birth
 * time is compared, too. */
static gboolean
is_new_folder (int folder)
{
  static GMutex mutex;
  static GHashTable *known;
  struct statx status = { 0 };
  char *key;
  gboolean is_new;

  /* Without a birth time (STATX_BTIME not reported) it stays zero, which only means cleaning less
   * often. */
  if (statx (folder, "", AT_EMPTY_PATH, STATX_INO | STATX_BTIME, &status) != 0)
    return FALSE;
  key = g_strdup_printf ("%u:%u %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%u",
                         status.stx_dev_major,
                         status.stx_dev_minor,
                         (guint64) status.stx_ino,
                         (gint64) status.stx_btime.tv_sec,
                         status.stx_btime.tv_nsec);
  g_mutex_lock (&mutex);
  if (known == NULL)
    known = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);
  is_new = g_hash_table_add (known, key);
  g_mutex_unlock (&mutex);
  return is_new;
}

void
sgn_temporary_clean_folder (int folder)
{
  int fd = is_new_folder (folder) ? openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  DIR *list = fd >= 0 ? fdopendir (fd) : NULL;
  const struct dirent *entry;

  if (list == NULL && fd >= 0)
    close (fd);
  /* cppcheck-suppress readdirCalled ; no other thread reads this list */
  while (list != NULL && (entry = readdir (list)) != NULL)
    if (is_temporary_name (entry->d_name))
      remove_left_over (folder, entry->d_name);
  if (list != NULL)
    closedir (list);
}
