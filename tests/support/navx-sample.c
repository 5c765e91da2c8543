/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/samples.h"

#define HEADER_SIZE 40

static GBytes *
build (guint content_size)
{
  guint8 *file = g_malloc (HEADER_SIZE + content_size);

  memset (file, 0, HEADER_SIZE);
  memcpy (file, "NAVX\x28\0\0\0\x02", 9);
  memset (file + 12, 0x17, 16);
  file[28] = (guint8) content_size;
  file[29] = (guint8) (content_size >> 8);
  memcpy (file + 36, "NAVX", 4);
  for (guint i = 0; i < content_size; i++)
    file[HEADER_SIZE + i] = (guint8) (i * 13);
  return g_bytes_new_take (file, HEADER_SIZE + content_size);
}

void
sgn_samples_add_navx (GPtrArray *samples)
{
  sgn_samples_add (samples, "navx", "plain", build (4000));
  sgn_samples_add (samples, "navx", "empty", build (0));
}
