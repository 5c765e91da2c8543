/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* CFHEADER of a cabinet (MS-CAB 2.1). */
#define CAB_OFFSET_CB_CABINET    8
#define CAB_OFFSET_COFF_FILES    16
#define CAB_OFFSET_FLAGS         30
#define CAB_OFFSET_I_CABINET     34
#define CAB_FIXED_SIZE           36 /* without the sizes of the reserved areas */
#define CAB_OFFSET_AB_RESERVE    40
#define CAB_FLAG_PREV_CABINET    1
#define CAB_FLAG_NEXT_CABINET    2
#define CAB_FLAG_RESERVE_PRESENT 4
#define CAB_FOLDER_SIZE          8

/* The reserved area of Authenticode: two lengths, something of the first, the descriptor of the
 * signature of the second. */
#define CAB_LENGTHS_SIZE    4
#define CAB_DESCRIPTOR_SIZE 16
#define CAB_RESERVE_SIZE    20 /* what signing inserts; with its sizes: */
#define CAB_INSERTED        24

typedef struct {
  SgnInput *input;
  guint64 size;
  guint32 reserved1;
  guint32 cb_cabinet; /* the signature is not in it */
  guint32 coff_files;
  guint16 c_folders;
  guint16 flags;
  guint16 i_cabinet; /* number in its set, from 0 */
  guint16 cb_cf_header;
  guint8 cb_cf_folder;
  guint8 cb_cf_data;
  guint16 first_length; /* of the reserved area's first part */
  gboolean
      has_slot; /* there is room for the descriptor, or the area is empty and can be made larger */
  guint32 signature_offset;
  guint32 signature_size; /* 0: not signed */
  guint32 folders_offset;
} CabHeader;

/* Fields that nothing covers, against what is covered: where tables and data really are. */
void sgn_cab_header_find_anomalies (const CabHeader *self, SgnFindings *ret);

/* SGN_ERROR_FILE_DAMAGED. */
gboolean sgn_cab_header_read (CabHeader *self, SgnInput *input, GError **error);

guint32 sgn_cab_header_get_folders_size (const CabHeader *self);
