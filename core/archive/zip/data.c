/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* The data of an entry, inflated in parts and checked: neither more nor less than stated, with the
 * stated CRC, and nothing after the end of the deflate stream. Whoever signs entries signs inflated
 * data, so what an unpacker would make of it must be unambiguous. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <zlib.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/budget.h"
#include "core/base/error.h"

#define WINDOW    (256 * 1024)
#define MAX_RATIO 1032 /* of deflate (zlib: "Maximum Compression Factor") */

/* One entry on its way to the sink. */
typedef struct {
  const SgnZipEntry *entry;
  SgnZipSink sink;
  gpointer user_data;
  guint64 size;
  uLong crc;
} Flow;

static gboolean
give (Flow *self, const guint8 *data, gsize size, GError **error)
{
  if (size > self->entry->size - self->size)
    return sgn_zip_fail_entry (error,
                               _ ("the entry “%s” is larger than stated"),
                               self->entry->name);
  /* A small archive can inflate to any size. */
  if (!sgn_budget_spend (SGN_COST_BYTES, size, error))
    return FALSE;
  self->size += size;
  self->crc = crc32 (self->crc, data, (uInt) size);
  return self->sink (data, size, self->user_data, error);
}

static gboolean
finish (const Flow *self, GError **error)
{
  if (self->size == self->entry->size && self->crc == self->entry->crc)
    return TRUE;
  return sgn_zip_fail_entry (error, _ ("the data of the entry “%s” is damaged"), self->entry->name);
}

static gboolean
give_stored (const SgnZip *zip, Flow *flow, GCancellable *cancellable, GError **error)
{
  const SgnZipEntry *entry = flow->entry;
  g_autofree guint8 *window = g_malloc (WINDOW);

  for (guint64 done = 0; done < entry->compressed;) {
    gsize length = (gsize) MIN (entry->compressed - done, WINDOW);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !sgn_input_read (zip->input, entry->data_offset + done, window, length, error) ||
        !give (flow, window, length, error))
      return FALSE;
    done += length;
  }
  return finish (flow, error);
}

/* Inflates one window of deflated bytes; @ended receives whether the stream ended. */
static gboolean
inflate_window (GConverter *converter,
                const guint8 *data,
                gsize size,
                Flow *flow,
                gboolean *ended,
                GError **error)
{
  g_autofree guint8 *out = g_malloc (WINDOW);

  while (!*ended) {
    g_autoptr (GError) local = NULL;
    gsize used = 0;
    gsize made = 0;
    GConverterResult result = g_converter_convert (converter,
                                                   data,
                                                   size,
                                                   out,
                                                   WINDOW,
                                                   G_CONVERTER_NO_FLAGS,
                                                   &used,
                                                   &made,
                                                   &local);

    if (result == G_CONVERTER_ERROR &&
        g_error_matches (local, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
      return TRUE;
    if (result == G_CONVERTER_ERROR)
      return sgn_zip_fail_entry (error,
                                 _ ("the data of the entry “%s” is damaged"),
                                 flow->entry->name);
    if (!give (flow, out, made, error))
      return FALSE;
    data = &data[used];
    size -= used;
    *ended = result == G_CONVERTER_FINISHED;
  }
  if (size == 0)
    return TRUE;
  return sgn_zip_fail_entry (error, _ ("hidden data after the entry “%s”"), flow->entry->name);
}

static gboolean
give_deflated (const SgnZip *zip, Flow *flow, GCancellable *cancellable, GError **error)
{
  const SgnZipEntry *entry = flow->entry;
  g_autoptr (GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autofree guint8 *window = g_malloc (WINDOW);
  gboolean ended = FALSE;

  for (guint64 done = 0; done < entry->compressed;) {
    gsize length = (gsize) MIN (entry->compressed - done, WINDOW);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !sgn_input_read (zip->input, entry->data_offset + done, window, length, error) ||
        !inflate_window (G_CONVERTER (inflater), window, length, flow, &ended, error))
      return FALSE;
    done += length;
    if (ended && done < entry->compressed)
      return sgn_zip_fail_entry (error, _ ("hidden data after the entry “%s”"), entry->name);
  }
  if (!ended)
    return sgn_zip_fail_entry (error, _ ("the data of the entry “%s” is damaged"), entry->name);
  return finish (flow, error);
}

gboolean
sgn_zip_inflate (const SgnZip *self,
                 const SgnZipEntry *entry,
                 SgnZipSink sink,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  Flow flow = { entry, sink, user_data, 0, crc32 (0, NULL, 0) };

  if (entry->method == SGN_ZIP_STORED)
    return give_stored (self, &flow, cancellable, error);
  if (entry->method != SGN_ZIP_DEFLATE)
    return sgn_zip_fail_entry (error,
                               _ ("the entry “%s” is compressed in an unknown way"),
                               entry->name);
  /* Not worth inflating, and no memory is reserved for it. */
  if (entry->size / MAX_RATIO > entry->compressed)
    return sgn_zip_fail_entry (error, _ ("the entry “%s” states an impossible size"), entry->name);
  return give_deflated (self, &flow, cancellable, error);
}

static gboolean
collect (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  if (!sgn_budget_spend (SGN_COST_MEMORY, size, error))
    return FALSE;
  g_byte_array_append (user_data, data, (guint) size);
  return TRUE;
}

GBytes *
sgn_zip_read (const SgnZip *self, const SgnZipEntry *entry, gsize max, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_return_val_if_fail (max <= G_MAXUINT / 2, NULL);

  if (entry->size > max) {
    sgn_zip_fail_entry (error, _ ("the entry “%s” is too large"), entry->name);
    return NULL;
  }
  if (!sgn_zip_inflate (self, entry, collect, bytes, NULL, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
