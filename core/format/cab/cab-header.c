/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cab"

/* Reads CFHEADER ([MS-CAB] 2.1) and checks that everything it points at is inside the cabinet. All
 * arithmetic after this relies on that: coffFiles, the CFFOLDERs and the signature are in order and
 * in the file. */

#include "config.h"

#include "core/format/cab/cab-header.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/reader.h"

#define MAX_NAME    256
#define KNOWN_FLAGS (CAB_FLAG_PREV_CABINET | CAB_FLAG_NEXT_CABINET | CAB_FLAG_RESERVE_PRESENT)

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

static gboolean
read_fixed (CabHeader *self, GError **error)
{
  guint8 header[CAB_FIXED_SIZE];
  guint8 minor = 0, major = 0;
  SgnReader reader;

  if (!sgn_input_read (self->input, 0, header, sizeof header, error))
    return FALSE;
  sgn_reader_init (&reader, header, sizeof header);
  if (!sgn_reader_seek (&reader, 4, error) || !sgn_reader_u32 (&reader, &self->reserved1, error) ||
      !sgn_reader_u32 (&reader, &self->cb_cabinet, error) ||
      !sgn_reader_seek (&reader, CAB_OFFSET_COFF_FILES, error) ||
      !sgn_reader_u32 (&reader, &self->coff_files, error) || !sgn_reader_skip (&reader, 4, error) ||
      !sgn_reader_u8 (&reader, &minor, error) || !sgn_reader_u8 (&reader, &major, error) ||
      !sgn_reader_u16 (&reader, &self->c_folders, error) || !sgn_reader_skip (&reader, 2, error) ||
      !sgn_reader_u16 (&reader, &self->flags, error) || !sgn_reader_skip (&reader, 2, error) ||
      !sgn_reader_u16 (&reader, &self->i_cabinet, error))
    return FALSE;
  /* Version 1.3 is the only one ever used. An unknown flag could move the tables. */
  if (major != 1 || minor != 3 || (self->flags & ~KNOWN_FLAGS) != 0)
    return fail (error, _ ("the version of the cabinet is unknown"));
  /* A cabinet that is cut off would be hashed without its end. */
  if (self->cb_cabinet < CAB_FIXED_SIZE || self->cb_cabinet > self->size)
    return fail (error, _ ("the cabinet reaches past the end of the file"));
  return TRUE;
}

static gboolean
read_descriptor (CabHeader *self, SgnReader *reader, guint16 second, GError **error)
{
  guint32 offset, size;

  if (!sgn_reader_skip (reader, self->first_length, error) ||
      !sgn_reader_u32 (reader, &offset, error) || !sgn_reader_u32 (reader, &size, error))
    return FALSE;
  /* Reserved for a signature, but not signed. */
  if (second != CAB_DESCRIPTOR_SIZE || size == 0)
    return TRUE;
  /* A signature inside the tables would be read from bytes that extractors read as something
   * else. */
  if (!sgn_range_fits (offset, size, self->size) || offset < self->coff_files)
    return fail (error, _ ("the signature is outside the file or overlaps the cabinet"));
  self->signature_offset = offset;
  self->signature_size = size;
  return TRUE;
}

/* An area that is too small for the descriptor is replaced by a larger one, if it is empty. */
static gboolean
read_small_reserve (CabHeader *self, GError **error)
{
  guint8 area[CAB_RESERVE_SIZE];

  if (!sgn_input_read (self->input, CAB_OFFSET_AB_RESERVE, area, self->cb_cf_header, error))
    return FALSE;
  self->has_slot = sgn_is_zero (area, self->cb_cf_header);
  return TRUE;
}

/* A reserved area that is neither empty nor in the layout of Authenticode belongs to another
 * program. */
static gboolean
read_reserve (CabHeader *self, GError **error)
{
  g_autoptr (GBytes) area = NULL;
  guint16 second;
  SgnReader reader;

  if (self->cb_cf_header < CAB_RESERVE_SIZE)
    return read_small_reserve (self, error);
  area = sgn_input_read_bytes (self->input, CAB_OFFSET_AB_RESERVE, self->cb_cf_header, error);
  if (area == NULL)
    return FALSE;
  sgn_reader_init_bytes (&reader, area);
  if (!sgn_reader_u16 (&reader, &self->first_length, error) ||
      !sgn_reader_u16 (&reader, &second, error))
    return FALSE;
  /* All zeros is what makecab reserves. */
  self->has_slot = (second == CAB_DESCRIPTOR_SIZE || (second == 0 && self->first_length == 0)) &&
                   self->first_length <=
                       self->cb_cf_header - CAB_LENGTHS_SIZE - CAB_DESCRIPTOR_SIZE;
  if (self->has_slot)
    return read_descriptor (self, &reader, second, error);
  self->first_length = 0;
  return TRUE;
}

static gboolean
read_sizes (CabHeader *self, GError **error)
{
  guint8 sizes[4];
  SgnReader reader;

  self->folders_offset = CAB_FIXED_SIZE;
  if (!(self->flags & CAB_FLAG_RESERVE_PRESENT))
    return TRUE;
  if (!sgn_input_read (self->input, CAB_FIXED_SIZE, sizes, sizeof sizes, error))
    return FALSE;
  sgn_reader_init (&reader, sizes, sizeof sizes);
  if (!sgn_reader_u16 (&reader, &self->cb_cf_header, error) ||
      !sgn_reader_u8 (&reader, &self->cb_cf_folder, error) ||
      !sgn_reader_u8 (&reader, &self->cb_cf_data, error))
    return FALSE;
  self->folders_offset = CAB_OFFSET_AB_RESERVE + self->cb_cf_header;
  return read_reserve (self, error);
}

/* szCabinetPrev and szDiskPrev, szCabinetNext and szDiskNext, each of at most 255 bytes and NUL. */
static gboolean
skip_names (CabHeader *self, GError **error)
{
  guint count = (self->flags & CAB_FLAG_PREV_CABINET ? 2 : 0) +
                (self->flags & CAB_FLAG_NEXT_CABINET ? 2 : 0);

  for (guint i = 0; i < count; i++) {
    guint8 name[MAX_NAME];
    gsize size = MIN (sizeof name, self->size - MIN (self->size, self->folders_offset));
    const guint8 *end;

    if (size == 0 || !sgn_input_read (self->input, self->folders_offset, name, size, NULL))
      return fail (error, _ ("the header ends in the middle of a name"));
    end = memchr (name, '\0', size);
    if (end == NULL)
      return fail (error, _ ("a name in the header has no end"));
    self->folders_offset += (guint32) (end - name) + 1;
  }
  return TRUE;
}

guint32
sgn_cab_header_get_folders_size (const CabHeader *self)
{
  return self->c_folders * ((guint32) CAB_FOLDER_SIZE + self->cb_cf_folder);
}

gboolean
sgn_cab_header_read (CabHeader *self, SgnInput *input, GError **error)
{
  *self = (CabHeader){ .input = input, .size = sgn_input_get_size (input) };
  if (!read_fixed (self, error) || !read_sizes (self, error) || !skip_names (self, error))
    return FALSE;
  /* The order of [MS-CAB] 2: CFHEADER, CFFOLDERs, CFFILEs, CFDATA. The sum of the sizes cannot wrap
   * in this form. */
  if (self->folders_offset > self->coff_files ||
      sgn_cab_header_get_folders_size (self) > self->coff_files - self->folders_offset ||
      self->coff_files > self->cb_cabinet)
    return fail (error, _ ("the tables of the cabinet overlap or are outside the cabinet"));
  return TRUE;
}
