/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/writer.h"
#include "tests/support/samples.h"

typedef struct {
  const char *name;
  guint n_folders;
  guint reserve; /* of the header; 0: none */
  guint first;   /* length of the reserve's first part */
  guint folder_reserve;
  guint data_reserve;
  gboolean next; /* one of a set */
  guint trailing;
  gboolean foreign; /* the reserve is in use */
} CabSample;

static const CabSample cab_samples[] = {
  { "plain", .n_folders = 1 },
  { "three-folders", .n_folders = 3 },
  { "reserve", .n_folders = 1, .reserve = 6144 },
  { "small-reserve", .n_folders = 1, .reserve = 20, .folder_reserve = 4 },
  { "first-part", .n_folders = 1, .reserve = 60, .first = 12 },
  { "folder-reserve", .n_folders = 2, .reserve = 24, .folder_reserve = 6 },
  { "folder-reserve-only", .n_folders = 2, .folder_reserve = 128 },
  { "data-reserve-only", .n_folders = 2, .data_reserve = 4 },
  { "tiny-reserve", .n_folders = 1, .reserve = 8 },
  { "of-a-set", .n_folders = 1, .next = TRUE },
  { "trailing", .n_folders = 1, .trailing = 5 },
  { "foreign-reserve", .n_folders = 1, .reserve = 40, .foreign = TRUE },
};

static gboolean
has_reserve (const CabSample *cab)
{
  return cab->reserve > 0 || cab->folder_reserve > 0 || cab->data_reserve > 0;
}

static void
write_reserve (GByteArray *file, const CabSample *cab)
{
  guint start;

  if (!has_reserve (cab))
    return;
  sgn_writer_u16 (file, (guint16) cab->reserve);
  sgn_writer_u16 (file, (guint16) (cab->folder_reserve | cab->data_reserve << 8));
  start = file->len;
  sgn_writer_zeros (file, cab->reserve);
  if (cab->foreign)
    memset (&file->data[start], 0x77, cab->reserve);
  if (cab->first > 0) {
    file->data[start] = (guint8) cab->first;
    file->data[start + 2] = 16;
    memset (&file->data[start + 4], 0x33, cab->first);
  }
}

static void
put_u32 (GByteArray *file, guint offset, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    file->data[offset + i] = (guint8) (value >> (8 * i));
}

/* One block of data for each folder, and where it is into the folder. */
static void
write_data (GByteArray *file, const CabSample *cab, guint folders)
{
  static const char data[] = "data as good as any octets";

  for (guint i = 0; i < cab->n_folders; i++) {
    put_u32 (file, folders + i * (8 + cab->folder_reserve), file->len);
    sgn_writer_u32 (file, 0);
    sgn_writer_u16 (file, sizeof data);
    sgn_writer_u16 (file, sizeof data);
    sgn_writer_data (file, "reserved", cab->data_reserve);
    sgn_writer_data (file, data, sizeof data);
  }
}

static GBytes *
build (const CabSample *cab)
{
  GByteArray *file = g_byte_array_new ();
  guint folders, files;

  sgn_writer_data (file, "MSCF", 4);
  sgn_writer_zeros (file, 20);
  sgn_writer_u16 (file, 0x0103);
  sgn_writer_u16 (file, (guint16) cab->n_folders);
  sgn_writer_u16 (file, 1);
  sgn_writer_u16 (file, (guint16) ((has_reserve (cab) ? 4 : 0) | (cab->next ? 2 : 0)));
  sgn_writer_u16 (file, 0x1234);
  sgn_writer_u16 (file, cab->next ? 3 : 0);
  write_reserve (file, cab);
  if (cab->next)
    sgn_writer_data (file, "next.cab\0disk", 14);
  folders = file->len;
  for (guint i = 0; i < cab->n_folders; i++) {
    sgn_writer_u32 (file, 0);
    sgn_writer_u32 (file, 1);
    for (guint j = 0; j < cab->folder_reserve; j++)
      sgn_writer_data (file, "r", 1);
  }
  files = file->len;
  sgn_writer_data (file, "the entries of the files", 24);
  write_data (file, cab, folders);
  put_u32 (file, 8, file->len);
  put_u32 (file, 16, files);
  sgn_writer_zeros (file, cab->trailing);
  return g_byte_array_free_to_bytes (file);
}

/* What signing leaves out: the old checksum, the area's sizes and the descriptor. */
static void
add (GPtrArray *samples, const CabSample *cab)
{
  SgnSample *sample = sgn_samples_add (samples, "cab", cab->name, build (cab));
  gboolean usual = cab->reserve <= 20;

  sample->signable = cab->trailing == 0 && !cab->foreign;
  sample->restored = !has_reserve (cab);
  sample->excluded[0].offset = 4;
  sample->excluded[0].length = 4;
  sample->excluded[1].offset = usual ? 34 : 36;
  sample->excluded[1].length = usual ? 22 : 4;
  sample->excluded[2].offset = 42;
  sample->excluded[2].length = 2;
  sample->excluded[3].offset = 44 + cab->first;
  sample->excluded[3].length = usual ? 0 : cab->reserve - cab->first - 4;
}

void
sgn_samples_add_cab (GPtrArray *samples)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cab_samples); i++)
    add (samples, &cab_samples[i]);
}
