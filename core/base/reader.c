/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-reader"

/* Reads numbers out of bytes in memory. Parsers use this instead of casting pointers: the bounds
 * are checked, nothing has to be aligned, and the byte order is the same on every machine. */

#include "config.h"

#include "core/base/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/error.h"

void
sgn_reader_init (SgnReader *self, gconstpointer data, gsize size)
{
  /* Never NULL: adding to that is undefined behaviour, even adding zero. */
  self->data = data != NULL ? data : (const guint8 *) "";
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
                 _ ("offset %zu is after the end at %zu"),
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
  /* Compared with what is left, because offset + count could overflow. */
  if (count > sgn_reader_get_left (self)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("%zu bytes needed at offset %zu, only %zu left"),
                 count,
                 self->offset,
                 sgn_reader_get_left (self));
    return FALSE;
  }
  *ret = &self->data[self->offset];
  self->offset += count;
  return TRUE;
}

gboolean
sgn_reader_skip (SgnReader *self, gsize count, GError **error)
{
  const guint8 *data;

  return sgn_reader_data (self, count, &data, error);
}

/* Reads a little-endian number of @size bytes. */
static gboolean
read_number (SgnReader *self, gsize size, guint64 *ret, GError **error)
{
  const guint8 *data;

  if (!sgn_reader_data (self, size, &data, error))
    return FALSE;
  *ret = 0;
  for (gsize i = 0; i < size; i++)
    *ret |= (guint64) data[i] << (8 * i);
  return TRUE;
}

gboolean
sgn_reader_u8 (SgnReader *self, guint8 *ret, GError **error)
{
  guint64 value;

  if (!read_number (self, sizeof *ret, &value, error))
    return FALSE;
  *ret = (guint8) value;
  return TRUE;
}

gboolean
sgn_reader_u16 (SgnReader *self, guint16 *ret, GError **error)
{
  guint64 value;

  if (!read_number (self, sizeof *ret, &value, error))
    return FALSE;
  *ret = (guint16) value;
  return TRUE;
}

gboolean
sgn_reader_u32 (SgnReader *self, guint32 *ret, GError **error)
{
  guint64 value;

  if (!read_number (self, sizeof *ret, &value, error))
    return FALSE;
  *ret = (guint32) value;
  return TRUE;
}

gboolean
sgn_reader_u64 (SgnReader *self, guint64 *ret, GError **error)
{
  return read_number (self, sizeof *ret, ret, error);
}

gboolean
sgn_reader_u16_be (SgnReader *self, guint16 *ret, GError **error)
{
  if (!sgn_reader_u16 (self, ret, error))
    return FALSE;
  *ret = GUINT16_SWAP_LE_BE (*ret);
  return TRUE;
}
