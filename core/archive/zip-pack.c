/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

#include "config.h"

#include "core/archive/zip-pack.h"

#include <zlib.h>

#include "core/io/spool.h"

typedef struct {
  z_stream stream;
  SgnSpool *spool;
  SgnZipPacked *packed;
} Packing;

/* Gives all of the input to the compressor and takes what comes out. */
static gboolean
turn (Packing *self, int flush, guint32 *count, GError **error)
{
  guint8 out[32 * 1024];

  *count = 0;
  do {
    gsize size;

    self->stream.next_out = out;
    self->stream.avail_out = sizeof out;
    deflate (&self->stream, flush);
    size = sizeof out - self->stream.avail_out;
    *count += (guint32) size;
    if (!sgn_spool_write (self->spool, out, size, error))
      return FALSE;
  } while (self->stream.avail_out == 0);
  return TRUE;
}

static gboolean
deflate_all (Packing *self, GBytes *content, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  guint32 count;

  for (gsize done = 0; done < size; done += SGN_ZIP_PART) {
    gsize part = MIN (size - done, SGN_ZIP_PART);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    self->stream.next_in = (Bytef *) &data[done];
    self->stream.avail_in = (uInt) part;
    if (!turn (self, Z_FULL_FLUSH, &count, error))
      return FALSE;
    g_array_append_val (self->packed->parts, count);
  }
  return turn (self, Z_FINISH, &count, error);
}

static gboolean
compress_content (SgnZipPacked *packed,
                  GBytes *content,
                  GFile *near,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (SgnSpool) spool = sgn_spool_new (near, error);
  Packing packing = { .spool = spool, .packed = packed };
  gboolean ok;

  if (spool == NULL)
    return FALSE;
  if (deflateInit2 (&packing.stream,
                    Z_DEFAULT_COMPRESSION,
                    Z_DEFLATED,
                    -MAX_WBITS,
                    8,
                    Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("out of memory");
  ok = deflate_all (&packing, content, cancellable, error);
  deflateEnd (&packing.stream);
  if (ok)
    packed->data = sgn_spool_finish (spool, error);
  return packed->data != NULL;
}

static guint32
compute_crc (GBytes *content)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  return (guint32) crc32_z (crc32 (0, NULL, 0), data, size);
}

SgnZipPacked *
sgn_zip_pack (GBytes *content,
              guint16 method,
              GFile *near,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SgnZipPacked) packed = g_new0 (SgnZipPacked, 1);

  packed->method = method;
  packed->size = g_bytes_get_size (content);
  packed->crc = compute_crc (content);
  packed->parts = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (method == SGN_ZIP_STORED)
    packed->data = g_bytes_ref (content);
  else if (!compress_content (packed, content, near, cancellable, error))
    return NULL;
  return g_steal_pointer (&packed);
}

void
sgn_zip_packed_free (SgnZipPacked *self)
{
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}
