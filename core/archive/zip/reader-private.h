/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"

/* Signatures, sizes without variable parts and offsets of APPNOTE 4.3.7 to 4.3.16. */
#define ZIP_LOCAL      0x04034b50
#define ZIP_CENTRAL    0x02014b50
#define ZIP_DESCRIPTOR 0x08074b50
#define ZIP_END        0x06054b50
#define ZIP_END64      0x06064b50
#define ZIP_LOCATOR    0x07064b50

#define ZIP_LOCAL_SIZE   30
#define ZIP_CENTRAL_SIZE 46
#define ZIP_END_SIZE     22
#define ZIP_END64_SIZE   56
#define ZIP_LOCATOR_SIZE 20

#define ZIP_CENTRAL_PLACE 42 /* of "relative offset of local header" */
#define ZIP_EXTRA_ZIP64   1  /* APPNOTE 4.5.3 */

/* General purpose bit flag (APPNOTE 4.4.4): encryption, strong encryption, masked header; sizes in
 * a data descriptor. */
#define ZIP_FLAG_ENCRYPTED  0x2041 /* bits 0, 6 and 13 */
#define ZIP_FLAG_DESCRIPTOR 0x0008

/* Reads the central directory, but no records. (transfer full) */
SgnZip *sgn_zip_read_names (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the end records; @count receives the number of entries. Then reads the central
 * directory. */
gboolean sgn_zip_read_end (SgnZip *self, guint64 *count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
sgn_zip_read_directory (SgnZip *self, guint64 count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the records in file order and compares them with the central directory. */
gboolean sgn_zip_read_records (SgnZip *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The ZIP64 extra field (APPNOTE 4.5.3): replaces the @values that are 0xffffffff, in this order;
 * @places (nullable) receives the offset in @extra where each was found. */
gboolean sgn_zip_read_zip64 (const guint8 *extra,
                             gsize size,
                             guint64 *values[],
                             gsize places[],
                             guint n_values,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SGN_ERROR_FILE_DAMAGED with this reason, or with a format for the displayed name; always
 * FALSE. */
gboolean sgn_zip_fail (GError **error, const char *reason);
gboolean sgn_zip_fail_entry (GError **error, const char *format, const char *name);
