/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to pe-*.c. Fields have the names of the PE format specification. */

#include "core/format/format.h"

#define PE_CHECKSUM_SIZE  4
#define PE_DIRECTORY_SIZE 8
#define PE_ENTRY_HEADER   8  /* WIN_CERTIFICATE without bCertificate */
#define PE_ALIGNMENT      8  /* of the certificate table and of its entries */
#define PE_GUID_SIZE      16 /* CertType of WIN_CERTIFICATE_UEFI_GUID */

#define PE_REVISION_1_0          0x0100
#define PE_REVISION_2_0          0x0200
#define PE_TYPE_PKCS_SIGNED_DATA 0x0002
#define PE_TYPE_EFI_GUID         0x0ef1

typedef struct {
  guint32 virtual_size;
  guint32 raw_offset;
  guint32 raw_size;
} PeSection;

/* One WIN_CERTIFICATE. */
typedef struct {
  guint64 offset;
  guint32 length; /* dwLength as found */
  guint16 revision;
  guint16 type;
} PeEntry;

typedef struct {
  SgnInput *input;
  guint64 size; /* of the file */

  guint16 machine;
  guint16 characteristics;
  guint16 magic;
  guint16 subsystem;
  guint32 section_alignment;
  guint32 size_of_headers;
  guint32 checksum;
  guint64 checksum_offset;
  guint64 headers_end; /* of the section table */
  GArray *sections;    /* of PeSection: sections with data in the file */

  gboolean has_slot;     /* the headers have data directory 4 */
  gboolean slot_misused; /* its value cannot be a certificate table */
  gboolean slot_stale;   /* it names a signature that was removed */
  guint64 slot_offset;
  guint64 table_offset; /* 0: no certificate table */
  guint64 table_size;
  GArray *entries;      /* of PeEntry; empty for a table of zeros */
  guint64 entries_size; /* bytes of the table that the entries fill */
} PeImage;

/* pe-image.c */
gboolean sgn_pe_image_probe (SgnInput *input);
/* SGN_ERROR_FILE_DAMAGED with the place. Takes a reference to @input. (transfer full) */
PeImage *sgn_pe_image_new (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_pe_image_free (PeImage *self);
/* Whether the subsystem is one of firmware's. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PeImage, sgn_pe_image_free)
gboolean sgn_pe_image_is_efi (const PeImage *self);
/* The offset of the certificate table, present or future, before alignment. */
guint64 sgn_pe_image_get_data_end (const PeImage *self);
/* The highest offset that section data reaches; 0 without sections. */
guint64 sgn_pe_image_get_sections_end (const PeImage *self);
/* The offset of data after the certificate table; the size of the file if there is none. */
guint64 sgn_pe_image_get_tail_offset (const PeImage *self);
/* Whether there is a certificate table, or a directory entry, without a signature of this
 * program. */
gboolean sgn_pe_image_has_leftovers (const PeImage *self);
/* SGN_ERROR_FILE_DAMAGED if section data is missing. */
gboolean sgn_pe_image_check_whole (const PeImage *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SGN_ERROR_NOT_SIGNABLE; the message names the reason. */
gboolean sgn_pe_image_check_signable (const PeImage *self,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* pe-table.c */
/* Whether the table that the directory names begins with an entry. */
gboolean sgn_pe_table_has_entry (const PeImage *image);
/* Whether the table is inside the file and holds nothing but zeros. */
gboolean sgn_pe_table_is_zero (const PeImage *image);
/* Fills entries; SGN_ERROR_FILE_DAMAGED if the first one is invalid. */
gboolean sgn_pe_table_parse (PeImage *image, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether an entry with a signature is at @offset, whatever the headers say. */
gboolean sgn_pe_table_guess (SgnInput *input, guint64 offset, guint64 size);
/* The DER in an entry, and the bytes that follow it. */
typedef struct {
  GBytes *der;
  guint64 padding_offset;
  guint64 padding_size;
  gboolean padding_is_zero;
} PeEntryContent;
gboolean sgn_pe_table_read (PeImage *image,
                            const PeEntry *entry,
                            PeEntryContent *ret,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_pe_entry_content_clear (PeEntryContent *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PeEntryContent, sgn_pe_entry_content_clear)
/* The bytes of a certificate table with one entry for each signature, aligned. (transfer full) */
GBytes *sgn_pe_table_build (GPtrArray *signatures);

/* pe-digest.c */
/* The ranges that the signature of this file covers, or will cover once it is signed. (transfer
 * full) */
SgnRanges *sgn_pe_digest_ranges (const PeImage *image);
/* The number of zeros between the end of the data and the certificate table that signing adds. */
gsize sgn_pe_get_padding (const PeImage *image);

/* pe-checksum.c */
/* CheckSum of the file as it is. */
gboolean
sgn_pe_checksum (const PeImage *image, guint32 *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with @directory in data directory 4 and @tail after the end of the data. */
gboolean sgn_pe_checksum_changed (const PeImage *image,
                                  GBytes *directory,
                                  GBytes *tail,
                                  guint32 *ret,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* pe-pages.c */
typedef struct {
  gboolean matches;
  guint64 bad_offset; /* of the first page that differs; 0 if the tables cannot be compared */
} PePageResult;
/* The page hash table. SGN_ERROR_NOT_SIGNABLE for a file that cannot have one. (transfer full) */
GBytes *sgn_pe_pages_compute (const PeImage *image,
                              SgnHash hash,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @table is the page hash table of this file. */
gboolean sgn_pe_pages_check (const PeImage *image,
                             GBytes *table,
                             SgnHash hash,
                             PePageResult *ret,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* pe-put.c */
/* See put_signatures() of SgnFormat. (transfer full) */
SgnPatch *
sgn_pe_put (const PeImage *image, GPtrArray *signatures, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* pe-anomalies.c */
void sgn_pe_find_anomalies (PeImage *image, SgnFindings *ret);
