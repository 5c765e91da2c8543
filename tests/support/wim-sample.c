/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/samples.h"

#define HEADER_SIZE 208

static void
put (GByteArray *file, guint offset, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    file->data[offset + i] = (guint8) (value >> (8 * i));
}

static void
put_resource (GByteArray *file, guint offset, guint64 place, guint64 size)
{
  put (file, offset, size | (G_GUINT64_CONSTANT (2) << 56), 8);
  put (file, offset + 8, place, 8);
  put (file, offset + 16, size, 8);
}

/* Header, data, XML, lookup table and, if asked for, an integrity table. */
static GBytes *
build (guint n_parts, guint data_size, gboolean integrity, guint trailing)
{
  GByteArray *file = g_byte_array_new ();
  guint end = HEADER_SIZE + data_size;

  g_byte_array_set_size (file, end + 300 + trailing);
  for (guint i = 0; i < file->len; i++)
    file->data[i] = i < HEADER_SIZE ? 0 : (guint8) (i * 7);
  memcpy (file->data, "MSWIM", 5);
  put (file, 8, HEADER_SIZE, 4);
  put (file, 0x0c, 0x10d00, 4);
  put (file, 0x28, 1, 2);
  put (file, 0x2a, n_parts, 2);
  put (file, 0x2c, 1, 4);
  put_resource (file, 0x48, end, 100);
  put_resource (file, 0x30, end + 100, integrity ? 100 : 200);
  if (integrity)
    put_resource (file, 0x7c, end + 200, 100);
  return g_byte_array_free_to_bytes (file);
}

static void
add (GPtrArray *samples, const char *name, GBytes *bytes, gboolean signable)
{
  SgnSample *sample = sgn_samples_add (samples, "wim", name, bytes);

  sample->signable = signable;
  sample->excluded[0].offset = 0xb4;
  sample->excluded[0].length = 8;
}

void
sgn_samples_add_wim (GPtrArray *samples)
{
  add (samples, "plain", build (1, 3000, FALSE, 0), TRUE);
  add (samples, "integrity", build (1, 1234, TRUE, 0), TRUE);
  add (samples, "no-data", build (1, 0, FALSE, 0), TRUE);
  add (samples, "part-of-two", build (2, 500, FALSE, 0), FALSE);
  add (samples, "trailing", build (1, 500, TRUE, 9), FALSE);
}
