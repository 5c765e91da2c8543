/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-descriptors"
#include "config.h"

#include "core/base/descriptors.h"

#include <fcntl.h>
#include <unistd.h>

/* open() returns the lowest free number. Child processes inherit these descriptors, like the
 * others. */
void
sgn_descriptors_fill (void)
{
  int fd = open ("/dev/null", O_RDWR);

  while (fd >= 0 && fd <= STDERR_FILENO)
    fd = open ("/dev/null", O_RDWR);
  if (fd > STDERR_FILENO)
    close (fd);
}
