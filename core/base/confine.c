/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-confine"

/* Gives up rights before a hostile file is parsed. Landlock needs no privileges and is available in
 * Linux 5.13 and later. */

#include "config.h"

#include "core/base/confine.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* landlock(7). The headers of older systems lack some of these; the kernel reports what it
 * supports. */
#define CREATE_RULESET_VERSION 1u
#define RULE_PATH_BENEATH      1
#define ACCESS_FS_EXECUTE      ((guint64) 1 << 0)
#define ACCESS_FS_WRITE_FILE   ((guint64) 1 << 1)
#define ACCESS_FS_CHANGES      ((guint64) 0x1ff << 4) /* removing and making files of all types */
#define ACCESS_FS_REMOVE_FILE  ((guint64) 1 << 5)
#define ACCESS_FS_MAKE_REG     ((guint64) 1 << 8)
#define ACCESS_FS_REFER        ((guint64) 1 << 13)
#define ACCESS_FS_TRUNCATE     ((guint64) 1 << 14)
#define ACCESS_FS_IOCTL_DEV    ((guint64) 1 << 15)
#define ACCESS_NET_TCP         ((guint64) 3) /* bind and connect */

typedef struct {
  guint64 handled_access_fs;
  guint64 handled_access_net; /* from version 4 on */
} RulesetAttr;

typedef struct {
  guint64 allowed_access;
  gint32 parent_fd;
} __attribute__ ((packed)) PathBeneathAttr;

#ifdef SYS_landlock_create_ruleset

static long
get_version (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, (gsize) 0, CREATE_RULESET_VERSION);
}

/* Access that is handled but allowed by no rule is forbidden everywhere. */
static RulesetAttr
forbid (long version, gboolean network)
{
  RulesetAttr attr = { ACCESS_FS_EXECUTE | ACCESS_FS_WRITE_FILE | ACCESS_FS_CHANGES, 0 };

  if (version >= 2)
    attr.handled_access_fs |= ACCESS_FS_REFER;
  if (version >= 3)
    attr.handled_access_fs |= ACCESS_FS_TRUNCATE;
  if (version >= 4 && !network)
    attr.handled_access_net = ACCESS_NET_TCP;
  if (version >= 5)
    attr.handled_access_fs |= ACCESS_FS_IOCTL_DEV;
  return attr;
}

/* What replacing a file takes. Without the folder nothing is kept. */
static void
allow_writing (int ruleset, const char *folder, guint64 handled)
{
  PathBeneathAttr attr = {
    .allowed_access = ACCESS_FS_WRITE_FILE | ACCESS_FS_REMOVE_FILE | ACCESS_FS_MAKE_REG |
                      (handled & ACCESS_FS_TRUNCATE),
    .parent_fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
  };

  if (attr.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &attr, 0u);
  close (attr.parent_fd);
}

static gboolean
restrict_self (long version, const char *const *writable)
{
  const RulesetAttr attr = forbid (version, writable != NULL);
  gsize size = version >= 4 ? sizeof attr : sizeof attr.handled_access_fs;
  int ruleset = (int) syscall (SYS_landlock_create_ruleset, &attr, size, 0u);
  gboolean done;

  for (guint i = 0; ruleset >= 0 && writable != NULL && writable[i] != NULL; i++)
    allow_writing (ruleset, writable[i], attr.handled_access_fs);
  done = ruleset >= 0 && syscall (SYS_landlock_restrict_self, ruleset, 0u) == 0;

  if (ruleset >= 0)
    close (ruleset);
  return done;
}

#else

static long
get_version (void)
{
  return -1;
}

static gboolean
restrict_self (long version, const char *const *writable)
{
  return FALSE;
}

#endif

SgnConfined
sgn_confine_to_reading (const char *const *writable)
{
  long version = get_version ();

  for (guint i = 0; writable != NULL && writable[i] != NULL; i++)
    g_mkdir_with_parents (writable[i], S_IRWXU);
  /* Also without Landlock: child processes gain no privileges. */
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || version < 1 ||
      !restrict_self (version, writable))
    return SGN_CONFINED_NOT;
  return version >= 4 && writable == NULL ? SGN_CONFINED_NETWORK : SGN_CONFINED_FILES;
}
