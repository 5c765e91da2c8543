/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/samples.h"

#define HEADER_SIZE  40
#define RUNTIME_SIZE 8

static GBytes *
build (guint content_size, gboolean is_runtime)
{
  guint head_size = HEADER_SIZE + (is_runtime ? RUNTIME_SIZE : 0);
  guint8 *file = g_malloc0 (head_size + content_size);

  memcpy (file, "NAVX\x28\0\0\0\x02", 9);
  memset (file + 12, 0x17, 16);
  file[28] = (guint8) content_size;
  file[29] = (guint8) (content_size >> 8);
  memcpy (file + 36, "NAVX", 4);
  if (is_runtime)
    memcpy (file + HEADER_SIZE, ".NEA\1", 5);
  for (guint i = 0; i < content_size; i++)
    file[head_size + i] = (guint8) (i * 13);
  return g_bytes_new_take (file, head_size + content_size);
}

void
sgn_samples_add_navx (GPtrArray *samples)
{
  sgn_samples_add (samples, "navx", "plain", build (4000, FALSE));
  sgn_samples_add (samples, "navx", "empty", build (0, FALSE));
  sgn_samples_add (samples, "navx", "runtime", build (4000, TRUE));
}
