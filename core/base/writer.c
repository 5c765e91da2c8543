/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-writer"

/* Builds small structures in memory. The numbers of Windows formats are little-endian
 * throughout. */

#include "config.h"

#include "core/base/writer.h"

#include <string.h>

#include "core/base/checked.h"

void
sgn_writer_data (SgnWriter *self, gconstpointer data, gsize size)
{
  /* GByteArray would abort the process. */
  g_return_if_fail (size <= G_MAXUINT - self->len);

  if (size > 0)
    g_byte_array_append (self, data, (guint) size);
}

void
sgn_writer_u16 (SgnWriter *self, guint16 value)
{
  guint16 bytes = GUINT16_TO_LE (value);

  sgn_writer_data (self, &bytes, sizeof bytes);
}

void
sgn_writer_u32 (SgnWriter *self, guint32 value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  sgn_writer_data (self, &bytes, sizeof bytes);
}

void
sgn_writer_u64 (SgnWriter *self, guint64 value)
{
  guint64 bytes = GUINT64_TO_LE (value);

  sgn_writer_data (self, &bytes, sizeof bytes);
}

void
sgn_writer_bytes (SgnWriter *self, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  sgn_writer_data (self, data, size);
}

void
sgn_writer_zeros (SgnWriter *self, gsize count)
{
  guint start = self->len;

  g_return_if_fail (count <= G_MAXUINT - start);

  if (count == 0)
    return;
  g_byte_array_set_size (self, start + (guint) count);
  memset (&self->data[start], 0, count);
}

void
sgn_writer_align (SgnWriter *self, gsize step)
{
  guint64 end;

  g_return_if_fail (step > 0 && (step & (step - 1)) == 0);
  g_return_if_fail (sgn_round_up (self->len, step, &end));

  sgn_writer_zeros (self, (gsize) (end - self->len));
}
