/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-core-file"
#include "config.h"

#include "core/base/core-file.h"

#include <sys/resource.h>

/* core(5): where core files go into a pipe, a limit of 0 is ignored; one of 1 is not. No core file
 * fits into it either. This fails only where the limit is 0 and may not be raised. */
void
sgn_core_files_forbid (void)
{
  const struct rlimit one = { 1, 1 };

  setrlimit (RLIMIT_CORE, &one);
}
