/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* The central directory (APPNOTE 4.3.12): one header for each entry, with the offset of its record.
 * It is what nearly all readers go by. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/base/reader.h"
#include "core/base/text.h"

#define MAX_NAME 4096         /* bytes; longer than any path that Windows opens */
#define WINDOW   (512 * 1024) /* larger than any central directory header */

gboolean
sgn_zip_fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
gboolean
sgn_zip_fail_entry (GError **error, const char *format, const char *name)
{
  g_autofree char *shown = sgn_text_display (name);

  g_set_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, format, shown);
  return FALSE;
}
#pragma GCC diagnostic pop

gboolean
sgn_zip_read_zip64 (const guint8 *extra,
                    gsize size,
                    guint64 *values[],
                    gsize places[],
                    guint n_values,
                    GError **error)
{
  gboolean found = FALSE;
  SgnReader reader;
  guint16 id;
  guint16 length;

  sgn_reader_init (&reader, extra, size);
  while (sgn_reader_get_left (&reader) >= 4) {
    SgnReader field;

    if (!sgn_reader_u16 (&reader, &id, error) || !sgn_reader_u16 (&reader, &length, error))
      return FALSE;
    field = reader;
    if (!sgn_reader_skip (&reader, length, error))
      return FALSE;
    if (id != ZIP_EXTRA_ZIP64)
      continue;
    /* Readers would differ in which one they take. */
    if (found)
      return sgn_zip_fail (error, _ ("an entry has two ZIP64 fields"));
    found = TRUE;
    /* The field may not be left, whatever values are missing in it. */
    field.size = reader.offset;
    for (guint i = 0; i < n_values; i++) {
      /* APPNOTE 4.5.3: a value is here only if the header has 0xffffffff in its place. */
      if (*values[i] != G_MAXUINT32)
        continue;
      if (places != NULL)
        places[i] = field.offset;
      if (!sgn_reader_u64 (&field, values[i], error))
        return FALSE;
    }
  }
  return TRUE;
}

/* Absolute paths, drive letters and ".." would be written outside the folder that an archive is
 * unpacked to. APPNOTE 4.4.17.1 forbids drives and leading slashes. */
