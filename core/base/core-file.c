/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-core-file"
#include "config.h"

#include "core/base/core-file.h"

#include <sys/resource.h>

/* core(5): if core files are piped to a program, a limit of 0 is ignored but 1 is not, and no core
 * file fits in one byte. This only fails if the limit is 0 and must not be raised. */
void
sgn_core_files_forbid (void)
{
  const struct rlimit one = { 1, 1 };

  setrlimit (RLIMIT_CORE, &one);
}
