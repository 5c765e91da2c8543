/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cab"

/* Findings about a cabinet's bytes that its digest does not cover: the three sizes after the fixed
 * header, the rest of the reserved area, iCabinet, and what is around the signature. */

#include "config.h"

#include "core/asn1/der.h"
#include "core/base/uncovered.h"
#include "core/format/cab/cab-header.h"

/* cbCFHeader, cbCFFolder and cbCFData ([MS-CAB] 2.1). */
#define OFFSET_SIZES 36
#define SIZES_SIZE   4
#define BLOCK_SIZE   8 /* CFDATA without abReserve and ab: csum, cbData, cbUncomp ([MS-CAB] 2.4) */
#define AT_DATA_SIZE 4 /* of cbData in CFDATA */
/* A block holds at most 32 KiB uncompressed ([MS-CAB] 2.4), so this is enough for 32 GiB of
 * content. A cabinet has at most 2 GiB. */
#define MAX_BLOCKS ((guint) 1 << 20)

/* CFFOLDER ([MS-CAB] 2.2): coffCabStart and cCFData. */
typedef struct {
  guint32 start;
  guint16 n_blocks;
} Folder;

static gboolean
read_u16 (const CabHeader *self, guint64 offset, guint16 *ret)
{
  guint16 value;

  if (!sgn_input_read (self->input, offset, &value, sizeof value, NULL))
    return FALSE;
  *ret = GUINT16_FROM_LE (value);
  return TRUE;
}

static gboolean
read_folder (const CabHeader *self, guint index, Folder *ret)
{
  guint64 offset = self->folders_offset +
                   (guint64) index * ((guint) CAB_FOLDER_SIZE + self->cb_cf_folder);
  guint32 start;

  if (!sgn_input_read (self->input, offset, &start, sizeof start, NULL))
    return FALSE;
  ret->start = GUINT32_FROM_LE (start);
  return read_u16 (self, offset + sizeof start, &ret->n_blocks);
}

/* The offset at which the blocks of a folder end; 0 if that is not in the cabinet. */
static guint64
walk_folder (const CabHeader *self, const Folder *folder)
{
  guint64 at = folder->start;

  for (guint i = 0; i < folder->n_blocks && at > 0; i++) {
    guint16 size;

    if (at + BLOCK_SIZE > self->cb_cabinet || !read_u16 (self, at + AT_DATA_SIZE, &size))
      return 0;
    /* cbCFData is not hashed. With 4 instead of 0, Windows drops the first four bytes of each
     * block's data, and the signature is still valid. Then the blocks no longer meet. */
    at += BLOCK_SIZE + self->cb_cf_data + size;
  }
  return at <= self->cb_cabinet ? at : 0;
}

/* The folders are in the order of their data, so each block is read once. */
static gboolean
do_blocks_meet (const CabHeader *self)
{
  guint64 end = 0;
  guint count = 0;

  for (guint i = 0; i < self->c_folders; i++) {
    Folder folder;

    if (!read_folder (self, i, &folder) || (i > 0 && folder.start != end))
      return FALSE;
    count += folder.n_blocks;
    if (count > MAX_BLOCKS)
      return FALSE;
    end = walk_folder (self, &folder);
    if (end == 0)
      return FALSE;
  }
  return self->c_folders == 0 || end == self->cb_cabinet;
}

/* If cbCFHeader or cbCFFolder were changed, the CFFOLDERs would end before or after coffFiles,
 * which is hashed. */
static gboolean
do_tables_meet (const CabHeader *self)
{
  return self->folders_offset + sgn_cab_header_get_folders_size (self) == self->coff_files;
}

