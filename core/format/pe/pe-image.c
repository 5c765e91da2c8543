/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* Reads the headers of a program (Microsoft, "PE Format"): only what signing needs. Everything is
 * read by offset from the file, since headers may overlap each other and reach past its end. */

#include "core/format/pe/pe-image.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/reader.h"
#include "core/io/sum.h"

#define DOS_HEADER_SIZE     64
#define FILE_HEADER_SIZE    24 /* with the signature "PE\0\0" */
#define SECTION_HEADER_SIZE 40 /* IMAGE_SECTION_HEADER */
#define DIRECTORY_INDEX     4  /* IMAGE_DIRECTORY_ENTRY_SECURITY */
#define MAGIC_PE32          0x010b
#define MAGIC_PE32_PLUS     0x020b
#define OPTIONAL_FIXED_SIZE 112 /* of PE32+, before the data directories */

/* Fields of the optional header, relative to its start ("Optional Header (Image Only)"). Up to
 * Subsystem they are in the same places in PE32 and PE32+, because the wider ImageBase takes the
 * place of BaseOfData. */
#define OPTIONAL_SECTION_ALIGNMENT 32
#define OPTIONAL_SIZE_OF_HEADERS   60
#define OPTIONAL_CHECKSUM          64
#define OPTIONAL_SUBSYSTEM         68
#define OPTIONAL_N_DIRECTORIES_32  92
#define OPTIONAL_N_DIRECTORIES_64  108

static guint16
get_u16 (const guint8 *data, gsize offset)
{
  SgnReader reader;
  guint16 value = 0;

  sgn_reader_init (&reader, data, offset + sizeof value);
  if (!sgn_reader_seek (&reader, offset, NULL) || !sgn_reader_u16 (&reader, &value, NULL))
    g_assert_not_reached ();
  return value;
}

static guint32
get_u32 (const guint8 *data, gsize offset)
{
  SgnReader reader;
  guint32 value = 0;

  sgn_reader_init (&reader, data, offset + sizeof value);
  if (!sgn_reader_seek (&reader, offset, NULL) || !sgn_reader_u32 (&reader, &value, NULL))
    g_assert_not_reached ();
  return value;
}

/* The loader fills up a short file with zeros, and the headers of tiny programs rely on that. */
static gboolean
read_padded (SgnInput *input, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
  guint64 total = sgn_input_get_size (input);
  gsize present = offset < total ? MIN (size, total - offset) : 0;

  memset (buffer, 0, size);
  return present == 0 || sgn_input_read (input, offset, buffer, present, error);
}

static gboolean
find_header (SgnInput *input, guint32 *ret, GError **error)
{
  guint8 dos[DOS_HEADER_SIZE];
  guint8 signature[4];
  guint32 offset;

  if (!read_padded (input, 0, dos, sizeof dos, error))
    return FALSE;

  /* e_lfanew. It can point into the DOS header itself, as in tiny programs, and need not be
   * aligned. */
  offset = get_u32 (dos, 0x3c);
  if (!sgn_range_fits (offset, FILE_HEADER_SIZE, sgn_input_get_size (input)) ||
      !sgn_input_read (input, offset, signature, sizeof signature, NULL) || dos[0] != 'M' ||
      dos[1] != 'Z' || memcmp (signature, "PE\0\0", 4) != 0) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, _ ("the PE header is missing"));
    return FALSE;
  }

  *ret = offset;
  return TRUE;
}

static gboolean
read_sections (PeImage *self, guint64 offset, guint16 count, GError **error)
{
  if (!sgn_range_fits (offset, (guint64) count * SECTION_HEADER_SIZE, self->size)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_DAMAGED,
                 _ ("the section table at offset %" PRIu64 " reaches past the end of the file"),
                 offset);
    return FALSE;
  }

  self->headers_end = offset + (guint64) count * SECTION_HEADER_SIZE;
  for (guint i = 0; i < count; i++) {
    guint8 header[SECTION_HEADER_SIZE];
    PeSection section;

    if (!sgn_input_read (self->input,
                         offset + (guint64) i * SECTION_HEADER_SIZE,
                         header,
                         sizeof header,
                         error))
      return FALSE;
    /* VirtualSize, SizeOfRawData, PointerToRawData ("Section Table"). */
    section.virtual_size = get_u32 (header, 8);
    section.raw_size = get_u32 (header, 16);
    section.raw_offset = get_u32 (header, 20);
    if (section.raw_size > 0 && section.raw_offset > 0)
      g_array_append_val (self->sections, section);
  }

  return TRUE;
}

