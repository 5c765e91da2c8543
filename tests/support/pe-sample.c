/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/pe-sample.h"
#include "config.h"

#include <string.h>

#define FILE_ALIGNMENT  0x200
#define SECTION_HEADER  40
#define OPTIONAL_FIXED  96
#define OPTIONAL_FIXED4 112

const PeSample pe_samples[] = {
  { .name = "pe32", .machine = 0x014c },
  { .name = "pe32-plus", .is_64 = TRUE },
  { .name = "arm64", .is_64 = TRUE, .machine = 0xaa64 },
  { .name = "efi", .is_64 = TRUE, .subsystem = 10 },
  { .name = "driver", .is_64 = TRUE, .subsystem = 1 },
  { .name = "ia64", .is_64 = TRUE, .machine = 0x0200, .section_size = 0x5000 },
  { .name = "overlay", .is_64 = TRUE, .overlay = 0x108 },
  { .name = "overlay-odd", .machine = 0x014c, .overlay = 3 },
  { .name = "gap", .machine = 0x014c, .gap = 0x400 },
  { .name = "no-checksum", .is_64 = TRUE, .without_checksum = TRUE },
  { .name = "folded", .machine = 0x014c, .pe_offset = 4, .n_sections = 1 },
  { .name = "odd-header", .is_64 = TRUE, .pe_offset = 0x81 },
  { .name = "low-alignment", .is_64 = TRUE, .section_alignment = 0x20, .section_size = 0x1400 },
  { .name = "no-slot", .machine = 0x014c, .n_directories = 4 },
  { .name = "no-directories", .machine = 0x014c, .n_directories = G_MAXUINT },
  { .name = NULL },
};

static guint32
get_pe_offset (const PeSample *self)
{
  return self->pe_offset > 0 ? self->pe_offset : 0x80;
}

static guint
get_n_directories (const PeSample *self)
{
  if (self->n_directories == G_MAXUINT)
    return 0;
  return self->n_directories > 0 ? self->n_directories : 16;
}

static guint
get_n_sections (const PeSample *self)
{
  return self->n_sections > 0 ? self->n_sections : 2;
}

static guint32
get_optional_size (const PeSample *self)
{
  return (self->is_64 ? OPTIONAL_FIXED4 : OPTIONAL_FIXED) + 8 * get_n_directories (self);
}

static guint32
round_up (guint32 value)
{
  return (value + FILE_ALIGNMENT - 1) & ~(guint32) (FILE_ALIGNMENT - 1);
}

static guint32
get_headers_size (const PeSample *self)
{
  return round_up (get_pe_offset (self) + 24 + get_optional_size (self) +
                   SECTION_HEADER * get_n_sections (self));
}

static void
put (GByteArray *file, gsize offset, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    file->data[offset + i] = (guint8) (value >> (8 * i));
}

static void
put_optional (const PeSample *self, GByteArray *file)
{
  gsize optional = get_pe_offset (self) + 24;
  guint32 alignment = self->section_alignment > 0 ? self->section_alignment : 0x1000;

  put (file, optional, self->is_64 ? 0x020b : 0x010b, 2);
  put (file, optional + 32, alignment, 4);
  put (file, optional + 36, FILE_ALIGNMENT, 4);
  put (file, optional + 56, 0x10000, 4);
  /* In a folded header this is where the DOS header says where the PE header is. */
  put (file, optional + 60, get_headers_size (self), 4);
  put (file, optional + 68, self->subsystem > 0 ? self->subsystem : 3, 2);
  put (file, optional + (self->is_64 ? 108 : 92), get_n_directories (self), 4);
}

static void
put_section (const PeSample *self, GByteArray *file, guint index)
{
  gsize header = get_pe_offset (self) + 24 + get_optional_size (self) + SECTION_HEADER * index;
  guint32 size = round_up (self->section_size > 0 ? self->section_size : 0x200);
  guint32 offset = get_headers_size (self) + self->gap + size * index;

  memcpy (&file->data[header], ".text", 5);
  put (file, header + 8, size, 4);
  put (file, header + 12, 0x1000 * (index + 1), 4);
  put (file, header + 16, size, 4);
  put (file, header + 20, offset, 4);
}

/* Octets that are all over different and never the same in two places at once. */
static void
fill (GByteArray *file, gsize from)
{
  guint32 state = 1;

  for (gsize i = from; i < file->len; i++) {
    state = state * 1664525 + 1013904223;
    file->data[i] = (guint8) (state >> 24);
  }
}

static void
put_headers (const PeSample *self, GByteArray *file)
{
  gsize pe = get_pe_offset (self);

  memcpy (file->data, "MZ", 2);
  put_optional (self, file);
  memcpy (&file->data[pe], "PE\0\0", 4);
  put (file, pe + 4, self->machine > 0 ? self->machine : 0x8664, 2);
  put (file, pe + 6, get_n_sections (self), 2);
  put (file, pe + 20, get_optional_size (self), 2);
  put (file, pe + 22, 0x0022, 2);
  for (guint i = 0; i < get_n_sections (self); i++)
    put_section (self, file, i);
  put (file, 0x3c, pe, 4);
}

GBytes *
pe_sample_build (const PeSample *self)
{
  GByteArray *file = g_byte_array_new ();
  guint32 section_size = round_up (self->section_size > 0 ? self->section_size : 0x200);
  gsize body = get_headers_size (self);

  g_byte_array_set_size (file,
                         (guint) (body + self->gap + section_size * get_n_sections (self) +
                                  self->overlay));
  memset (file->data, 0, file->len);
  fill (file, body);
  put_headers (self, file);
  if (!self->without_checksum) {
    g_autoptr (GBytes) so_far = g_bytes_new (file->data, file->len);
    guint32 offset = pe_sample_get_checksum_offset (self);

    put (file, offset, pe_sample_checksum (so_far, offset), 4);
  }
  return g_byte_array_free_to_bytes (file);
}

guint32
pe_sample_get_checksum_offset (const PeSample *self)
{
  return get_pe_offset (self) + 88;
}

guint32
pe_sample_get_directory_offset (const PeSample *self)
{
  return get_pe_offset (self) + 24 + (self->is_64 ? 144 : 128);
}

guint32
pe_sample_checksum (GBytes *file, gsize checksum_offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint64 sum = 0;

  for (gsize i = 0; i < size; i++) {
    if (i >= checksum_offset && i < checksum_offset + 4)
      continue;
    sum += i % 2 == 0 ? data[i] : (guint64) data[i] << 8;
  }
  while (sum > 0xffff)
    sum = (sum & 0xffff) + (sum >> 16);
  return (guint32) (sum + size);
}
