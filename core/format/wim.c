/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-wim"

/* A Windows image ("Windows Imaging File Format (WIM)", Microsoft 2007: WIMHEADER_V1_PACKED). The
 * paper does not describe the signature, whose fields are in bUnused; what is in [brackets] is
 * hashed as zeros.
 *
 *   0x00    ImageTag "MSWIM\0\0\0", cbSize = 208, dwVersion, dwFlags, dwCompressionSize, gWIMGuid
 *   0x28    usPartNumber, usTotalParts, dwImageCount
 *   0x30    rhOffsetTable    } reshdr_disk_short: size u56, flags u8, offset u64, original size
 *   0x48    rhXmlData        }
 *   0x60    rhBootMetadata   }
 *   0x7c    rhIntegrity      }
 *   0xb4    [u32 signature size | u32 0x00010001]
 *   0xbc    u64 signature offset, which is hashed
 *   0xd0    resources, tables
 *   offset  DER of ContentInfo up to the end of the file; not hashed
 *
 * DISM and Windows' imaging library read the header and the tables and resources that it refers
 * to. All of these are before the signature and are hashed.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/reader.h"
#include "core/base/writer.h"
#include "core/format/format.h"
#include "core/format/sip-kinds.h"
#include "core/format/sip.h"

/* Offsets in the header. */
#define HEADER_SIZE     208
#define TOTAL_PARTS     0x2a /* usTotalParts */
#define SIGNATURE_SIZE  0xb4
#define SIGNATURE_PLACE 0xbc
#define FIELDS_END      0xc4 /* of the signature's three fields */
#define FIELDS_VERSION  0x00010001
#define SIZE_MASK       G_GUINT64_CONSTANT (0x00ffffffffffffff) /* the top byte holds the flags */

static const guint8 magic[8] = "MSWIM";

/* rhOffsetTable, rhXmlData, rhIntegrity: the last of their resources ends the data. */
static const guint resources[] = { 0x30, 0x48, 0x7c };

static const SgnSpcSipInfo sip = {
  0x10000,
  SGN_SIP_GUID_WIM,
};

typedef struct {
  SgnInput *input;
  guint64 size;
  guint64 data_end; /* end of the signed data, start of the signature */
  guint32 signature_size;
  guint32 signature_version;
  guint16 total_parts;
} Wim;

static gboolean
wim_probe (SgnInput *input)
{
  guint8 start[sizeof magic];

  return sgn_input_get_size (input) >= HEADER_SIZE &&
         sgn_input_read (input, 0, start, sizeof start, NULL) &&
         memcmp (start, magic, sizeof magic) == 0;
}

static void
wim_close (gpointer self)
{
  Wim *wim = self;

  sgn_input_unref (wim->input);
  g_free (wim);
}

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

static gboolean
read_resource (SgnReader *reader, guint offset, guint64 *end, GError **error)
{
  guint64 size, place;

  if (!sgn_reader_seek (reader, offset, error) || !sgn_reader_u64 (reader, &size, error) ||
      !sgn_reader_u64 (reader, &place, error))
    return FALSE;
  if (!g_uint64_checked_add (&place, place, size & SIZE_MASK))
    return fail (error, _ ("a table of the image is outside the file"));
  *end = MAX (*end, place);
  return TRUE;
}

static gboolean
read_resources (Wim *wim, SgnReader *reader, GError **error)
{
  wim->data_end = HEADER_SIZE;
  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    if (!read_resource (reader, resources[i], &wim->data_end, error))
      return FALSE;
  if (wim->data_end > wim->size)
    return fail (error, _ ("a table of the image is outside the file"));
  return TRUE;
}

static gboolean
read_signature_fields (Wim *wim, SgnReader *reader, GError **error)
{
  guint64 place;

  if (!sgn_reader_seek (reader, SIGNATURE_SIZE, error) ||
      !sgn_reader_u32 (reader, &wim->signature_size, error) ||
      !sgn_reader_u32 (reader, &wim->signature_version, error) ||
      !sgn_reader_seek (reader, SIGNATURE_PLACE, error) || !sgn_reader_u64 (reader, &place, error))
    return FALSE;
  if (wim->signature_size == 0)
    return TRUE;
  /* A signature inside a table would be read twice, as signature and as data. */
  if (place < wim->data_end || !sgn_range_fits (place, wim->signature_size, wim->size))
    return fail (error, _ ("the signature is outside the file or overlaps the image"));
  /* Bytes between tables and signature are hashed as well. */
  wim->data_end = place;
  return TRUE;
}

static gboolean
read_header (Wim *wim, GError **error)
{
  guint8 header[HEADER_SIZE];
  guint32 header_size;
  SgnReader reader;

  if (!sgn_input_read (wim->input, 0, header, sizeof header, error))
    return FALSE;
  sgn_reader_init (&reader, header, sizeof header);
  if (!sgn_reader_seek (&reader, sizeof magic, error) ||
      !sgn_reader_u32 (&reader, &header_size, error))
    return FALSE;
  if (header_size != HEADER_SIZE)
    return fail (error, _ ("the header has the wrong size"));
  return sgn_reader_seek (&reader, TOTAL_PARTS, error) &&
         sgn_reader_u16 (&reader, &wim->total_parts, error) &&
         read_resources (wim, &reader, error) && read_signature_fields (wim, &reader, error);
}

