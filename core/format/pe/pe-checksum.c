/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* CheckSum of the optional header, as imagehlp's CheckSumMappedFile() computes it. It is outside of
 * the digest, but kernel drivers are not loaded with a wrong one, so signing sets it. */

#include "config.h"
#include "core/format/pe/pe-image.h"

#include "core/io/sum.h"

static void
add_span (SgnRanges *ranges, const PeImage *image, guint64 from, guint64 to)
{
  to = MIN (to, image->size);
  if (from < to)
    sgn_ranges_add (ranges, from, to - from);
}

/* The 16-bit sum of the file with CheckSum as zero, plus its length. Bytes at odd offsets count as
 * the high half of their word, so the field is replaced by zeros instead of being left out. */
gboolean
sgn_pe_checksum (const PeImage *image, guint32 *ret, GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  guint16 sum;

  add_span (ranges, image, 0, image->checksum_offset);
  sgn_ranges_add_zeros (ranges, PE_CHECKSUM_SIZE);
  add_span (ranges, image, image->checksum_offset + PE_CHECKSUM_SIZE, image->size);
  if (!sgn_sum_ranges (image->input, ranges, &sum, error))
    return FALSE;
  *ret = (guint32) (sum + image->size);
  return TRUE;
}

/* As if the patch was already applied: the ranges are those of the file that will be written. */
gboolean
sgn_pe_checksum_changed (const PeImage *image,
                         GBytes *directory,
                         GBytes *tail,
                         guint32 *ret,
                         GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  guint64 end = sgn_pe_image_get_data_end (image);
  guint64 tail_offset = sgn_pe_image_get_tail_offset (image);
  guint16 sum;

  add_span (ranges, image, 0, image->checksum_offset);
  sgn_ranges_add_zeros (ranges, PE_CHECKSUM_SIZE);
  add_span (ranges, image, image->checksum_offset + PE_CHECKSUM_SIZE, image->slot_offset);
  sgn_ranges_add_bytes (ranges, directory);
  add_span (ranges, image, image->slot_offset + PE_DIRECTORY_SIZE, end);
  add_span (ranges, image, tail_offset, image->size);
  sgn_ranges_add_bytes (ranges, tail);
  if (!sgn_sum_ranges (image->input, ranges, &sum, error))
    return FALSE;
  *ret = (guint32) (sum + end + image->size - tail_offset + g_bytes_get_size (tail));
  return TRUE;
}
