/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* The records of an archive: local file header, data, and data descriptor (APPNOTE 4.3.7 to 4.3.9),
 * compared with the central directory. Programs that read archives as a stream see only these. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/reader.h"

/* The local file header, without name and extra field. */
typedef struct {
  guint16 flags;
  guint16 method;
  guint32 crc;
  guint64 compressed;
  guint64 size;
  guint16 name_size;
  guint16 extra_size;
} Header;

static gboolean
read_header (SgnInput *input, guint64 offset, Header *header, GError **error)
{
  guint8 bytes[ZIP_LOCAL_SIZE];
  guint32 magic;
  guint32 compressed;
  guint32 size;
  SgnReader reader;

  if (!sgn_input_read (input, offset, bytes, sizeof bytes, error))
    return FALSE;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  if (!sgn_reader_u32 (&reader, &magic, error) || !sgn_reader_skip (&reader, 2, error) ||
      !sgn_reader_u16 (&reader, &header->flags, error) ||
      !sgn_reader_u16 (&reader, &header->method, error) || !sgn_reader_skip (&reader, 4, error) ||
      !sgn_reader_u32 (&reader, &header->crc, error) ||
      !sgn_reader_u32 (&reader, &compressed, error) || !sgn_reader_u32 (&reader, &size, error) ||
      !sgn_reader_u16 (&reader, &header->name_size, error) ||
      !sgn_reader_u16 (&reader, &header->extra_size, error))
    return FALSE;
  if (magic != ZIP_LOCAL)
    return sgn_zip_fail (error, _ ("an entry of the archive does not begin where it should"));
  header->compressed = compressed;
  header->size = size;
  return TRUE;
}

/* Compares the name; reads 64-bit sizes from the extra field. */
static gboolean
read_variable (SgnZip *self, SgnZipEntry *entry, Header *header, GError **error)
{
  guint length = (guint) header->name_size + header->extra_size;
  guint64 *values[] = { &header->size, &header->compressed };
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;

  bytes = sgn_input_read_bytes (self->input, entry->offset + ZIP_LOCAL_SIZE, length, error);
  if (bytes == NULL)
    return FALSE;
  entry->data_offset = entry->offset + ZIP_LOCAL_SIZE + length;
  /* An empty name, which the directory cannot have. */
  if (length == 0) {
    entry->mismatch = TRUE;
    return TRUE;
  }
  data = g_bytes_get_data (bytes, NULL);
  if (header->name_size != strlen (entry->name) ||
      memcmp (data, entry->name, header->name_size) != 0)
    entry->mismatch = TRUE;
  return sgn_zip_read_zip64 (&data[header->name_size],
                             header->extra_size,
                             values,
                             NULL,
                             G_N_ELEMENTS (values),
                             error);
}

/* With a data descriptor, CRC and sizes in the local file header may be 0. */
static gboolean
fits (guint64 stated, guint64 expected, gboolean descriptor)
{
  return stated == expected || (descriptor && stated == 0);
}

static void
compare (SgnZipEntry *entry, const Header *header)
{
  gboolean descriptor = (entry->flags & ZIP_FLAG_DESCRIPTOR) != 0;

  if (header->flags != entry->flags || header->method != entry->method ||
      !fits (header->crc, entry->crc, descriptor) ||
      !fits (header->compressed, entry->compressed, descriptor) ||
      !fits (header->size, entry->size, descriptor))
    entry->mismatch = TRUE;
}

static gboolean
descriptor_fits (const SgnZipEntry *entry, SgnReader reader, gboolean magic, gboolean wide)
{
  guint32 value = ZIP_DESCRIPTOR;
  guint32 crc;
  guint64 sizes[2];

  if ((magic && !sgn_reader_u32 (&reader, &value, NULL)) || value != ZIP_DESCRIPTOR ||
      !sgn_reader_u32 (&reader, &crc, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    guint32 small;

    if (wide) {
      if (!sgn_reader_u64 (&reader, &sizes[i], NULL))
        return FALSE;
    } else {
      if (!sgn_reader_u32 (&reader, &small, NULL))
        return FALSE;
      sizes[i] = small;
    }
  }
  return crc == entry->crc && sizes[0] == entry->compressed && sizes[1] == entry->size;
}

/* Nothing tells which of its four forms a data descriptor has (APPNOTE 4.3.9): takes the one that
 * ends where the next record begins, or else the first that matches. */
static gboolean
skip_descriptor (SgnZip *self, SgnZipEntry *entry, guint64 next, GError **error)
{
  static const struct {
    gboolean magic;
    gboolean wide;
    guint8 size;
  } shapes[] = { { TRUE, TRUE, 24 },
                 { TRUE, FALSE, 16 },
                 { FALSE, TRUE, 20 },
                 { FALSE, FALSE, 12 } };
  guint64 start = entry->end;
  g_autoptr (GBytes) bytes = NULL;
  SgnReader reader;
  guint best = 0;

  bytes = sgn_input_read_bytes (self->input, start, MIN (next - start, 24), error);
  if (bytes == NULL)
    return FALSE;
  sgn_reader_init_bytes (&reader, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (shapes) && best != next - start; i++)
    if (descriptor_fits (entry, reader, shapes[i].magic, shapes[i].wide) &&
        (best == 0 || shapes[i].size == next - start))
      best = shapes[i].size;
  entry->end = start + best;
  if (best == 0)
    entry->mismatch = TRUE;
  return TRUE;
}

static gboolean
read_record (SgnZip *self, SgnZipEntry *entry, guint64 next, GError **error)
{
  Header header;

  if (!read_header (self->input, entry->offset, &header, error) ||
      !read_variable (self, entry, &header, error))
    return FALSE;
  compare (entry, &header);
  if (!g_uint64_checked_add (&entry->end, entry->data_offset, entry->compressed) ||
      entry->end > next)
    return sgn_zip_fail_entry (error, _ ("the entry “%s” overlaps the next one"), entry->name);
  if ((entry->flags & ZIP_FLAG_DESCRIPTOR) == 0)
    return TRUE;
  return skip_descriptor (self, entry, next, error);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const SgnZipEntry *left = *(SgnZipEntry *const *) a;
  const SgnZipEntry *right = *(SgnZipEntry *const *) b;

  return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* Where the record @index ends at the latest. */
static guint64
get_end (const SgnZip *self, guint index)
{
  const SgnZipEntry *next;

  if (index + 1 == self->records->len)
    return self->directory_offset;
  next = self->records->pdata[index + 1];
  return next->offset;
}

gboolean
sgn_zip_read_records (SgnZip *self, GError **error)
{
  self->records = g_ptr_array_sized_new (self->entries->len);
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (self->records, self->entries->pdata[i]);
  /* By offset, so that overlaps and gaps show between neighbours. */
  g_ptr_array_sort (self->records, compare_offsets);
  for (guint i = 0; i < self->records->len; i++)
    if (!read_record (self, self->records->pdata[i], get_end (self, i), error))
      return FALSE;
  return TRUE;
}