static gpointer
wim_open (SgnInput *input, GError **error)
{
  Wim *wim = g_new0 (Wim, 1);

  wim->input = sgn_input_ref (input);
  wim->size = sgn_input_get_size (input);
  if (read_header (wim, error))
    return wim;
  wim_close (wim);
  return NULL;
}

static GBytes *
encode_u64 (guint64 value)
{
  GByteArray *field = g_byte_array_new ();

  sgn_writer_u64 (field, value);
  return g_byte_array_free_to_bytes (field);
}

/* Size and version of the signature are hashed as zeros, and its offset as it will be after
 * signing. */
static SgnRanges *
get_ranges (const Wim *wim)
{
  SgnRanges *ranges = sgn_ranges_new ();
  g_autoptr (GBytes) place = encode_u64 (wim->data_end);

  sgn_ranges_add (ranges, 0, SIGNATURE_SIZE);
  sgn_ranges_add_zeros (ranges, SIGNATURE_PLACE - SIGNATURE_SIZE);
  sgn_ranges_add_bytes (ranges, place);
  sgn_ranges_add (ranges, FIELDS_END, wim->data_end - FIELDS_END);
  return ranges;
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

static gboolean
check_signable (const Wim *wim, GError **error)
{
  /* Parts of a spanned set (.swm): SignTool does not sign them. */
  if (wim->total_parts > 1)
    return refuse (error, _ ("the image is one of several parts"));
  if (wim->data_end + wim->signature_size != wim->size)
    return refuse (error, _ ("the file continues after the end of the image"));
  return TRUE;
}

static GBytes *
wim_create_content (gpointer self,
                    const SgnContentOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  const Wim *wim = self;
  g_autoptr (SgnRanges) ranges = get_ranges (wim);
  const SgnSipFile file = { &sip, wim->input, ranges };

  if (!check_signable (wim, error))
    return NULL;
  return sgn_sip_create_content (&file, options->hash, cancellable, error);
}

static gboolean
wim_verify_content (gpointer self,
                    GBytes *content,
                    SgnContentResult *ret,
                    SgnFindings *findings,
                    GCancellable *cancellable,
                    GError **error)
{
  const Wim *wim = self;
  g_autoptr (SgnRanges) ranges = get_ranges (wim);
  const SgnSipFile file = { &sip, wim->input, ranges };

  return sgn_sip_verify_content (&file, content, ret, cancellable, error);
}

static GPtrArray *
wim_get_signatures (gpointer self, GError **error)
{
  const Wim *wim = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *der;

  if (wim->signature_size == 0)
    return g_steal_pointer (&signatures);
  der = sgn_input_read_bytes (wim->input, wim->data_end, wim->signature_size, error);
  if (der == NULL)
    return NULL;
  g_ptr_array_add (signatures, der);
  return g_steal_pointer (&signatures);
}

static GBytes *
encode_fields (const Wim *wim, GBytes *der)
{
  GByteArray *fields = g_byte_array_new ();

  sgn_writer_u32 (fields, der != NULL ? (guint32) g_bytes_get_size (der) : 0);
  sgn_writer_u32 (fields, der != NULL ? FIELDS_VERSION : 0);
  sgn_writer_u64 (fields, der != NULL ? wim->data_end : 0);
  return g_byte_array_free_to_bytes (fields);
}

static SgnPatch *
wim_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Wim *wim = self;
  GBytes *der = signatures->len > 0 ? g_ptr_array_index (signatures, 0) : NULL;
  g_autoptr (GBytes) fields = encode_fields (wim, der);
  SgnPatch *patch;

  if (signatures->len == 0 && wim->signature_size == 0)
    return sgn_patch_new ();
  if (!check_signable (wim, error))
    return NULL;
  patch = sgn_patch_new ();
  sgn_patch_replace (patch, SIGNATURE_SIZE, FIELDS_END - SIGNATURE_SIZE, fields);
  sgn_patch_replace (patch, wim->data_end, wim->signature_size, der);
  return patch;
}

static void
wim_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Wim *wim = self;
  guint64 end = wim->data_end + wim->signature_size;

  if (wim->signature_size > 0 && wim->signature_version != FIELDS_VERSION)
    sgn_findings_add (ret,
                      SGN_FINDING_GAP_DATA,
                      SGN_SEVERITY_NOTE,
                      SIGNATURE_SIZE + 4,
                      sizeof wim->signature_version,
                      NULL);
  if (wim->signature_size > 0 && end < wim->size)
    sgn_findings_add (ret,
                      SGN_FINDING_TRAILING_DATA,
                      SGN_SEVERITY_ADDED,
                      end,
                      wim->size - end,
                      NULL);
}

static const char *const extensions[] = { "wim", "esd", NULL };

extern const SgnFormat sgn_format_wim;
const SgnFormat sgn_format_wim = {
  .id = "wim",
  .title = N_ ("Windows image"),
  .icon_name = "drive-harddisk-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_REMOVE_IDENTICAL,
  .probe = wim_probe,
  .open = wim_open,
  .close = wim_close,
  .create_content = wim_create_content,
  .verify_content = wim_verify_content,
  .get_signatures = wim_get_signatures,
  .put_signatures = wim_put_signatures,
  .find_anomalies = wim_find_anomalies,
};
