/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* Changes to an archive as edits of its file: records are removed, added or replaced, and then
 * everything that states an offset, a size or a count is corrected. What is left alone keeps
 * its bytes, so removing a signature restores the file. */

#include "config.h"

#include <string.h>

#include "core/archive/zip/new-entry.h"
#include "core/archive/zip/reader-private.h"
#include "core/archive/zip/writer-private.h"
#include "core/base/writer.h"

/* The new layout, computed while the records are walked. */
typedef struct {
  SgnZipEdit *edit;
  SgnPatch *patch;
  GHashTable *offsets;  /* SgnZipEntry to its new offset, for entries that moved */
  guint64 front;        /* where prepended records are inserted */
  guint64 first_offset; /* offset of prepended records in the result */
  guint64 first_size;
  guint64 removed_size; /* modulo 2^64; negative if replaced entries grew */
  guint64 last_size;
  guint64 count;
  guint64 directory_size;
} Layout;

static gboolean
is_removed (const Layout *self, const SgnZipEntry *entry)
{
  return g_hash_table_contains (self->edit->removed, entry);
}

static GBytes *
join_records (GPtrArray *entries, guint64 *size)
{
  GByteArray *bytes;

  *size = 0;
  if (entries->len == 0)
    return NULL;
  bytes = g_byte_array_new ();
  for (guint i = 0; i < entries->len; i++)
    sgn_writer_bytes (bytes, ((const ZipNewEntry *) entries->pdata[i])->record);
  *size = bytes->len;
  return g_byte_array_free_to_bytes (bytes);
}

static void
lay_replaced (Layout *self, const SgnZipEntry *entry, const ZipNewEntry *by)
{
  guint64 old = entry->end - entry->offset;

  sgn_patch_replace (self->patch, entry->offset, old, by->record);
  sgn_patch_replace_by (self->patch, entry->end, 0, by->data);
  self->removed_size += old - g_bytes_get_size (by->record) - by->packed_size;
}

/* Inserts records at the front, removes records, and appends records. */
static void
lay_records (Layout *self)
{
  const SgnZip *zip = self->edit->zip;
  g_autoptr (GBytes) first = join_records (self->edit->first, &self->first_size);
  g_autoptr (GBytes) last = join_records (self->edit->last, &self->last_size);
  gboolean placed = first == NULL;

  for (guint i = 0; i < zip->records->len; i++) {
    SgnZipEntry *entry = zip->records->pdata[i];
    const ZipNewEntry *replacing;
    guint64 offset;

    /* Everything after this moves back by the size of the new records. */
    if (!placed && entry->offset >= self->front) {
      sgn_patch_replace (self->patch, self->front, 0, first);
      self->first_offset = self->front - self->removed_size;
      placed = TRUE;
    }
    if (is_removed (self, entry)) {
      sgn_patch_replace (self->patch, entry->offset, entry->end - entry->offset, NULL);
      self->removed_size += entry->end - entry->offset;
      continue;
    }
    offset = entry->offset - self->removed_size + (placed ? self->first_size : 0);
    if (offset != entry->offset)
      g_hash_table_insert (self->offsets, entry, g_memdup2 (&offset, sizeof offset));
    replacing = g_hash_table_lookup (self->edit->replaced, entry);
    if (replacing != NULL)
      lay_replaced (self, entry, replacing);
  }
  if (!placed) {
    sgn_patch_replace (self->patch, self->front, 0, first);
    self->first_offset = self->front - self->removed_size;
  }
  if (last != NULL)
    sgn_patch_replace (self->patch, zip->directory_offset, 0, last);
}

static GBytes *
encode_number (guint64 value, guint size)
{
  GByteArray *bytes = g_byte_array_new ();

  sgn_writer_u64 (bytes, value);
  g_byte_array_set_size (bytes, size);
  return g_byte_array_free_to_bytes (bytes);
}

static void
insert_central (Layout *self, GPtrArray *entries, guint64 offset, guint64 place)
{
  GByteArray *records;
  g_autoptr (GBytes) bytes = NULL;

  if (entries->len == 0)
    return;
  records = g_byte_array_new ();
  for (guint i = 0; i < entries->len; i++) {
    const ZipNewEntry *entry = entries->pdata[i];

    sgn_zip_new_entry_write_central (records, entry, offset - self->edit->zip->base);
    offset += g_bytes_get_size (entry->record);
  }
  self->directory_size += records->len;
  self->count += entries->len;
  bytes = g_byte_array_free_to_bytes (records);
  sgn_patch_replace (self->patch, place, 0, bytes);
}

static void
lay_replaced_entry (Layout *self, const SgnZipEntry *entry, const ZipNewEntry *by, guint64 offset)
{
  GByteArray *record = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  sgn_zip_new_entry_write_central (record, by, offset - self->edit->zip->base);
  self->directory_size += record->len;
  self->directory_size -= entry->central_size;
  bytes = g_byte_array_free_to_bytes (record);
  sgn_patch_replace (self->patch, entry->central_offset, entry->central_size, bytes);
}

