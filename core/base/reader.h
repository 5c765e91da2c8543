/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A bounds-checked cursor over bytes in memory. On failure, the cursor does not move and @error
 * (SGN_ERROR_FILE_DAMAGED) names the offset. The bytes are not owned and must outlive the reader.
 * Integers are little-endian unless the function name ends in _be. */
typedef struct {
  const guint8 *data;
  gsize size;
  gsize offset;
} SgnReader;

void sgn_reader_init (SgnReader *self, gconstpointer data, gsize size);
void sgn_reader_init_bytes (SgnReader *self, GBytes *bytes);
gsize sgn_reader_get_left (const SgnReader *self);
gboolean sgn_reader_seek (SgnReader *self, gsize offset, GError **error);
gboolean sgn_reader_skip (SgnReader *self, gsize count, GError **error);
gboolean sgn_reader_u8 (SgnReader *self, guint8 *ret, GError **error);
gboolean sgn_reader_u16 (SgnReader *self, guint16 *ret, GError **error);
gboolean sgn_reader_u32 (SgnReader *self, guint32 *ret, GError **error);
gboolean sgn_reader_u64 (SgnReader *self, guint64 *ret, GError **error);
gboolean sgn_reader_u16_be (SgnReader *self, guint16 *ret, GError **error);
/* @ret points into the bytes of the reader. (transfer none) */
gboolean sgn_reader_data (SgnReader *self, gsize count, const guint8 **ret, GError **error);
