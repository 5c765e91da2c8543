/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* What the digest of a program leaves out and its loader does not need: the rest of the certificate
 * table, padding in it, and values of the headers that disagree with the file. Much malware and
 * some download services keep data there. */

#include "config.h"
#include "core/format/pe/pe-image.h"

#include "core/base/checked.h"
#include "core/io/uncovered-range.h"

/* EFI_CERT_TYPE_PKCS7_GUID (UEFI specification 32.4.1), in file byte order. */
static const guint8 efi_pkcs7[PE_GUID_SIZE] = {
  0x9d, 0xd2, 0xaf, 0x4a, 0xdf, 0x68, 0xee, 0x49, 0x8a, 0xa9, 0x34, 0x7d, 0x37, 0x56, 0x65, 0xa7,
};

/* The wCertificateType, as the finding names it. */
#define EFI_GUID_NAME "0x0ef1"

static gboolean
is_efi_pkcs7 (PeImage *image, const PeEntry *entry)
{
  guint8 guid[PE_GUID_SIZE];

  return sgn_pe_image_is_efi (image) && entry->type == PE_TYPE_EFI_GUID &&
         entry->length >= PE_ENTRY_HEADER + PE_GUID_SIZE &&
         sgn_input_read (image->input, entry->offset + PE_ENTRY_HEADER, guid, sizeof guid, NULL) &&
         memcmp (guid, efi_pkcs7, sizeof guid) == 0;
}

/* Firmware accepts an entry with this GUID and a PKCS #7 message as a signature. Anything else in
 * it is space for data. */
static void
add_efi_entry (PeImage *image, const PeEntry *entry, SgnFindings *ret)
{
  guint skipped = PE_ENTRY_HEADER + PE_GUID_SIZE;
  SgnUncovered kind = sgn_input_judge_uncovered (image->input,
                                                 entry->offset + skipped,
                                                 entry->length - skipped);
  const SgnFinding finding = {
    .code = SGN_FINDING_UNKNOWN_ENTRY,
    .severity = sgn_severity_of_uncovered (kind),
    .offset = entry->offset,
    .size = entry->length,
    .detail = EFI_GUID_NAME,
    .could_be = kind,
  };

  sgn_findings_add_copy (ret, &finding);
}

/* CVE-2013-3900: Windows reads only the DER. */
static void
find_in_padding (PeImage *image, const PeEntry *entry, SgnFindings *ret)
{
  g_auto (PeEntryContent) content = { 0 };

  if (!sgn_pe_table_read (image, entry, &content, NULL))
    return;
  /* Windows refuses this only with EnableCertPaddingCheck, which is off by default. */
  if (!content.padding_is_zero)
    sgn_findings_add (ret,
                      SGN_FINDING_PADDING_DATA,
                      SGN_SEVERITY_ADDED,
                      content.padding_offset,
                      content.padding_size,
                      NULL);
  /* Up to seven zeros align the entry (PE Format, "The Attribute Certificate Table"). */
  else if (content.padding_size >= PE_ALIGNMENT)
    sgn_findings_add (ret,
                      SGN_FINDING_PADDING_LONG,
                      SGN_SEVERITY_NOTE,
                      content.padding_offset,
                      content.padding_size,
                      NULL);
}

/* dwLength need not count the up to seven bytes before the next entry, which can hide data. */
static void
find_between (PeImage *image, const PeEntry *entry, SgnFindings *ret)
{
  guint8 gap[PE_ALIGNMENT] = { 0 };
  guint64 end = entry->offset + entry->length;
  guint64 rounded;

  if (!sgn_round_up (entry->length, PE_ALIGNMENT, &rounded) || rounded == entry->length)
    return;
  rounded -= entry->length;
  if (!sgn_input_read (image->input, end, gap, (gsize) rounded, NULL))
    return;
  for (guint i = 0; i < rounded; i++) {
    if (gap[i] == 0)
      continue;
    sgn_findings_add (ret, SGN_FINDING_PADDING_DATA, SGN_SEVERITY_ADDED, end, rounded, NULL);
    return;
  }
}

static void
find_in_entry (PeImage *image, const PeEntry *entry, SgnFindings *ret)
{
  gboolean is_efi = is_efi_pkcs7 (image, entry);
  g_autofree char *type = NULL;

  if (entry->type == PE_TYPE_PKCS_SIGNED_DATA || is_efi)
    find_in_padding (image, entry, ret);
  find_between (image, entry, ret);
  if (entry->type == PE_TYPE_PKCS_SIGNED_DATA)
    return;

  if (is_efi) {
    add_efi_entry (image, entry, ret);
    return;
  }
  type = g_strdup_printf ("0x%04x", entry->type);
  sgn_findings_add (ret,
                    SGN_FINDING_UNKNOWN_ENTRY,
                    SGN_SEVERITY_ADDED,
                    entry->offset,
                    entry->length,
                    type);
}

