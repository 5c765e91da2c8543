/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/writer.h"
#include "tests/support/samples.h"

/* The head of a policy as ConvertFrom-CIPolicy writes it, and @size octets in place of rules. */
static GBytes *
build (guint32 version, gsize size)
{
  GByteArray *file = g_byte_array_new ();

  sgn_writer_u32 (file, version);
  sgn_writer_data (file, "\x0e\x37\x44\xa2\xc9\x44\x06\x4c\xb5\x51\xf6\x01\x6e\x56\x30\x76", 16);
  sgn_writer_zeros (file, 16);
  sgn_writer_u32 (file, 0x80000014);
  sgn_writer_zeros (file, 4 * sizeof (guint32));
  sgn_writer_u64 (file, G_GUINT64_CONSTANT (0x000a000000000001));
  sgn_writer_u32 (file, 0x40);
  for (gsize i = 0; i < size; i++)
    sgn_writer_data (file, &(guint8){ (guint8) (i * 7) }, 1);
  return g_byte_array_free_to_bytes (file);
}

/* What stands before the policy in its signature belongs to the signature. */
static void
add (GPtrArray *samples, const char *name, GBytes *bytes)
{
  SgnSample *sample = sgn_samples_add (samples, "policy", name, bytes);

  sample->is_signature = TRUE;
  sample->excluded[0].length = 52;
}

void
sgn_samples_add_policy (GPtrArray *samples)
{
  add (samples, "version-8", build (8, 900));
  add (samples, "empty", build (7, 0));
}
