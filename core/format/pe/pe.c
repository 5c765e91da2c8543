/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* A portable executable, signed with Authenticode (Microsoft "PE Format", "The Attribute
 * Certificate Table"; "Windows Authenticode Portable Executable Signature Format", 2008). The
 * digest covers the file in file order, except for what is in [brackets]:
 *
 *   0x00        DOS header; e_lfanew at 0x3c
 *   e_lfanew    "PE\0\0", COFF file header
 *               optional header
 *                 +64        [CheckSum]                    4 bytes
 *                 +128, 144  [data directory 4]            8 bytes; in PE32, in PE32+
 *               section table
 *   ...         section data, gaps, overlay, zeros up to a multiple of 8
 *   directory 4 [certificate table] of WIN_CERTIFICATE entries, each at a multiple of 8:
 *                 dwLength u32 | wRevision u16 | wCertificateType u16 | DER, zeros
 *
 * The loader maps headers and sections and never sees the certificate table. WinVerifyTrust finds
 * the table through data directory 4, which holds a file offset instead of an address. It uses the
 * first entry only, and of that entry only the DER. Firmware (EFI subsystems) accepts any valid
 * entry and ignores dates. Therefore other data in the table, sections that overlap it and tables
 * that the directory does not name are findings. Windows refuses data after the table (MS12-024).
 */

#include "config.h"
#include "core/format/format.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/indirect.h"
#include "core/format/pe/pe-image.h"

/* IMAGE_SUBSYSTEM_NATIVE, IMAGE_FILE_DLL. */
#define SUBSYSTEM_NATIVE   1
#define CHARACTERISTIC_DLL 0x2000

static gboolean
pe_probe (SgnInput *input)
{
  return sgn_pe_image_probe (input);
}

static gpointer
pe_open (SgnInput *input, GError **error)
{
  return sgn_pe_image_new (input, error);
}

static void
pe_close (gpointer self)
{
  sgn_pe_image_free (self);
}

static const char *
pe_get_title (gpointer self)
{
  const PeImage *image = self;

  if (sgn_pe_image_is_efi (image))
    return N_ ("EFI program");
  if (image->subsystem == SUBSYSTEM_NATIVE)
    return N_ ("Windows driver");
  if (image->characteristics & CHARACTERISTIC_DLL)
    return N_ ("Windows library");
  return N_ ("Windows program");
}

/* Firmware reads every entry of the table and ignores dates and nested signatures. */
static SgnFormatCaps
pe_get_caps (gpointer self)
{
  const PeImage *image = self;
  SgnFormatCaps caps = SGN_FORMAT_PAGE_HASHES | SGN_FORMAT_CAN_REMOVE;

  if (!image->has_slot || image->slot_misused)
    return 0;
  if (sgn_pe_image_has_leftovers (image))
    caps |= SGN_FORMAT_HAS_LEFTOVERS;
  if (!sgn_pe_image_is_efi (image))
    return caps | SGN_FORMAT_CAN_NEST;
  return caps | SGN_FORMAT_APPENDS_ENTRIES | SGN_FORMAT_ANY_SIGNATURE | SGN_FORMAT_FIRMWARE |
         SGN_FORMAT_NO_CLOCK;
}

static GBytes *
create_image_data (const PeImage *image,
                   const SgnContentOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  /* Windows knows page hashes with these two algorithms only, whatever the signature uses. */
  SgnHash hash = options->hash == SGN_HASH_SHA1 ? SGN_HASH_SHA1 : SGN_HASH_SHA256;
  g_autoptr (GBytes) pages = NULL;

  if (!options->page_hashes)
    return sgn_spc_pe_image_data_encode (NULL, hash);

  pages = sgn_pe_pages_compute (image, hash, cancellable, error);
  if (pages == NULL)
    return NULL;
  return sgn_spc_pe_image_data_encode (pages, hash);
}

static GBytes *
pe_create_content (gpointer self,
                   const SgnContentOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  const PeImage *image = self;
  g_autoptr (SgnRanges) ranges = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) value = NULL;

  if (!sgn_pe_image_check_signable (image, error) || !sgn_pe_image_check_whole (image, error))
    return NULL;

  ranges = sgn_pe_digest_ranges (image);
  digest = sgn_digest_range (image->input, ranges, options->hash, cancellable, error);
  if (digest == NULL)
    return NULL;
  value = create_image_data (image, options, cancellable, error);
  if (value == NULL)
    return NULL;

  return sgn_spc_indirect_data_encode (SGN_OID_SPC_PE_IMAGE_DATA, value, options->hash, digest);
}