/* A directory entry that no signer can have written, because the headers use its bytes for
 * something else. Any other invalid value is a damaged table. */
static gboolean
is_misused (guint64 size, guint32 offset, guint32 length)
{
  return offset >= size && (offset % PE_ALIGNMENT != 0 || (guint64) offset + length > G_MAXUINT32);
}

/* The loader reads no more of a section than VirtualSize. */
static guint64
get_section_end (const PeSection *section)
{
  guint64 size = section->raw_size;

  if (section->virtual_size > 0)
    size = MIN (size, section->virtual_size);
  return section->raw_offset + size;
}

gboolean
sgn_pe_image_check_whole (const PeImage *self, GError **error)
{
  guint64 end = sgn_pe_image_get_data_end (self);

  for (guint i = 0; i < self->sections->len; i++) {
    if (get_section_end (&g_array_index (self->sections, PeSection, i)) <= end)
      continue;
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the program is truncated: section data is missing"));
    return FALSE;
  }
  return TRUE;
}

gboolean
sgn_pe_image_has_leftovers (const PeImage *self)
{
  return self->slot_stale || (self->table_size > 0 && self->entries->len == 0) ||
         sgn_pe_image_get_tail_offset (self) < self->size;
}

/* Tools that strip a program, split a bundle or use a signed program as a template leave the
 * directory entry in place. If section data is missing as well, the file is an incomplete copy. */
static gboolean
drop_stale_table (PeImage *self, GError **error)
{
  if (self->table_size == 0 || sgn_pe_table_has_entry (self) || sgn_pe_table_is_zero (self))
    return TRUE;
  if (self->table_offset >= self->size && !sgn_pe_image_check_whole (self, error))
    return FALSE;
  self->slot_stale = TRUE;
  self->table_offset = 0;
  self->table_size = 0;
  return TRUE;
}

static gboolean
read_directory (PeImage *self, gboolean declared, guint64 offset, GError **error)
{
  guint8 entry[PE_DIRECTORY_SIZE];
  guint32 table_offset, table_size;

  if (!read_padded (self->input, offset, entry, sizeof entry, error))
    return FALSE;
  table_offset = get_u32 (entry, 0);
  table_size = get_u32 (entry, 4);

  /* Some programs have the entry but state too few directories. If a signature is really there,
   * Windows finds it or not depending on its version, so the file counts as damaged. */
  if (!declared) {
    if (!sgn_pe_table_guess (self->input, table_offset, table_size))
      return TRUE;
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("there is a certificate table that the headers do not declare"));
    return FALSE;
  }

  self->has_slot = TRUE;
  /* A table may not begin before this, not even where it is outside of the section table. */
  self->headers_end = MAX (self->headers_end, offset + PE_DIRECTORY_SIZE);
  self->slot_offset = offset;
  self->slot_misused = is_misused (self->size, table_offset, table_size);
  if (!self->slot_misused && table_offset != 0 && table_size != 0) {
    self->table_offset = table_offset;
    self->table_size = table_size;
  }
  return drop_stale_table (self, error);
}