static gboolean
is_safe_name (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (*name == '\0' || *name == '/' || *name == '\\' ||
      (g_ascii_isalpha (name[0]) && name[1] == ':'))
    return FALSE;
  if (strstr (name, "..") == NULL)
    return TRUE;
  parts = g_strsplit_set (name, "/\\", -1);
  return !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
take_name (SgnZipEntry *entry, const guint8 *name, guint16 size, GError **error)
{
  if (size > MAX_NAME)
    return sgn_zip_fail (error, _ ("the name of an entry is too long"));
  /* C programs would see another name than all others. */
  if (memchr (name, 0, size) != NULL)
    return sgn_zip_fail (error, _ ("the name of an entry is damaged"));
  entry->name = g_strndup ((const char *) name, size);
  if (!is_safe_name (entry->name))
    return sgn_zip_fail_entry (error,
                               _ ("the path of the entry “%s” leads out of the archive"),
                               entry->name);
  return TRUE;
}

static gboolean
take_extra (SgnZipEntry *entry,
            const guint8 *extra,
            guint16 size,
            guint16 name_size,
            GError **error)
{
  guint64 *values[] = { &entry->size, &entry->compressed, &entry->offset };
  gsize places[G_N_ELEMENTS (values)] = { 0 };

  entry->place = ZIP_CENTRAL_PLACE;
  entry->place_size = 4;
  if (!sgn_zip_read_zip64 (extra, size, values, places, G_N_ELEMENTS (values), error))
    return FALSE;
  if (places[2] != 0) {
    entry->place = ZIP_CENTRAL_SIZE + name_size + (guint32) places[2];
    entry->place_size = 8;
  }
  return TRUE;
}

/* Reads one header at @reader; its variable parts must be in the window. */
static gboolean
read_entry (SgnZipEntry *entry, SgnReader *reader, GError **error)
{
  guint32 magic;
  guint32 compressed;
  guint32 size;
  guint16 name_size;
  guint16 extra_size;
  guint16 comment_size;
  guint16 disk;
  guint32 offset;
  const guint8 *name;
  const guint8 *extra;

  if (!sgn_reader_u32 (reader, &magic, error))
    return FALSE;
  if (magic != ZIP_CENTRAL)
    return sgn_zip_fail (error, _ ("the directory of the archive is damaged"));
  /* "version made by" and "version needed to extract" say nothing that matters here; internal and
   * external attributes are skipped as well. */
  if (!sgn_reader_skip (reader, 4, error) || !sgn_reader_u16 (reader, &entry->flags, error) ||
      !sgn_reader_u16 (reader, &entry->method, error) || !sgn_reader_skip (reader, 4, error) ||
      !sgn_reader_u32 (reader, &entry->crc, error) ||
      !sgn_reader_u32 (reader, &compressed, error) || !sgn_reader_u32 (reader, &size, error) ||
      !sgn_reader_u16 (reader, &name_size, error) || !sgn_reader_u16 (reader, &extra_size, error) ||
      !sgn_reader_u16 (reader, &comment_size, error) || !sgn_reader_u16 (reader, &disk, error) ||
      !sgn_reader_skip (reader, 6, error) || !sgn_reader_u32 (reader, &offset, error) ||
      !sgn_reader_data (reader, name_size, &name, error) ||
      !sgn_reader_data (reader, extra_size, &extra, error) ||
      !sgn_reader_skip (reader, comment_size, error))
    return FALSE;
  if (disk != 0)
    return sgn_zip_fail (error, _ ("the archive is spread over several files"));
  entry->compressed = compressed;
  entry->size = size;
  entry->offset = offset;
  entry->central_size = (guint32) ZIP_CENTRAL_SIZE + name_size + extra_size + comment_size;
  return take_name (entry, name, name_size, error) &&
         take_extra (entry, extra, extra_size, name_size, error);
}

static gboolean
check_entry (const SgnZip *self, const SgnZipEntry *entry, GError **error)
{
  g_autofree char *shown = NULL;

  /* Records come before the central directory. */
  if (entry->offset >= self->directory_offset ||
      !sgn_range_fits (entry->offset, entry->compressed, self->directory_offset))
    return sgn_zip_fail_entry (error, _ ("the entry “%s” is outside the archive"), entry->name);
  if ((entry->flags & ZIP_FLAG_ENCRYPTED) == 0)
    return TRUE;
  shown = sgn_text_display (entry->name);
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FORMAT_UNSUPPORTED,
               _ ("the entry “%s” is encrypted"),
               shown);
  return FALSE;
}

static void
entry_free (gpointer data)
{
  SgnZipEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static gboolean
add_entry (SgnZip *self, SgnReader *reader, guint64 offset, GError **error)
{
  SgnZipEntry *entry = g_new0 (SgnZipEntry, 1);

  g_ptr_array_add (self->entries, entry);
  entry->central_offset = offset;
  if (!read_entry (entry, reader, error))
    return FALSE;
  if (!g_uint64_checked_add (&entry->offset, entry->offset, self->base))
    entry->offset = G_MAXUINT64;
  if (!check_entry (self, entry, error))
    return FALSE;
  /* The first of several; find_duplicates() in reader.c tells about the others. */
  if (!g_hash_table_contains (self->names, entry->name))
    g_hash_table_insert (self->names, entry->name, entry);
  return TRUE;
}

/* Reads the headers through windows that always contain a whole header. */
gboolean
sgn_zip_read_directory (SgnZip *self, guint64 count, GError **error)
{
  guint64 end = self->directory_offset + self->directory_size;
  guint64 at = self->directory_offset;

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->names = g_hash_table_new (sgn_keyed_hash_text, g_str_equal);
  while (self->entries->len < count) {
    guint64 length = MIN (end - at, WINDOW);
    g_autoptr (GBytes) window = sgn_input_read_bytes (self->input, at, length, error);
    SgnReader reader;

    if (window == NULL)
      return FALSE;
    sgn_reader_init_bytes (&reader, window);
    /* A header has at most three times 64 KiB of variable parts. */
    while (self->entries->len < count &&
           (at + length == end || sgn_reader_get_left (&reader) > WINDOW / 2))
      if (!add_entry (self, &reader, at + reader.offset, error))
        return FALSE;
    at += reader.offset;
  }
  return at == end || sgn_zip_fail (error, _ ("the directory of the archive has the wrong size"));
}
