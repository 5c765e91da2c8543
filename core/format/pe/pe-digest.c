/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* Which bytes of a program the signature covers ("Windows Authenticode Portable Executable
 * Signature Format", "Calculating the PE Image Hash"). Used for signing, verifying and catalogs
 * alike. */

#include "config.h"
#include "core/format/pe/pe-image.h"

/* Adds [from, to), clipped to the file. */
static void
add_span (SgnRanges *ranges, const PeImage *image, guint64 from, guint64 to)
{
  to = MIN (to, image->size);
  if (from < to)
    sgn_ranges_add (ranges, from, to - from);
}

/* A table at the end of the file is already aligned. */
gsize
sgn_pe_get_padding (const PeImage *image)
{
  guint64 tail = sgn_pe_image_get_tail_offset (image);
  guint64 size = sgn_pe_image_get_data_end (image) + image->size - tail;

  if (image->table_size > 0 && tail == image->size)
    return 0;
  return (gsize) ((PE_ALIGNMENT - size % PE_ALIGNMENT) % PE_ALIGNMENT);
}

/* The whole file in file order, without CheckSum, the directory entry and the table. The published
 * algorithm hashes section by section and so omits gaps that Windows does hash. */
SgnRanges *
sgn_pe_digest_ranges (const PeImage *image)
{
  SgnRanges *ranges = sgn_ranges_new ();
  guint64 end = sgn_pe_image_get_data_end (image);
  guint64 next = image->checksum_offset + PE_CHECKSUM_SIZE;

  add_span (ranges, image, 0, image->checksum_offset);
  /* Without data directory 4 nothing is left out for it. Such a file can only be signed by a
   * catalog. */
  if (image->has_slot) {
    add_span (ranges, image, next, image->slot_offset);
    next = image->slot_offset + PE_DIRECTORY_SIZE;
  }
  add_span (ranges, image, next, end);
  add_span (ranges, image, sgn_pe_image_get_tail_offset (image), image->size);
  /* Hashed although they are not there yet: the table will begin at a multiple of 8. */
  if (sgn_pe_get_padding (image) > 0)
    sgn_ranges_add_zeros (ranges, sgn_pe_get_padding (image));
  return ranges;
}