/* The part of abReserve after offset and size of the signature. */
static void
find_in_area (const CabHeader *self, SgnFindings *ret)
{
  guint64 offset = CAB_OFFSET_AB_RESERVE + CAB_LENGTHS_SIZE + (guint64) self->first_length + 8;
  guint64 size = CAB_OFFSET_AB_RESERVE + (guint64) self->cb_cf_header - offset;
  g_autoptr (GBytes) area = sgn_input_read_bytes (self->input, offset, size, NULL);
  const SgnFinding finding = {
    .code = SGN_FINDING_PADDING_DATA,
    .severity = SGN_SEVERITY_ADDED,
    .offset = offset,
    .size = size,
    .could_be = area != NULL ? sgn_uncovered_judge_bytes (area) : SGN_UNCOVERED_NOTHING,
  };

  if (finding.could_be != SGN_UNCOVERED_NOTHING)
    sgn_findings_add_copy (ret, &finding);
}

/* Checks fields that are not hashed against the real places of tables and data, which are
 * hashed. */
static void
find_in_fields (const CabHeader *self, SgnFindings *ret)
{
  if (!do_tables_meet (self) || !do_blocks_meet (self))
    sgn_findings_add (ret,
                      SGN_FINDING_GAP_DATA,
                      SGN_SEVERITY_ADDED,
                      OFFSET_SIZES,
                      SIZES_SIZE,
                      NULL);
  find_in_area (self, ret);
  /* Only a note: extractors use the number for nothing but the order in a set, and 16 bits hide no
   * program. */
  if (self->i_cabinet != 0 && !(self->flags & (CAB_FLAG_PREV_CABINET | CAB_FLAG_NEXT_CABINET)))
    sgn_findings_add (ret,
                      SGN_FINDING_GAP_DATA,
                      SGN_SEVERITY_NOTE,
                      CAB_OFFSET_I_CABINET,
                      sizeof self->i_cabinet,
                      NULL);
}

/* Up to seven zeros align the end. Windows reads only the DER, so anything else is space for
 * data. */
static void
find_in_padding (const CabHeader *header, SgnFindings *ret)
{
  g_autoptr (GBytes) area = sgn_input_read_bytes (header->input,
                                                  header->signature_offset,
                                                  header->signature_size,
                                                  NULL);
  SgnDerElement element;
  gboolean zero = TRUE;
  SgnDer der;

  if (area == NULL)
    return;
  der = sgn_der_from_bytes (area);
  if (!sgn_der_next (&der, &element, NULL))
    return;
  for (gsize i = 0; i < der.size; i++)
    zero = zero && der.data[i] == 0;
  if (!zero || der.size >= 8)
    sgn_findings_add (ret,
                      zero ? SGN_FINDING_PADDING_LONG : SGN_FINDING_PADDING_DATA,
                      zero ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
                      header->signature_offset + element.whole.size,
                      der.size,
                      NULL);
}

static void
find_around_signature (const CabHeader *header, SgnFindings *ret)
{
  guint64 end = (guint64) header->signature_offset + header->signature_size;

  find_in_padding (header, ret);
  /* Bytes between cabinet and signature, or a signature inside the cabinet's data. Signing programs
   * always put it at the end. */
  if (header->signature_offset != header->cb_cabinet)
    sgn_findings_add (ret,
                      SGN_FINDING_GAP_DATA,
                      SGN_SEVERITY_CHANGED,
                      MIN (header->cb_cabinet, header->signature_offset),
                      MAX (header->cb_cabinet, header->signature_offset) -
                          MIN (header->cb_cabinet, header->signature_offset),
                      NULL);
  if (end < header->size)
    sgn_findings_add (ret,
                      SGN_FINDING_TRAILING_DATA,
                      SGN_SEVERITY_ADDED,
                      end,
                      header->size - end,
                      NULL);
}

void
sgn_cab_find_anomalies (const CabHeader *header, SgnFindings *ret)
{
  if (header->flags & (CAB_FLAG_PREV_CABINET | CAB_FLAG_NEXT_CABINET))
    sgn_findings_add (ret, SGN_FINDING_PART_OF_SET, SGN_SEVERITY_NOTE, 0, 0, NULL);
  if (header->signature_size == 0)
    return;
  find_around_signature (header, ret);
  find_in_fields (header, ret);
  if (header->reserved1 != 0)
    sgn_findings_add (ret, SGN_FINDING_GAP_DATA, SGN_SEVERITY_NOTE, 4, 4, NULL);
}
