/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* The end records of an archive (APPNOTE 4.3.14 to 4.3.16), from which all else is found. They are
 * searched for from the end of the file, since the comment after them has any length, and can hold
 * another end record. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/checked.h"
#include "core/base/reader.h"

/* Each entry takes memory. The largest packages have some ten thousand. */
#define MAX_ENTRIES 500000
#define MAX_COMMENT 0xffff /* "ZIP file comment length" has 16 bits */

static gboolean
has_magic (const SgnZip *self, guint64 offset, guint32 expected)
{
  guint8 bytes[4];
  guint32 magic;
  SgnReader reader;

  if (!sgn_input_read (self->input, offset, bytes, sizeof bytes, NULL))
    return FALSE;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  return sgn_reader_u32 (&reader, &magic, NULL) && magic == expected;
}

/* Whether size and offset of the central directory in an end record are plausible, counted back
 * from the record at @end. If offsets do not count data before the archive, the directory itself
 * shows where it begins. */
static gboolean
is_plausible (const SgnZip *self, guint64 end, guint32 size, guint32 offset)
{
  return end >= size && end - size >= offset && has_magic (self, end - size, ZIP_CENTRAL) &&
         has_magic (self, end - size - offset, ZIP_LOCAL);
}

/* A candidate for the end record. */
typedef struct {
  guint64 offset;
  gsize left; /* after the record */
  guint32 directory_size;
  guint32 directory_offset;
  guint16 comment;
} Candidate;

static gboolean
read_candidate (SgnReader reader, guint64 start, Candidate *ret)
{
  guint32 magic;

  ret->offset = start + reader.offset;
  return sgn_reader_u32 (&reader, &magic, NULL) && magic == ZIP_END &&
         sgn_reader_skip (&reader, 8, NULL) &&
         sgn_reader_u32 (&reader, &ret->directory_size, NULL) &&
         sgn_reader_u32 (&reader, &ret->directory_offset, NULL) &&
         sgn_reader_u16 (&reader, &ret->comment, NULL) &&
         ((ret->left = sgn_reader_get_left (&reader)), TRUE);
}

static void
take_end (SgnZip *self, const Candidate *end)
{
  self->end_offset = end->offset;
  self->end = end->offset + ZIP_END_SIZE + MIN (end->comment, end->left);
}

/* From the end of the file, takes the first record whose comment ends the file, or that is followed
 * by data but leads to a central directory. Java takes this one, so no archive in a comment is
 * overlooked. If there is none, takes the last record that fits in the file. */
static gboolean
find_end (SgnZip *self, GError **error)
{
  guint64 size = sgn_input_get_size (self->input);
  gsize length = (gsize) MIN (size, ZIP_END_SIZE + MAX_COMMENT);
  guint64 start = size - length;
  g_autoptr (GBytes) tail = sgn_input_read_bytes (self->input, start, length, error);
  gboolean found = FALSE;
  SgnReader reader;
  Candidate end;

  if (tail == NULL)
    return FALSE;
  sgn_reader_init_bytes (&reader, tail);
  for (gsize at = length < ZIP_END_SIZE ? 0 : length - ZIP_END_SIZE + 1; at > 0; at--) {
    gboolean sure;

    if (!sgn_reader_seek (&reader, at - 1, error))
      return FALSE;
    if (!read_candidate (reader, start, &end))
      continue;
    sure = end.comment == end.left ||
           is_plausible (self, end.offset, end.directory_size, end.directory_offset);
    if (sure || (!found && end.comment < end.left))
      take_end (self, &end);
    if (sure)
      return TRUE;
    found = found || end.comment < end.left;
  }
  return found || sgn_zip_fail (error, _ ("the end of the archive is missing"));
}

typedef struct {
  guint16 disk;
  guint16 directory_disk;
  guint16 count_here;
  guint16 count;
  guint32 directory_size;
  guint32 directory_offset;
} End;

static gboolean
read_end (SgnZip *self, End *end, GError **error)
{
  guint8 bytes[ZIP_END_SIZE];
  SgnReader reader;

  if (!sgn_input_read (self->input, self->end_offset, bytes, sizeof bytes, error))
    return FALSE;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  return sgn_reader_skip (&reader, 4, error) && sgn_reader_u16 (&reader, &end->disk, error) &&
         sgn_reader_u16 (&reader, &end->directory_disk, error) &&
         sgn_reader_u16 (&reader, &end->count_here, error) &&
         sgn_reader_u16 (&reader, &end->count, error) &&
         sgn_reader_u32 (&reader, &end->directory_size, error) &&
         sgn_reader_u32 (&reader, &end->directory_offset, error);
}

