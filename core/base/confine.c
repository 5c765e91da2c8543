/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-confine"

/* Gives up rights before a hostile file is parsed. Landlock needs no privileges and is available in
 * Linux 5.13 and later. */

#include "config.h"

#include "core/base/confine.h"

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* landlock(7). The headers of older systems lack some of these; the kernel reports what it
 * supports. */
#define CREATE_RULESET_VERSION 1u
#define ACCESS_FS_EXECUTE      ((guint64) 1 << 0)
#define ACCESS_FS_WRITE_FILE   ((guint64) 1 << 1)
#define ACCESS_FS_CHANGES      ((guint64) 0x1ff << 4) /* removing and making files of all types */
#define ACCESS_FS_REFER        ((guint64) 1 << 13)
#define ACCESS_FS_TRUNCATE     ((guint64) 1 << 14)
#define ACCESS_FS_IOCTL_DEV    ((guint64) 1 << 15)
#define ACCESS_NET_TCP         ((guint64) 3) /* bind and connect */

typedef struct {
  guint64 handled_access_fs;
  guint64 handled_access_net; /* from version 4 on */
} RulesetAttr;

#ifdef SYS_landlock_create_ruleset

static long
get_version (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, (gsize) 0, CREATE_RULESET_VERSION);
}

/* Access that is handled but allowed by no rule is forbidden everywhere. */
static RulesetAttr
forbid (long version)
{
  RulesetAttr attr = { ACCESS_FS_EXECUTE | ACCESS_FS_WRITE_FILE | ACCESS_FS_CHANGES, 0 };

  if (version >= 2)
    attr.handled_access_fs |= ACCESS_FS_REFER;
  if (version >= 3)
    attr.handled_access_fs |= ACCESS_FS_TRUNCATE;
  if (version >= 4)
    attr.handled_access_net = ACCESS_NET_TCP;
  if (version >= 5)
    attr.handled_access_fs |= ACCESS_FS_IOCTL_DEV;
  return attr;
}

static gboolean
restrict_self (long version)
{
  const RulesetAttr attr = forbid (version);
  gsize size = version >= 4 ? sizeof attr : sizeof attr.handled_access_fs;
  int ruleset = (int) syscall (SYS_landlock_create_ruleset, &attr, size, 0u);
  gboolean done = ruleset >= 0 && syscall (SYS_landlock_restrict_self, ruleset, 0u) == 0;

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
restrict_self (long version)
{
  return FALSE;
}

#endif

SgnConfined
sgn_confine_to_reading (void)
{
  long version = get_version ();

  /* Also without Landlock: child processes gain no privileges. */
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || version < 1 || !restrict_self (version))
    return SGN_CONFINED_NOT;
  return version >= 4 ? SGN_CONFINED_NETWORK : SGN_CONFINED_FILES;
}