static gboolean
read_headers (PeImage *self, guint64 offset, GError **error)
{
  guint64 optional = offset + FILE_HEADER_SIZE;
  guint8 file_header[FILE_HEADER_SIZE];
  guint8 fixed[OPTIONAL_FIXED_SIZE];
  guint32 n_directories;
  guint16 optional_size;
  gsize slot;
  gboolean known, declared;

  if (!sgn_input_read (self->input, offset, file_header, sizeof file_header, error) ||
      !read_padded (self->input, optional, fixed, sizeof fixed, error))
    return FALSE;

  /* Machine, SizeOfOptionalHeader, Characteristics after the signature "PE\0\0" ("COFF File
   * Header"). */
  self->machine = get_u16 (file_header, 4);
  optional_size = get_u16 (file_header, 20);
  self->characteristics = get_u16 (file_header, 22);
  self->magic = get_u16 (fixed, 0);
  self->section_alignment = get_u32 (fixed, OPTIONAL_SECTION_ALIGNMENT);
  self->size_of_headers = get_u32 (fixed, OPTIONAL_SIZE_OF_HEADERS);
  self->checksum = get_u32 (fixed, OPTIONAL_CHECKSUM);
  self->checksum_offset = optional + OPTIONAL_CHECKSUM;
  self->subsystem = get_u16 (fixed, OPTIONAL_SUBSYSTEM);

  slot = self->magic == MAGIC_PE32_PLUS ? OPTIONAL_N_DIRECTORIES_64 : OPTIONAL_N_DIRECTORIES_32;
  n_directories = get_u32 (fixed, slot);
  slot += 4 + DIRECTORY_INDEX * PE_DIRECTORY_SIZE;
  known = self->magic == MAGIC_PE32 || self->magic == MAGIC_PE32_PLUS;
  /* NumberOfRvaAndSizes and SizeOfOptionalHeader must both reach directory 4. */
  declared = known && n_directories > DIRECTORY_INDEX &&
             slot + PE_DIRECTORY_SIZE <= optional_size &&
             sgn_range_fits (optional + slot, PE_DIRECTORY_SIZE, self->size);

  return read_sections (self, optional + optional_size, get_u16 (file_header, 6), error) &&
         read_directory (self, declared, optional + slot, error);
}

gboolean
sgn_pe_image_probe (SgnInput *input)
{
  guint32 offset;

  return find_header (input, &offset, NULL);
}

PeImage *
sgn_pe_image_new (SgnInput *input, GError **error)
{
  g_autoptr (PeImage) self = g_new0 (PeImage, 1);
  guint32 offset;

  self->input = sgn_input_ref (input);
  self->size = sgn_input_get_size (input);
  self->sections = g_array_new (FALSE, FALSE, sizeof (PeSection));
  self->entries = g_array_new (FALSE, FALSE, sizeof (PeEntry));

  if (!find_header (input, &offset, error) || !read_headers (self, offset, error) ||
      !sgn_pe_table_parse (self, error))
    return NULL;
  /* The checksum of the signed file then needs no second pass. */
  sgn_input_keep_sums (input);

  return g_steal_pointer (&self);
}

void
sgn_pe_image_free (PeImage *self)
{
  sgn_input_unref (self->input);
  g_array_unref (self->sections);
  g_array_unref (self->entries);
  g_free (self);
}

/* IMAGE_SUBSYSTEM_EFI_APPLICATION, BOOT_SERVICE_DRIVER, RUNTIME_DRIVER, ROM ("Windows
 * Subsystem"). */
gboolean
sgn_pe_image_is_efi (const PeImage *self)
{
  return self->subsystem >= 10 && self->subsystem <= 13;
}

guint64
sgn_pe_image_get_data_end (const PeImage *self)
{
  return self->table_size > 0 ? self->table_offset : self->size;
}

guint64
sgn_pe_image_get_tail_offset (const PeImage *self)
{
  return self->table_size > 0 ? MIN (self->table_offset + self->table_size, self->size)
                              : self->size;
}

guint64
sgn_pe_image_get_sections_end (const PeImage *self)
{
  guint64 end = 0;

  for (guint i = 0; i < self->sections->len; i++) {
    const PeSection *section = &g_array_index (self->sections, PeSection, i);
    end = MAX (end, (guint64) section->raw_offset + section->raw_size);
  }
  return end;
}

gboolean
sgn_pe_image_check_signable (const PeImage *self, GError **error)
{
  const char *reason = NULL;

  if (!self->has_slot)
    reason = _ ("its headers have no room for a signature");
  else if (self->slot_misused)
    reason = _ ("its headers hold other data where the address of the signature belongs");
  else if (sgn_pe_image_get_data_end (self) > G_MAXUINT32 - PE_ALIGNMENT)
    reason = _ ("a signed program must be smaller than 4 GiB");
  if (reason == NULL)
    return TRUE;

  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}
