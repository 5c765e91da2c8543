/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/zip-sample.h"
#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <zlib.h>

static void
entry_free (gpointer data)
{
  ZipSampleEntry *entry = data;

  g_free (entry->name);
  g_bytes_unref (entry->content);
  g_free (entry);
}

ZipSample *
zip_sample_new (void)
{
  ZipSample *self = g_new0 (ZipSample, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

void
zip_sample_free (ZipSample *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
zip_sample_add_bytes (ZipSample *self, const char *name, GBytes *content, ZipSampleFlags flags)
{
  ZipSampleEntry *entry = g_new0 (ZipSampleEntry, 1);

  entry->name = g_strdup (name);
  entry->content = g_bytes_ref (content);
  entry->flags = flags;
  g_ptr_array_add (self->entries, entry);
}

void
zip_sample_add (ZipSample *self, const char *name, const char *content, ZipSampleFlags flags)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));

  zip_sample_add_bytes (self, name, bytes, flags);
}

static void
put (GByteArray *to, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    g_byte_array_append (to, &(guint8){ (guint8) (i < 8 ? value >> (8 * i) : 0) }, 1);
}

static void
put_text (GByteArray *to, const char *text)
{
  g_byte_array_append (to, (const guint8 *) text, (guint) strlen (text));
}

static GBytes *
pack (const ZipSampleEntry *entry)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (entry->content, &size);
  z_stream stream = { 0 };
  uLong bound;
  guint8 *out;

  if (entry->flags & ZIP_SAMPLE_STORED)
    return g_bytes_ref (entry->content);
  g_assert_cmpint (deflateInit2 (&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  bound = deflateBound (&stream, size);
  out = g_malloc (bound);
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) size;
  stream.next_out = out;
  stream.avail_out = (uInt) bound;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  deflateEnd (&stream);
  return g_bytes_new_take (out, stream.total_out);
}

typedef struct {
  const ZipSampleEntry *entry;
  GBytes *packed;
  guint32 crc;
  guint64 offset;
} Laid;

static guint
get_flags (const ZipSampleEntry *entry)
{
  gboolean descriptor = (entry->flags & (ZIP_SAMPLE_DESCRIPTOR | ZIP_SAMPLE_DESCRIPTOR_WIDE)) != 0;

  return (descriptor ? 8 : 0) | (entry->flags & ZIP_SAMPLE_ENCRYPTED ? 1 : 0);
}

static void
put_name (GByteArray *to, const ZipSampleEntry *entry, gboolean record)
{
  guint at = to->len;

  put_text (to, entry->name);
  if (record && (entry->flags & ZIP_SAMPLE_OTHER_NAME))
    to->data[at] = 'X';
}

static void
put_record (GByteArray *to, Laid *laid)
{
  const ZipSampleEntry *entry = laid->entry;
  gboolean descriptor = (get_flags (entry) & 8) != 0;
  guint wide = entry->flags & ZIP_SAMPLE_DESCRIPTOR_WIDE ? 8 : 4;
  gsize size = g_bytes_get_size (laid->packed);

  if (entry->flags & ZIP_SAMPLE_GAP)
    put_text (to, "somebody was here");
  laid->offset = to->len;
  put (to, 0x04034b50, 4);
  put (to, 20, 2);
  put (to, get_flags (entry), 2);
  put (to, entry->flags & ZIP_SAMPLE_STORED ? 0 : 8, 2);
  put (to, 0x5a210000, 4);
  put (to, descriptor ? 0 : laid->crc ^ (entry->flags & ZIP_SAMPLE_LIE), 4);
  put (to, descriptor ? 0 : size, 4);
  put (to, descriptor ? 0 : g_bytes_get_size (entry->content), 4);
  put (to, strlen (entry->name), 2);
  put (to, 0, 2);
  put_name (to, entry, TRUE);
  g_byte_array_append (to, g_bytes_get_data (laid->packed, NULL), (guint) size);
  if (!descriptor)
    return;
  put (to, 0x08074b50, 4);
  put (to, laid->crc, 4);
  put (to, size, wide);
  put (to, g_bytes_get_size (entry->content), wide);
}