static gboolean
verify_pages (const PeImage *image,
              GBytes *value,
              gboolean *matches,
              SgnFindings *findings,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) table = NULL;
  PePageResult result;
  SgnHash hash;

  if (value == NULL)
    return TRUE;
  if (!sgn_spc_pe_image_data_parse (value, &table, &hash, error))
    return FALSE;
  /* Page hashes are optional. */
  if (table == NULL)
    return TRUE;
  if (!sgn_pe_pages_check (image, table, hash, &result, cancellable, error))
    return FALSE;

  if (!result.matches) {
    sgn_findings_add (findings,
                      SGN_FINDING_PAGE_HASHES,
                      SGN_SEVERITY_CHANGED,
                      result.bad_offset,
                      0,
                      NULL);
    *matches = FALSE;
  }
  return TRUE;
}

static gboolean
verify_digest (const PeImage *image,
               const SgnSpcIndirectData *data,
               SgnContentResult *ret,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (SgnRanges) ranges = NULL;

  sgn_indirect_fill (data, ret);
  if (!data->hash_known)
    return TRUE;

  ranges = sgn_pe_digest_ranges (image);
  ret->computed = sgn_digest_range (image->input, ranges, data->hash, cancellable, error);
  if (ret->computed == NULL)
    return FALSE;
  ret->matches = g_bytes_equal (ret->stored, ret->computed);
  return TRUE;
}

/* sbsign writes the statement type instead of the data type. */
static gboolean
is_pe_type (const char *type)
{
  return g_str_equal (type, SGN_OID_SPC_PE_IMAGE_DATA) ||
         g_str_equal (type, SGN_OID_SPC_INDIVIDUAL);
}

static gboolean
pe_verify_content (gpointer self,
                   GBytes *content,
                   SgnContentResult *ret,
                   SgnFindings *findings,
                   GCancellable *cancellable,
                   GError **error)
{
  const PeImage *image = self;
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_auto (SgnContentResult) result = { 0 };

  if (!sgn_spc_indirect_data_parse (content, &data, error))
    return FALSE;
  /* Without this a signature could be moved to a file of another format with the same digest. */
  if (!is_pe_type (data.type))
    return sgn_indirect_refuse (&data, error);
  if (!verify_digest (image, &data, &result, cancellable, error) ||
      !verify_pages (image, data.value, &result.matches, findings, cancellable, error))
    return FALSE;

  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}

/* Windows uses the first entry, firmware all of them. A duplicate is harmless. */
static GPtrArray *
pe_get_signatures (gpointer self, GError **error)
{
  PeImage *image = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < image->entries->len; i++) {
    const PeEntry *entry = &g_array_index (image->entries, PeEntry, i);
    g_auto (PeEntryContent) content = { 0 };

    if (entry->type != PE_TYPE_PKCS_SIGNED_DATA)
      continue;
    if (!sgn_pe_table_read (image, entry, &content, error))
      return NULL;
    g_ptr_array_add (signatures, g_steal_pointer (&content.der));
  }

  return g_steal_pointer (&signatures);
}

static SgnPatch *
pe_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  return sgn_pe_put (self, signatures, error);
}

static void
pe_find_anomalies (gpointer self, SgnFindings *ret)
{
  sgn_pe_find_anomalies (self, ret);
}

static const char *const extensions[] = { "exe", "dll", "sys", "ocx",   "scr", "cpl", "mui", "efi",
                                          "ax",  "com", "drv", "winmd", "acm", "tsp", NULL };

extern const SgnFormat sgn_format_pe;
const SgnFormat sgn_format_pe = {
  .id = "pe",
  .title = N_ ("Windows program"),
  .icon_name = "application-x-executable-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_IS_PROGRAM | SGN_FORMAT_CAN_NEST | SGN_FORMAT_PAGE_HASHES |
          SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_IN_CATALOGS | SGN_FORMAT_FIRST_DECIDES,
  .probe = pe_probe,
  .open = pe_open,
  .close = pe_close,
  .get_title = pe_get_title,
  .get_caps = pe_get_caps,
  .create_content = pe_create_content,
  .verify_content = pe_verify_content,
  .get_signatures = pe_get_signatures,
  .put_signatures = pe_put_signatures,
  .find_anomalies = pe_find_anomalies,
};
