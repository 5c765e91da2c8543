/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* The edits that put signatures into a program or take them out. */

#include "config.h"
#include "core/format/pe/pe-image.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/writer.h"

static GBytes *
build_tail (const PeImage *image, GBytes *table)
{
  GByteArray *tail = g_byte_array_new ();

  if (g_bytes_get_size (table) > 0)
    sgn_writer_zeros (tail, sgn_pe_get_padding (image));
  sgn_writer_bytes (tail, table);
  return g_byte_array_free_to_bytes (tail);
}

static GBytes *
build_directory (guint32 offset, guint32 size)
{
  GByteArray *directory = g_byte_array_new ();

  sgn_writer_u32 (directory, size > 0 ? offset : 0);
  sgn_writer_u32 (directory, size);
  return g_byte_array_free_to_bytes (directory);
}

/* SignTool always sets CheckSum, so the value before signing, which may have been 0, is lost.
 * Removing a signature keeps a CheckSum of 0 and otherwise computes it. Up to seven zeros that
 * signing added before the table also stay, because their number is not recorded. */
static gboolean
get_new_checksum (const PeImage *image,
                  GBytes *directory,
                  GBytes *tail,
                  guint32 *ret,
                  GError **error)
{
  *ret = 0;
  if (g_bytes_get_size (tail) == 0 && image->checksum == 0)
    return TRUE;
  return sgn_pe_checksum_changed (image, directory, tail, ret, error);
}

static SgnPatch *
build_patch (const PeImage *image, guint32 checksum, GBytes *directory, GBytes *tail)
{
  SgnPatch *patch = sgn_patch_new ();
  GByteArray *field = g_byte_array_new ();
  g_autoptr (GBytes) field_bytes = NULL;
  guint64 end = sgn_pe_image_get_data_end (image);
  guint64 tail_offset = sgn_pe_image_get_tail_offset (image);

  sgn_writer_u32 (field, checksum);
  field_bytes = g_byte_array_free_to_bytes (field);
  sgn_patch_replace (patch, image->checksum_offset, PE_CHECKSUM_SIZE, field_bytes);
  sgn_patch_replace (patch, image->slot_offset, PE_DIRECTORY_SIZE, directory);
  /* Order matters only for reading: a patch applies all edits to the original offsets. */
  if (end < tail_offset)
    sgn_patch_replace (patch, end, tail_offset - end, NULL);
  if (g_bytes_get_size (tail) > 0)
    sgn_patch_replace (patch, image->size, 0, tail);
  return patch;
}

/* Without the old table. Data after the table is kept and signed with the rest. */
static guint64
get_content_end (const PeImage *image)
{
  return sgn_pe_image_get_data_end (image) + image->size - sgn_pe_image_get_tail_offset (image);
}

static gboolean
check_size (const PeImage *image, GBytes *table, GError **error)
{
  guint64 size = get_content_end (image) + PE_ALIGNMENT;

  if (sgn_pe_image_check_signable (image, error)) {
    if (g_bytes_get_size (table) <= G_MAXUINT32 - size)
      return TRUE;
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("a signed program must be smaller than 4 GiB"));
  }
  return FALSE;
}

SgnPatch *
sgn_pe_put (const PeImage *image, GPtrArray *signatures, GError **error)
{
  g_autoptr (GBytes) table = sgn_pe_table_build (signatures);
  g_autoptr (GBytes) directory = NULL;
  g_autoptr (GBytes) tail = NULL;
  guint32 checksum;
  guint64 offset;

  if (signatures->len == 0 && image->table_size == 0 && !image->slot_stale)
    return sgn_patch_new ();
  if (!check_size (image, table, error))
    return NULL;

  offset = get_content_end (image) + sgn_pe_get_padding (image);
  directory = build_directory ((guint32) offset, (guint32) g_bytes_get_size (table));
  tail = build_tail (image, table);
  if (!get_new_checksum (image, directory, tail, &checksum, error))
    return NULL;
  return build_patch (image, checksum, directory, tail);
}
