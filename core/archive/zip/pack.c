/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* Compresses the data of an entry in parts that can be inflated alone, as app packages require: the
 * block map states the compressed size of each. Other archives lose a fraction of a percent by
 * it. */

#include "config.h"

#include "core/archive/zip/pack.h"

#include <zlib.h>

#include "core/io/spool.h"

typedef struct {
  z_stream stream;
  SgnSpool *spool;
  SgnZipPacked *packed;
} Packing;

/* Compresses all of the input; @count receives the number of bytes that came out. */
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
    /* cppcheck-suppress uninitvar ; deflate() has written that much of it */
    if (!sgn_spool_write (self->spool, out, size, error))
      return FALSE;
  } while (self->stream.avail_out == 0);
  return TRUE;
}

static gboolean
deflate_all (Packing *self, SgnInput *content, GCancellable *cancellable, GError **error)
{
  guint64 size = sgn_input_get_size (content);
  g_autofree guint8 *part = g_malloc (SGN_ZIP_PART);
  guint32 count;

  for (guint64 done = 0; done < size; done += MIN (size - done, SGN_ZIP_PART)) {
    gsize length = (gsize) MIN (size - done, SGN_ZIP_PART);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !sgn_input_read (content, done, part, length, error))
      return FALSE;
    self->packed->crc = (guint32) crc32 (self->packed->crc, part, (uInt) length);
    self->stream.next_in = part;
    self->stream.avail_in = (uInt) length;
    /* A full flush ends at a byte and forgets what came before. */
    if (!turn (self, Z_FULL_FLUSH, &count, error))
      return FALSE;
    g_array_append_val (self->packed->parts, count);
  }
  return turn (self, Z_FINISH, &count, error);
}

static gboolean
compress_content (SgnZipPacked *packed,
                  SgnInput *content,
                  GFile *near,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (SgnSpool) spool = sgn_spool_new (near, error);
  Packing packing = { .spool = spool, .packed = packed };
  gboolean ok;

  if (spool == NULL)
    return FALSE;
  /* Negative window bits: a bare deflate stream, as in ZIP. */
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

/* Only the CRC is missing; the bytes are the input itself. */
static gboolean
store_content (SgnZipPacked *packed, SgnInput *content, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *window = g_malloc (SGN_INPUT_WINDOW);
  gsize part;

  for (guint64 done = 0; done < packed->size; done += part) {
    part = (gsize) MIN (packed->size - done, SGN_INPUT_WINDOW);
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !sgn_input_read (content, done, window, part, error))
      return FALSE;
    packed->crc = (guint32) crc32 (packed->crc, window, (uInt) part);
  }
  packed->data = sgn_input_ref (content);
  return TRUE;
}

SgnZipPacked *
sgn_zip_pack (SgnInput *content,
              guint16 method,
              GFile *near,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SgnZipPacked) packed = g_new0 (SgnZipPacked, 1);
  gboolean ok;

  packed->method = method;
  packed->size = sgn_input_get_size (content);
  packed->crc = (guint32) crc32 (0, NULL, 0);
  packed->parts = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (method == SGN_ZIP_STORED)
    ok = store_content (packed, content, cancellable, error);
  else
    ok = compress_content (packed, content, near, cancellable, error);
  return ok ? g_steal_pointer (&packed) : NULL;
}

void
sgn_zip_packed_free (SgnZipPacked *self)
{
  g_clear_pointer (&self->data, sgn_input_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}