static gboolean
lay_entry (Layout *self, const SgnZipEntry *entry, GError **error)
{
  const guint64 *offset = g_hash_table_lookup (self->offsets, entry);
  const ZipNewEntry *replacing = g_hash_table_lookup (self->edit->replaced, entry);
  g_autoptr (GBytes) number = NULL;

  if (is_removed (self, entry)) {
    sgn_patch_replace (self->patch, entry->central_offset, entry->central_size, NULL);
    self->directory_size -= entry->central_size;
    self->count--;
    return TRUE;
  }
  if (replacing != NULL) {
    lay_replaced_entry (self, entry, replacing, offset != NULL ? *offset : entry->offset);
    return TRUE;
  }
  if (offset == NULL)
    return TRUE;
  if (entry->place_size == 4 && *offset >= G_MAXUINT32)
    return sgn_zip_edit_fail_size (error);
  number = encode_number (*offset - self->edit->zip->base, entry->place_size);
  sgn_patch_replace (self->patch, entry->central_offset + entry->place, entry->place_size, number);
  return TRUE;
}

static gboolean
lay_directory (Layout *self, GError **error)
{
  const SgnZip *zip = self->edit->zip;
  const SgnZipEntry *front = self->edit->front;
  guint64 last = zip->directory_offset - self->removed_size + self->first_size;

  self->count = zip->entries->len;
  self->directory_size = zip->directory_size;
  if (front == NULL)
    insert_central (self, self->edit->first, self->first_offset, zip->directory_offset);
  for (guint i = 0; i < zip->entries->len; i++) {
    const SgnZipEntry *entry = zip->entries->pdata[i];

    if (!lay_entry (self, entry, error))
      return FALSE;
    if (front != NULL && entry == front)
      insert_central (self,
                      self->edit->first,
                      self->first_offset,
                      entry->central_offset + entry->central_size);
  }
  insert_central (self, self->edit->last, last, zip->directory_offset + zip->directory_size);
  return TRUE;
}

static void
lay_zip64_end (Layout *self, guint64 offset)
{
  const SgnZip *zip = self->edit->zip;
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) record = NULL;
  g_autoptr (GBytes) locator = NULL;

  sgn_writer_u64 (bytes, self->count);
  sgn_writer_u64 (bytes, self->count);
  sgn_writer_u64 (bytes, self->directory_size);
  sgn_writer_u64 (bytes, offset);
  record = g_byte_array_free_to_bytes (bytes);
  /* From "total number of entries in the central directory on this disk" on (APPNOTE 4.3.14). */
  sgn_patch_replace (self->patch, zip->zip64_offset + 24, 32, record);
  locator = encode_number (zip->zip64_offset + offset - zip->directory_offset +
                               self->directory_size - zip->directory_size,
                           8);
  /* "relative offset of the zip64 end of central directory record" (APPNOTE 4.3.15). */
  sgn_patch_replace (self->patch, zip->locator_offset + 8, 8, locator);
}

/* A value that refers to ZIP64 (all bits set) keeps doing so. */
static gboolean
write_small (GByteArray *to, const guint8 *old, guint size, guint64 value, gboolean zip64)
{
  guint64 all = size == 2 ? G_MAXUINT16 : G_MAXUINT32;
  gboolean sentinel = zip64;

  for (guint i = 0; i < size; i++)
    sentinel = sentinel && old[i] == 0xff;
  /* A value that would read as "see ZIP64" in an archive that has none. */
  if (!sentinel && value >= all && !zip64)
    return FALSE;
  value = sentinel ? all : MIN (value, all);
  for (guint i = 0; i < size; i++)
    g_byte_array_append (to, &(guint8){ (guint8) (value >> (8 * i)) }, 1);
  return TRUE;
}

static gboolean
lay_end (Layout *self, GError **error)
{
  const SgnZip *zip = self->edit->zip;
  gboolean zip64 = zip->zip64_offset != 0;
  guint64 offset = zip->directory_offset + self->first_size + self->last_size - self->removed_size;
  guint8 old[ZIP_END_SIZE];
  GByteArray *bytes;
  g_autoptr (GBytes) end = NULL;
  gboolean fits;

  if (!sgn_input_read (zip->input, zip->end_offset, old, sizeof old, error))
    return FALSE;
  if (zip64)
    lay_zip64_end (self, offset);
  if (self->edit->clear_disks)
    memset (&old[4], 0, 4);
  bytes = g_byte_array_new ();
  sgn_writer_data (bytes, &old[4], 4);
  fits = write_small (bytes, &old[8], 2, self->count, zip64) &&
         write_small (bytes, &old[10], 2, self->count, zip64) &&
         write_small (bytes, &old[12], 4, self->directory_size, zip64) &&
         write_small (bytes, &old[16], 4, offset - zip->base, zip64);
  end = g_byte_array_free_to_bytes (bytes);
  if (!fits)
    return sgn_zip_edit_fail_size (error);
  /* From "number of this disk" to the offset of the directory (APPNOTE 4.3.16). */
  sgn_patch_replace (self->patch, zip->end_offset + 4, 16, end);
  return TRUE;
}

SgnPatch *
sgn_zip_edit_finish (SgnZipEdit *self, GError **error)
{
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GHashTable) offsets = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Layout layout = { .edit = self, .patch = patch, .offsets = offsets };

  if (self->front != NULL)
    layout.front = self->front->end;
  else if (self->zip->records->len > 0)
    layout.front = ((const SgnZipEntry *) self->zip->records->pdata[0])->offset;
  lay_records (&layout);
  if (!lay_directory (&layout, error) || !lay_end (&layout, error))
    return NULL;
  return g_steal_pointer (&patch);
}
