/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-reader"

#include "config.h"

#include "core/base/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/error.h"

void
sgn_reader_init (SgnReader *self, gconstpointer data, gsize size)
{
  self->data = data;
  self->size = size;
  self->offset = 0;
}

void
sgn_reader_init_bytes (SgnReader *self, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  sgn_reader_init (self, data, size);
}

gsize
sgn_reader_get_left (const SgnReader *self)
{
  return self->size - self->offset;
}

gboolean
sgn_reader_seek (SgnReader *self, gsize offset, GError **error)
{
  if (offset > self->size) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("offset %zu lies behind the end at %zu"),
                 offset,
                 self->size);
    return FALSE;
  }
  self->offset = offset;
  return TRUE;
}

gboolean
sgn_reader_data (SgnReader *self, gsize count, const guint8 **ret, GError **error)
{
  if (count > sgn_reader_get_left (self)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("%zu octets needed at offset %zu, only %zu left"),
                 count,
                 self->offset,
                 sgn_reader_get_left (self));
    return FALSE;
  }
  *ret = self->data == NULL ? NULL : &self->data[self->offset];
  self->offset += count;
  return TRUE;
}

gboolean
sgn_reader_skip (SgnReader *self, gsize count, GError **error)
{
  const guint8 *data;

  return sgn_reader_data (self, count, &data, error);
}

gboolean
sgn_reader_u8 (SgnReader *self, guint8 *ret, GError **error)
{
  const guint8 *data;

  if (!sgn_reader_data (self, sizeof *ret, &data, error))
    return FALSE;
  *ret = data[0];
  return TRUE;
}

gboolean
sgn_reader_u16 (SgnReader *self, guint16 *ret, GError **error)
{
  const guint8 *data;
  guint16 value;

  if (!sgn_reader_data (self, sizeof value, &data, error))
    return FALSE;
  memcpy (&value, data, sizeof value);
  *ret = GUINT16_FROM_LE (value);
  return TRUE;
}

gboolean
sgn_reader_u32 (SgnReader *self, guint32 *ret, GError **error)
{
  const guint8 *data;
  guint32 value;

  if (!sgn_reader_data (self, sizeof value, &data, error))
    return FALSE;
  memcpy (&value, data, sizeof value);
  *ret = GUINT32_FROM_LE (value);
  return TRUE;
}

gboolean
sgn_reader_u64 (SgnReader *self, guint64 *ret, GError **error)
{
  const guint8 *data;
  guint64 value;

  if (!sgn_reader_data (self, sizeof value, &data, error))
    return FALSE;
  memcpy (&value, data, sizeof value);
  *ret = GUINT64_FROM_LE (value);
  return TRUE;
}

gboolean
sgn_reader_u16_be (SgnReader *self, guint16 *ret, GError **error)
{
  const guint8 *data;
  guint16 value;

  if (!sgn_reader_data (self, sizeof value, &data, error))
    return FALSE;
  memcpy (&value, data, sizeof value);
  *ret = GUINT16_FROM_BE (value);
  return TRUE;
}