static gboolean
find_zip64 (SgnZip *self, GError **error)
{
  guint8 bytes[ZIP_LOCATOR_SIZE];
  SgnReader reader;
  guint32 magic;

  if (self->end_offset < ZIP_LOCATOR_SIZE + ZIP_END64_SIZE)
    return TRUE;
  self->locator_offset = self->end_offset - ZIP_LOCATOR_SIZE;
  if (!sgn_input_read (self->input, self->locator_offset, bytes, sizeof bytes, error))
    return FALSE;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  if (!sgn_reader_u32 (&reader, &magic, error))
    return FALSE;
  if (magic != ZIP_LOCATOR)
    return TRUE;
  if (!sgn_reader_skip (&reader, 4, error) || !sgn_reader_u64 (&reader, &self->zip64_offset, error))
    return FALSE;
  if (self->zip64_offset == 0 || self->zip64_offset > self->locator_offset - ZIP_END64_SIZE)
    return sgn_zip_fail (error, _ ("the position of the ZIP64 end record is impossible"));
  return TRUE;
}

static gboolean
read_zip64_end (SgnZip *self, guint64 *count, GError **error)
{
  guint8 bytes[ZIP_END64_SIZE];
  guint32 magic;
  guint64 size;
  guint32 disk;
  guint32 directory_disk;
  guint64 count_here;
  SgnReader reader;

  if (!sgn_input_read (self->input, self->zip64_offset, bytes, sizeof bytes, error))
    return FALSE;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  if (!sgn_reader_u32 (&reader, &magic, error) || !sgn_reader_u64 (&reader, &size, error) ||
      !sgn_reader_skip (&reader, 4, error) || !sgn_reader_u32 (&reader, &disk, error) ||
      !sgn_reader_u32 (&reader, &directory_disk, error) ||
      !sgn_reader_u64 (&reader, &count_here, error) || !sgn_reader_u64 (&reader, count, error) ||
      !sgn_reader_u64 (&reader, &self->directory_size, error) ||
      !sgn_reader_u64 (&reader, &self->directory_offset, error))
    return FALSE;
  if (magic != ZIP_END64 || size != self->locator_offset - self->zip64_offset - 12)
    return sgn_zip_fail (error, _ ("the ZIP64 end record is damaged"));
  if (disk != 0 || directory_disk != 0 || count_here != *count)
    return sgn_zip_fail (error, _ ("the archive is spread over several files"));
  return TRUE;
}

/* The values of both end records must be equal, or the small one must have the maximum value. */
static gboolean
compare_ends (SgnZip *self, const End *end, guint64 count, GError **error)
{
  if ((end->count == G_MAXUINT16 || end->count == count) &&
      (end->directory_size == G_MAXUINT32 || end->directory_size == self->directory_size) &&
      (end->directory_offset == G_MAXUINT32 || end->directory_offset == self->directory_offset))
    return TRUE;
  return sgn_zip_fail (error, _ ("the two end records of the archive disagree"));
}

static gboolean
are_no_disks (const End *end)
{
  return (end->disk == 0 || end->disk == G_MAXUINT16) &&
         (end->directory_disk == 0 || end->directory_disk == G_MAXUINT16) &&
         end->count_here == end->count;
}

/* Offsets may be relative to the start of the archive instead of the start of the file. */
static void
find_base (SgnZip *self, guint64 directory_end)
{
  guint64 directory = directory_end - self->directory_size;

  if (self->directory_size == 0 || self->directory_size > directory_end ||
      directory <= self->directory_offset ||
      has_magic (self, self->directory_offset, ZIP_CENTRAL) ||
      !has_magic (self, directory, ZIP_CENTRAL))
    return;
  self->base = directory - self->directory_offset;
  self->directory_offset = directory;
}

gboolean
sgn_zip_read_end (SgnZip *self, guint64 *count, GError **error)
{
  End end;

  if (!find_end (self, error) || !read_end (self, &end, error) || !find_zip64 (self, error))
    return FALSE;
  if (self->zip64_offset != 0) {
    if (!are_no_disks (&end))
      return sgn_zip_fail (error, _ ("the archive is spread over several files"));
    if (!read_zip64_end (self, count, error) || !compare_ends (self, &end, *count, error))
      return FALSE;
  } else {
    if (end.disk != 0 || end.directory_disk != 0 || end.count_here != end.count)
      return sgn_zip_fail (error, _ ("the archive is spread over several files"));
    *count = end.count;
    self->directory_size = end.directory_size;
    self->directory_offset = end.directory_offset;
  }
  find_base (self, self->zip64_offset != 0 ? self->zip64_offset : self->end_offset);
  if (!sgn_range_fits (self->directory_offset,
                       self->directory_size,
                       self->zip64_offset != 0 ? self->zip64_offset : self->end_offset))
    return sgn_zip_fail (error, _ ("the position of the directory of the archive is impossible"));
  if (*count > MAX_ENTRIES || *count > self->directory_size / ZIP_CENTRAL_SIZE)
    return sgn_zip_fail (error, _ ("the archive states an impossible number of entries"));
  return TRUE;
}
