/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* CFHEADER of a cabinet ([MS-CAB] 2.1). */
#define CAB_OFFSET_CB_CABINET    8
#define CAB_OFFSET_COFF_FILES    16
#define CAB_OFFSET_FLAGS         30
#define CAB_OFFSET_I_CABINET     34
#define CAB_FIXED_SIZE           36 /* without cbCFHeader and the fields after it */
#define CAB_OFFSET_AB_RESERVE    40
#define CAB_FLAG_PREV_CABINET    1
#define CAB_FLAG_NEXT_CABINET    2
#define CAB_FLAG_RESERVE_PRESENT 4
#define CAB_FOLDER_SIZE          8

/* abReserve of Authenticode: u16 len1, u16 len2, len1 bytes, then len2 bytes with the descriptor of
 * the signature: u32 offset, u32 size, 8 zeros. */
#define CAB_LENGTHS_SIZE    4
#define CAB_DESCRIPTOR_SIZE 16
#define CAB_RESERVE_SIZE    20 /* abReserve as signing inserts it; with cbCFHeader to cbCFData: */
#define CAB_INSERTED        24

typedef struct {
  SgnInput *input;
  guint64 size;
  guint32 reserved1;
  guint32 cb_cabinet; /* without the signature */
  guint32 coff_files;
  guint16 c_folders;
  guint16 flags;
  guint16 i_cabinet; /* number in its set, from 0 */
  guint16 cb_cf_header;
  guint8 cb_cf_folder;
  guint8 cb_cf_data;
  guint16 first_length; /* len1 of abReserve */
  gboolean has_slot;    /* abReserve has room for the descriptor, or is empty and can be enlarged */
  guint32 signature_offset;
  guint32 signature_size; /* 0: not signed */
  guint32 folders_offset;
} CabHeader;

/* cab-anomalies.c: see find_anomalies() of SgnFormat. */
void sgn_cab_find_anomalies (const CabHeader *header, SgnFindings *ret);

/* Reads and checks CFHEADER and the sizes of the tables; takes no reference to @input.
 * SGN_ERROR_FILE_DAMAGED. */
gboolean
sgn_cab_header_read (CabHeader *self, SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of all CFFOLDERs with their reserved areas. */
guint32 sgn_cab_header_get_folders_size (const CabHeader *self);