/* Further entries that are damaged, or space in the table that belongs to no entry. */
static void
find_in_rest (PeImage *image, SgnFindings *ret)
{
  const SgnFinding finding = {
    .code = SGN_FINDING_UNKNOWN_ENTRY,
    .severity = SGN_SEVERITY_ADDED,
    .offset = image->table_offset + image->entries_size,
    .size = image->table_size - image->entries_size,
  };

  if (image->entries->len > 0 && image->entries_size < image->table_size)
    sgn_findings_add_copy_judged (ret, &finding, image->input);
}

/* The directory names a signature that does not exist. */
static void
find_stale (PeImage *image, SgnFindings *ret)
{
  if (image->slot_stale || (image->table_size > 0 && image->entries->len == 0))
    sgn_findings_add (ret,
                      SGN_FINDING_STALE_DIRECTORY,
                      SGN_SEVERITY_NOTE,
                      image->slot_offset,
                      PE_DIRECTORY_SIZE,
                      NULL);
}

static void
find_after_table (PeImage *image, SgnFindings *ret)
{
  guint64 end = image->table_offset + image->table_size;

  /* Refused by Windows since MS12-024. */
  if (end < image->size)
    sgn_findings_add (ret,
                      SGN_FINDING_TRAILING_DATA,
                      SGN_SEVERITY_CHANGED,
                      end,
                      image->size - end,
                      NULL);
}

/* A table after the sections that the directory does not name: a leftover, or hidden. */
static void
find_unused_table (PeImage *image, SgnFindings *ret)
{
  guint64 offset;

  if (!sgn_round_up (sgn_pe_image_get_sections_end (image), PE_ALIGNMENT, &offset) ||
      offset >= image->size || !sgn_pe_table_guess (image->input, offset, image->size - offset))
    return;
  sgn_findings_add (ret,
                    SGN_FINDING_UNUSED_TABLE,
                    SGN_SEVERITY_NOTE,
                    offset,
                    image->size - offset,
                    NULL);
}

/* Section data inside the certificate table is code that no signature covers. */
static gboolean
find_section_in_table (PeImage *image, const PeSection *section, SgnFindings *ret)
{
  guint64 from = MAX (section->raw_offset, image->table_offset);
  guint64 to = section->raw_size;

  /* The loader maps the smaller of the two sizes. */
  if (section->virtual_size > 0)
    to = MIN (to, section->virtual_size);
  to = MIN (to + section->raw_offset, image->table_offset + image->table_size);
  if (image->table_size == 0 || from >= to)
    return FALSE;
  sgn_findings_add (ret, SGN_FINDING_SECTION_OUTSIDE, SGN_SEVERITY_ADDED, from, to - from, NULL);
  return TRUE;
}

/* If only the padding of the last block is missing, the loader misses nothing. Otherwise it refuses
 * the program, and signing does, too. This is only a note, since the verdict is about whether the
 * file is as it was signed, also in a catalog. */
static gboolean
find_section_past_end (PeImage *image, const PeSection *section, SgnFindings *ret)
{
  guint64 size = section->raw_size;

  if (sgn_range_fits (section->raw_offset, size, image->size))
    return FALSE;
  sgn_findings_add (ret,
                    SGN_FINDING_SECTION_OUTSIDE,
                    SGN_SEVERITY_NOTE,
                    section->raw_offset,
                    size,
                    sgn_pe_image_check_whole (image, NULL) ? NULL : SGN_FINDING_DETAIL_MISSING);
  return TRUE;
}

/* Reports one finding of each kind: a file can have 65,535 sections. */
static void
find_in_sections (PeImage *image, SgnFindings *ret)
{
  gboolean in_table = FALSE;
  gboolean past_end = FALSE;

  for (guint i = 0; i < image->sections->len; i++) {
    const PeSection *section = &g_array_index (image->sections, PeSection, i);

    in_table = in_table || find_section_in_table (image, section, ret);
    past_end = past_end || find_section_past_end (image, section, ret);
  }
}

/* The loader checks CheckSum only for drivers and some libraries, so a wrong one just shows
 * that a tool changed the file carelessly. 0 means that none was computed. */
static void
find_checksum (PeImage *image, SgnFindings *ret)
{
  guint32 checksum;

  if (image->checksum == 0 || !sgn_pe_checksum (image, &checksum, NULL) ||
      checksum == image->checksum)
    return;
  sgn_findings_add (ret,
                    SGN_FINDING_CHECKSUM,
                    SGN_SEVERITY_NOTE,
                    image->checksum_offset,
                    PE_CHECKSUM_SIZE,
                    NULL);
}

void
sgn_pe_find_anomalies (PeImage *image, SgnFindings *ret)
{
  for (guint i = 0; i < image->entries->len; i++)
    find_in_entry (image, &g_array_index (image->entries, PeEntry, i), ret);
  find_in_rest (image, ret);
  find_stale (image, ret);
  if (image->table_size > 0)
    find_after_table (image, ret);
  else
    find_unused_table (image, ret);
  find_in_sections (image, ret);
  find_checksum (image, ret);
}