static void
put_central (GByteArray *to, const Laid *laid)
{
  const ZipSampleEntry *entry = laid->entry;
  gboolean wide = (entry->flags & ZIP_SAMPLE_WIDE) != 0;
  guint64 packed = g_bytes_get_size (laid->packed);
  guint64 size = g_bytes_get_size (entry->content);

  put (to, 0x02014b50, 4);
  put (to, wide ? 45 : 20, 2);
  put (to, wide ? 45 : 20, 2);
  put (to, get_flags (entry), 2);
  put (to, entry->flags & ZIP_SAMPLE_STORED ? 0 : 8, 2);
  put (to, 0x5a210000, 4);
  put (to, laid->crc, 4);
  put (to, wide ? G_MAXUINT32 : packed, 4);
  put (to, wide ? G_MAXUINT32 : size, 4);
  put (to, strlen (entry->name), 2);
  put (to, wide ? 28 : 0, 2);
  put (to, 0, 10);
  put (to, wide ? G_MAXUINT32 : laid->offset, 4);
  put_name (to, entry, FALSE);
  if (!wide)
    return;
  put (to, 1, 2);
  put (to, 24, 2);
  put (to, size, 8);
  put (to, packed, 8);
  put (to, laid->offset, 8);
}

static void
put_zip64_end (GByteArray *to, guint64 count, guint64 directory, guint64 size)
{
  guint64 at = to->len;

  put (to, 0x06064b50, 4);
  put (to, 44, 8);
  put (to, 45, 2);
  put (to, 45, 2);
  put (to, 0, 8);
  put (to, count, 8);
  put (to, count, 8);
  put (to, size, 8);
  put (to, directory, 8);
  put (to, 0x07064b50, 4);
  put (to, 0, 4);
  put (to, at, 8);
  put (to, 1, 4);
}

static void
put_end (GByteArray *to, const ZipSample *self, guint64 directory)
{
  guint64 count = self->entries->len + (guint64) self->count_error;
  guint64 size = to->len - directory;
  const char *comment = self->comment != NULL ? self->comment : "";

  if (self->zip64)
    put_zip64_end (to, count, directory, size);
  put (to, 0x06054b50, 4);
  put (to, self->disk, 2);
  put (to, self->disk, 2);
  put (to, self->zip64 ? G_MAXUINT16 : count, 2);
  put (to, self->zip64 ? G_MAXUINT16 : count, 2);
  put (to, self->zip64 ? G_MAXUINT32 : size, 4);
  put (to, self->zip64 ? G_MAXUINT32 : directory, 4);
  put (to, strlen (comment), 2);
  put_text (to, comment);
  put_text (to, self->tail != NULL ? self->tail : "");
}

GBytes *
zip_sample_build (const ZipSample *self)
{
  GByteArray *file = g_byte_array_new ();
  g_autofree Laid *laid = g_new0 (Laid, self->entries->len + 1);
  guint64 directory;

  for (guint i = 0; i < self->entries->len; i++) {
    const ZipSampleEntry *entry = self->entries->pdata[i];
    gsize size;
    const guint8 *data = g_bytes_get_data (entry->content, &size);

    laid[i].entry = entry;
    laid[i].packed = pack (entry);
    laid[i].crc = (guint32) crc32 (crc32 (0, NULL, 0), data, (uInt) size);
    put_record (file, &laid[i]);
  }
  directory = file->len;
  for (guint i = 0; i < self->entries->len; i++) {
    put_central (file, &laid[i]);
    g_bytes_unref (laid[i].packed);
  }
  put_end (file, self, directory);
  return g_byte_array_free_to_bytes (file);
}

guint64
zip_sample_find_directory (GBytes *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  const guint8 *found = memmem (data, size, "PK\1\2", 4);

  g_assert_nonnull (found);
  return (guint64) (found - data);
}

GBytes *
zip_sample_text (guint size)
{
  GString *text = g_string_new (NULL);
  guint32 state = 1;

  while (text->len < size) {
    state = state * 1103515245 + 12345;
    g_string_append_printf (text, "line %u\n", (state >> 16) % 5000);
  }
  g_string_truncate (text, size);
  return g_string_free_to_bytes (text);
}
