/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* Writes local file headers (APPNOTE 4.3.7) and central directory headers (4.3.12) for entries that
 * are new or replaced. Without data descriptor and without extra field unless the offset needs it,
 * so that stream readers understand them as well. */

#include "config.h"

#include "core/archive/zip/new-entry.h"

#include <string.h>

#include <gio/gio.h>
#include <zlib.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/reader.h"
#include "core/base/writer.h"

#define FLAG_UTF8      0x0800 /* bit 11: the name is UTF-8 (APPNOTE 4.4.4) */
#define VERSION_NEEDED 20     /* deflate, folders (APPNOTE 4.4.3.2) */
#define VERSION_ZIP64  45     /* ZIP64 extensions */
#define DATE           0x0021 /* 1980-01-01: the same input makes the same file */

static GBytes *
deflate_bytes (GBytes *content)
{
  g_autoptr (GZlibCompressor) deflater = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (deflater));
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);

  /* Writing to memory cannot fail. */
  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    g_assert_not_reached ();
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* The fields that both headers have in common, from the version to the sizes of name and extra
 * field. */
static void
write_common (GByteArray *to, const ZipNewEntry *entry, guint16 version, guint16 extra_size)
{
  sgn_writer_u16 (to, version);
  sgn_writer_u16 (to, entry->flags);
  sgn_writer_u16 (to, entry->method);
  sgn_writer_u32 (to, entry->time);
  sgn_writer_u32 (to, entry->crc);
  sgn_writer_u32 (to, (guint32) entry->packed_size);
  sgn_writer_u32 (to, (guint32) entry->size);
  sgn_writer_u16 (to, (guint16) strlen (entry->name));
  sgn_writer_u16 (to, extra_size);
}

/* Reads the attributes of @entry from its central directory header. */
static gboolean
read_attributes (const SgnZip *zip, const SgnZipEntry *entry, ZipNewEntry *ret, GError **error)
{
  guint8 old[ZIP_CENTRAL_SIZE];
  SgnReader reader;

  if (!sgn_input_read (zip->input, entry->central_offset, old, sizeof old, error))
    return FALSE;
  sgn_reader_init (&reader, old, sizeof old);
  return sgn_reader_skip (&reader, 4, error) && sgn_reader_u16 (&reader, &ret->made_by, error) &&
         sgn_reader_skip (&reader, 6, error) && sgn_reader_u32 (&reader, &ret->time, error) &&
         sgn_reader_skip (&reader, 20, error) && sgn_reader_u16 (&reader, &ret->internal, error) &&
         sgn_reader_u32 (&reader, &ret->external, error);
}

ZipNewEntry *
sgn_zip_new_entry_new (const char *name, GBytes *content, guint16 method)
{
  ZipNewEntry *self = g_new0 (ZipNewEntry, 1);
  GByteArray *record = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  g_autoptr (GBytes) packed = NULL;

  g_assert (size < G_MAXUINT32 / 2);
  self->name = g_strdup (name);
  self->method = method;
  self->made_by = VERSION_NEEDED;
  self->time = (guint32) DATE << 16;
  self->size = size;
  self->crc = (guint32) crc32 (crc32 (0, NULL, 0), data, (uInt) size);
  packed = method == SGN_ZIP_DEFLATE ? deflate_bytes (content) : g_bytes_ref (content);
  self->packed_size = g_bytes_get_size (packed);
  sgn_writer_u32 (record, ZIP_LOCAL);
  write_common (record, self, VERSION_NEEDED, 0);
  sgn_writer_data (record, name, strlen (name));
  sgn_writer_bytes (record, packed);
  self->record = g_byte_array_free_to_bytes (record);
  return self;
}

ZipNewEntry *
sgn_zip_new_entry_for (const SgnZip *zip,
                       const SgnZipEntry *entry,
                       const SgnZipPacked *packed,
                       GError **error)
{
  ZipNewEntry *self = g_new0 (ZipNewEntry, 1);
  GByteArray *record = g_byte_array_new ();
  gboolean ok = read_attributes (zip, entry, self, error);

  self->name = g_strdup (entry->name);
  /* The name keeps its encoding. Encryption and descriptor are gone. */
  self->flags = entry->flags & FLAG_UTF8;
  self->method = packed->method;
  self->size = packed->size;
  self->crc = packed->crc;
  self->data = sgn_input_ref (packed->data);
  self->packed_size = sgn_input_get_size (packed->data);
  sgn_writer_u32 (record, ZIP_LOCAL);
  write_common (record, self, VERSION_NEEDED, 0);
  sgn_writer_data (record, entry->name, strlen (entry->name));
  self->record = g_byte_array_free_to_bytes (record);
  if (ok)
    return self;
  sgn_zip_new_entry_free (self);
  return NULL;
}

void
sgn_zip_new_entry_free (gpointer data)
{
  ZipNewEntry *entry = data;

  g_free (entry->name);
  g_clear_pointer (&entry->data, sgn_input_unref);
  g_bytes_unref (entry->record);
  g_free (entry);
}

void
sgn_zip_new_entry_write_central (GByteArray *to, const ZipNewEntry *entry, guint64 offset)
{
  /* APPNOTE 4.4.1.4: a value of 0xffffffff means that the real one is in the ZIP64 extra field. */
  gboolean wide = offset >= G_MAXUINT32;
  guint16 version = wide ? VERSION_ZIP64 : VERSION_NEEDED;

  sgn_writer_u32 (to, ZIP_CENTRAL);
  sgn_writer_u16 (to, MAX (version, entry->made_by));
  write_common (to, entry, version, wide ? 12 : 0);
  sgn_writer_zeros (to, 4); /* comment, disk */
  sgn_writer_u16 (to, entry->internal);
  sgn_writer_u32 (to, entry->external);
  sgn_writer_u32 (to, wide ? G_MAXUINT32 : (guint32) offset);
  sgn_writer_data (to, entry->name, strlen (entry->name));
  if (!wide)
    return;
  sgn_writer_u16 (to, ZIP_EXTRA_ZIP64);
  sgn_writer_u16 (to, 8);
  sgn_writer_u64 (to, offset);
}
