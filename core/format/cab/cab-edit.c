/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cab"

/* The edits that make room for a signature in a cabinet, put it there and take it out again. Room
 * is 24 bytes after the fixed header, so all offsets in CFHEADER and in the CFFOLDERs move; those
 * in CFFILE are relative to their folder and CFDATA has none. */

#include "config.h"

#include "core/format/cab/cab-edit.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/reader.h"
#include "core/base/writer.h"

#define ALIGNMENT 8 /* of the end of the signature, as SignTool pads it */

/* makecab can reserve space in advance (ReservePerCabinetSize). Such an area is filled, and nothing
 * moves. */
guint32
sgn_cab_get_growth (const CabHeader *header)
{
  if (!(header->flags & CAB_FLAG_RESERVE_PRESENT))
    return CAB_INSERTED;
  return CAB_RESERVE_SIZE - MIN (header->cb_cf_header, CAB_RESERVE_SIZE);
}

/* Removing takes the 24 bytes out. Where there was an area before, it has to stay: its size before
 * signing is not recorded, and other programs may use what is in it. */
gboolean
sgn_cab_is_restorable (const CabHeader *header)
{
  return !(header->flags & CAB_FLAG_RESERVE_PRESENT) ||
         (header->cb_cf_header == CAB_RESERVE_SIZE && header->first_length == 0 &&
          header->cb_cf_folder == 0 && header->cb_cf_data == 0);
}

static void
replace (SgnPatch *patch, guint64 offset, guint64 length, GByteArray *by)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (by);

  sgn_patch_replace (patch, offset, length, g_bytes_get_size (bytes) > 0 ? bytes : NULL);
}

static void
replace_u32 (SgnPatch *patch, guint64 offset, guint32 value)
{
  GByteArray *bytes = g_byte_array_new ();

  sgn_writer_u32 (bytes, value);
  replace (patch, offset, 4, bytes);
}

/* Adds @move to the sizes and offsets in CFHEADER. */
static void
move_header (SgnPatch *patch, const CabHeader *header, guint32 move, guint16 flags)
{
  GByteArray *bytes = g_byte_array_new ();

  replace_u32 (patch, CAB_OFFSET_CB_CABINET, header->cb_cabinet + move);
  replace_u32 (patch, CAB_OFFSET_COFF_FILES, header->coff_files + move);
  sgn_writer_u16 (bytes, flags);
  replace (patch, CAB_OFFSET_FLAGS, 2, bytes);
}

/* coffCabStart of each CFFOLDER. */
static gboolean
move_folders (SgnPatch *patch, const CabHeader *header, guint32 move, GError **error)
{
  guint32 size = sgn_cab_header_get_folders_size (header);
  g_autoptr (GBytes) table = NULL;
  GByteArray *moved;
  SgnReader reader;

  if (size == 0)
    return TRUE;
  table = sgn_input_read_bytes (header->input, header->folders_offset, size, error);
  if (table == NULL)
    return FALSE;
  sgn_reader_init_bytes (&reader, table);
  moved = g_byte_array_sized_new (size);
  while (sgn_reader_get_left (&reader) > 0) {
    /* cCFData, typeCompress and abReserve stay as they are. */
    guint rest = CAB_FOLDER_SIZE - 4 + header->cb_cf_folder;
    const guint8 *data = NULL;
    guint32 start = 0;

    if (!sgn_reader_u32 (&reader, &start, error) ||
        !sgn_reader_data (&reader, rest, &data, error)) {
      g_byte_array_unref (moved);
      return FALSE;
    }
    sgn_writer_u32 (moved, start + move);
    sgn_writer_data (moved, data, rest);
  }
  replace (patch, header->folders_offset, size, moved);
  return TRUE;
}

/* Offset and size of the signature, then 8 zeros. */
static void
write_descriptor (GByteArray *ret, guint32 offset, guint32 size)
{
  sgn_writer_u32 (ret, offset);
  sgn_writer_u32 (ret, size);
  sgn_writer_u64 (ret, 0);
}

/* cbCFHeader; cbCFFolder and cbCFData as they were, 0 if there were none; then the whole
 * abReserve. */
static GByteArray *
build_inserted (const CabHeader *header, guint32 offset, guint32 size)
{
  GByteArray *inserted = g_byte_array_new ();

  sgn_writer_u16 (inserted, CAB_RESERVE_SIZE);
  sgn_writer_u16 (inserted, (guint16) (header->cb_cf_folder | header->cb_cf_data << 8));
  sgn_writer_u16 (inserted, 0);
  sgn_writer_u16 (inserted, CAB_DESCRIPTOR_SIZE);
  write_descriptor (inserted, offset, size);
  return inserted;
}

/* An area that holds only the descriptor was empty before signing. */
static void
fill_slot (SgnPatch *patch, const CabHeader *header, guint32 offset, guint32 size)
{
  GByteArray *length = g_byte_array_new ();
  GByteArray *descriptor = g_byte_array_new ();

  sgn_writer_u16 (length,
                  size == 0 && offset == 0 && header->first_length == 0 ? 0 : CAB_DESCRIPTOR_SIZE);
  replace (patch, CAB_OFFSET_AB_RESERVE + 2, 2, length);
  write_descriptor (descriptor, offset, size);
  replace (patch,
           CAB_OFFSET_AB_RESERVE + CAB_LENGTHS_SIZE + header->first_length,
           CAB_DESCRIPTOR_SIZE,
           descriptor);
}

/* The stated size includes the padding, as SignTool writes it. */
static GByteArray *
pad (GBytes *der)
{
  GByteArray *bytes = g_byte_array_new ();

  if (der != NULL)
    sgn_writer_bytes (bytes, der);
  sgn_writer_align (bytes, ALIGNMENT);
  return bytes;
}

SgnPatch *
sgn_cab_patch_sign (const CabHeader *header, GBytes *der, GError **error)
{
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  guint32 growth = sgn_cab_get_growth (header);
  GByteArray *tail = pad (der);
  guint32 end = header->cb_cabinet + growth;

  if (growth > 0) {
    move_header (patch, header, growth, header->flags | CAB_FLAG_RESERVE_PRESENT);
    replace (patch, CAB_FIXED_SIZE, CAB_INSERTED - growth, build_inserted (header, end, tail->len));
    if (!move_folders (patch, header, growth, error)) {
      g_byte_array_unref (tail);
      return NULL;
    }
  } else {
    fill_slot (patch, header, end, tail->len);
  }
  /* Replaces the old signature, and whatever was after the cabinet. */
  replace (patch, header->cb_cabinet, header->size - header->cb_cabinet, tail);
  return g_steal_pointer (&patch);
}

SgnPatch *
sgn_cab_patch_remove (const CabHeader *header, GError **error)
{
  g_autoptr (SgnPatch) patch = sgn_patch_new ();

  if (sgn_cab_is_restorable (header)) {
    guint32 back = -(guint32) CAB_INSERTED;

    move_header (patch, header, back, header->flags & (guint16) ~CAB_FLAG_RESERVE_PRESENT);
    sgn_patch_replace (patch, CAB_FIXED_SIZE, CAB_INSERTED, NULL);
    if (!move_folders (patch, header, back, error))
      return NULL;
  } else {
    fill_slot (patch, header, 0, 0);
  }
  sgn_patch_replace (patch, header->cb_cabinet, header->size - header->cb_cabinet, NULL);
  return g_steal_pointer (&patch);
}
