/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cab"

/* A cabinet ([MS-CAB] 2). The signature follows the cabinet and is not counted in cbCabinet. What
 * is in [brackets] is not hashed. Offsets are those of a header with the usual reserved area:
 *
 *   0           CFHEADER (2.1): "MSCF"
 *   4             [reserved1]
 *   8             cbCabinet, reserved2, coffFiles, reserved3, version, cFolders, cFiles, flags,
 *                 setID
 *   34            [iCabinet]
 *   36            [cbCFHeader = 20 | cbCFFolder | cbCFData]
 *   40            [abReserve: u16 len1 = 0 | u16 len2 = 16 | len1 bytes]
 *   44            [u32 signature offset | u32 signature size | u32 0]
 *   56            u32 0
 *   60            names of the neighbours in the set, CFFOLDER (2.2), CFFILE (2.3), CFDATA (2.4)
 *   cbCabinet   [DER of ContentInfo, zeros up to a multiple of 8]
 *
 * Windows' cabinet code (extrac32, expand, msiexec, Windows Update) reads the CFFOLDERs after the
 * header, the CFFILEs at coffFiles and the CFDATA blocks of each folder one after the other.
 * cbCFHeader, cbCFFolder and cbCFData decide where these begin but are not hashed, so they must be
 * the values with which tables and blocks meet. Nothing but the descriptor of the signature may be
 * in the reserved area. Each cabinet of a set is signed by itself. Whether iCabinet and len1 are
 * hashed instead of bytes 56 to 59 is documented nowhere; the two rules differ only in cabinets of
 * a set and with other reserved areas. Verifying accepts both; signing follows SignTool.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/cab/cab-edit.h"
#include "core/format/indirect.h"

#define OFFSET_PLACE 44 /* file offset of the signature's offset */
#define RULE_END     60 /* end of a header with the usual abReserve */

/* SpcLink with the file name "<<<Obsolete>>>", as all signing programs write it for cabinets. */
static const guint8 obsolete_link[] = {
  0xa2, 0x1e, 0x80, 0x1c, 0x00, '<', 0x00, '<', 0x00, '<', 0x00, 'O', 0x00, 'b', 0x00, 's',
  0x00, 'o',  0x00, 'l',  0x00, 'e', 0x00, 't', 0x00, 'e', 0x00, '>', 0x00, '>', 0x00, '>',
};

static gboolean
cab_probe (SgnInput *input)
{
  guint8 magic[4];

  return sgn_input_get_size (input) >= CAB_FIXED_SIZE &&
         sgn_input_read (input, 0, magic, sizeof magic, NULL) && memcmp (magic, "MSCF", 4) == 0;
}

/* The header itself takes no reference; see cab_open(). */
static void
cab_close (gpointer self)
{
  CabHeader *header = self;

  sgn_input_unref (header->input);
  g_free (header);
}

static gpointer
cab_open (SgnInput *input, GError **error)
{
  CabHeader *header = g_new0 (CabHeader, 1);

  if (!sgn_cab_header_read (header, input, error)) {
    g_free (header);
    return NULL;
  }
  sgn_input_ref (input);
  return header;
}

static SgnFormatCaps
cab_get_caps (gpointer self)
{
  const CabHeader *header = self;
  SgnFormatCaps caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE;

  return caps | (sgn_cab_is_restorable (header) ? SGN_FORMAT_REMOVE_IDENTICAL : 0);
}

/* The two rules for the bytes between setID and the tables. They give different results only for a
 * cabinet of a set or when abReserve holds more than the descriptor. */
typedef enum {
  RULE_FIXED,   /* bytes 56 to 59, whatever the size of abReserve */
  RULE_RESERVE, /* iCabinet, len1 and the len1 bytes */
} Rule;

/* Offsets of the cabinet as it is when signed, whether it is already or is only about to be. */
static SgnRanges *
get_ranges (const CabHeader *header, Rule rule)
{
  guint16 reserve = MAX (header->cb_cf_header, CAB_RESERVE_SIZE);
  guint32 end = header->cb_cabinet + sgn_cab_get_growth (header);
  guint32 area_end = CAB_OFFSET_AB_RESERVE + (guint32) reserve;
  SgnRanges *ranges = sgn_ranges_new ();

  /* Without reserved1, which held a checksum once. */
  sgn_ranges_add (ranges, 0, 4);
  sgn_ranges_add (ranges, CAB_OFFSET_CB_CABINET, CAB_OFFSET_I_CABINET - CAB_OFFSET_CB_CABINET);
  if (rule == RULE_FIXED) {
    sgn_ranges_add (ranges, RULE_END - 4, end - (RULE_END - 4));
    return ranges;
  }
  sgn_ranges_add (ranges, CAB_OFFSET_I_CABINET, 2);
  sgn_ranges_add (ranges, CAB_OFFSET_AB_RESERVE, 2);
  sgn_ranges_add (ranges, CAB_OFFSET_AB_RESERVE + CAB_LENGTHS_SIZE, header->first_length);
  sgn_ranges_add (ranges, area_end, end - area_end);
  return ranges;
}

/* SignTool makes only areas of 20 bytes. A larger one was reserved by makecab and filled by a
 * program that follows the other rule. */
static Rule
choose_rule (const CabHeader *header)
{
  return header->cb_cf_header <= CAB_RESERVE_SIZE ? RULE_FIXED : RULE_RESERVE;
}

/* The cabinet with space for a signature, as it will be hashed. */
static SgnInput *
make_room (const CabHeader *header, GError **error)
{
  g_autoptr (SgnPatch) patch = sgn_cab_patch_sign (header, NULL, error);

  return patch != NULL ? sgn_input_new_patched (header->input, patch, error) : NULL;
}

/* A signed cabinet is hashed as it is; an unsigned one, whose signature is elsewhere, as it would
 * be. */
static SgnInput *
prepare (const CabHeader *header, GError **error)
{
  return header->signature_size > 0 ? sgn_input_ref (header->input) : make_room (header, error);
}

static gboolean
check_signable (const CabHeader *header, GError **error)
{
  const char *reason = NULL;

  if ((header->flags & CAB_FLAG_RESERVE_PRESENT) && !header->has_slot)
    reason = _ ("the reserved area of the cabinet is in use for something else");
  else if (header->signature_size == 0 && header->cb_cabinet != header->size)
    reason = _ ("the file continues after the end of the cabinet");
  /* Windows' cabinet library (FDI) states offsets as long, which has 32 bits there. */
  else if (header->cb_cabinet > G_MAXINT32 - SGN_INPUT_MAX_BYTES)
    reason = _ ("a signed cabinet must be smaller than 2 GiB");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

static GBytes *
cab_create_content (gpointer self,
                    const SgnContentOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  const CabHeader *header = self;
  g_autoptr (GBytes) link = g_bytes_new_static (obsolete_link, sizeof obsolete_link);
  g_autoptr (SgnRanges) ranges = get_ranges (header, choose_rule (header));
  g_autoptr (SgnInput) prepared = NULL;
  g_autoptr (GBytes) digest = NULL;

  if (!check_signable (header, error))
    return NULL;
  prepared = make_room (header, error);
  if (prepared == NULL)
    return NULL;
  digest = sgn_digest_range (prepared, ranges, options->hash, cancellable, error);
  if (digest == NULL)
    return NULL;
  return sgn_spc_indirect_data_encode (SGN_OID_SPC_CAB_DATA, link, options->hash, digest);
}

/* Keeps the digest that matches, or else the first one, so that the report shows that of the usual
 * rule. */
static gboolean
compute (const CabHeader *header,
         Rule rule,
         SgnContentResult *ret,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (SgnRanges) ranges = get_ranges (header, rule);
  g_autoptr (SgnInput) prepared = prepare (header, error);
  g_autoptr (GBytes) digest = NULL;

  if (prepared == NULL)
    return FALSE;
  digest = sgn_digest_range (prepared, ranges, ret->hash, cancellable, error);
  if (digest == NULL)
    return FALSE;
  ret->matches = g_bytes_equal (digest, ret->stored);
  if (ret->matches || ret->computed == NULL) {
    g_clear_pointer (&ret->computed, g_bytes_unref);
    ret->computed = g_steal_pointer (&digest);
  }
  return TRUE;
}

static gboolean
verify_digest (const CabHeader *header,
               SgnContentResult *ret,
               GCancellable *cancellable,
               GError **error)
{
  Rule rule = choose_rule (header);
  /* In all other cabinets both rules hash the same bytes. */
  gboolean differ = header->cb_cf_header != CAB_RESERVE_SIZE || header->i_cabinet != 0 ||
                    header->first_length != 0;

  if (!ret->hash_known)
    return TRUE;
  if (!compute (header, rule, ret, cancellable, error))
    return FALSE;
  if (ret->matches || !differ)
    return TRUE;
  return compute (header, rule == RULE_FIXED ? RULE_RESERVE : RULE_FIXED, ret, cancellable, error);
}

/* The digest of the signature's offset, which newer signing programs add to SpcLink: [1] class,
 * OCTET STRING with SET { SEQUENCE { OID, SET { OCTET STRING }}}. NULL if it cannot be read. */
static GBytes *
find_place_digest (GBytes *value)
{
  SgnDer der = sgn_der_from_bytes (value);
  SgnDerElement element;
  g_autoptr (GBytes) serialized = NULL;
  g_autofree char *oid = NULL;
  GBytes *digest = NULL;

  if (!sgn_der_expect (&der, 0xa1, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_octets (&der, &serialized, NULL))
    return NULL;
  der = sgn_der_from_bytes (serialized);
  if (!sgn_der_expect (&der, 0x31, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_expect (&der, 0x30, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_oid (&der, &oid, NULL) || !g_str_equal (oid, SGN_OID_SPC_CAB_PLACE_HASH) ||
      !sgn_der_expect (&der, 0x31, &element, NULL))
    return NULL;
  der = element.content;
  return sgn_der_octets (&der, &digest, NULL) ? digest : NULL;
}

/* The algorithm is told from the size of the digest, since the structure names none. A signature of
 * this type without a digest that can be checked does not match. */
static gboolean
verify_place (const CabHeader *header, GBytes *value, gboolean *matches, GError **error)
{
  g_autoptr (GBytes) stored = value != NULL ? find_place_digest (value) : NULL;
  g_autoptr (GBytes) computed = NULL;
  guint8 place[4];

  if (!sgn_input_read (header->input, OFFSET_PLACE, place, sizeof place, error))
    return FALSE;
  for (SgnHash hash = 0; stored != NULL && hash < SGN_N_HASHES; hash++)
    if (hash != SGN_HASH_MD5 && sgn_hash_get_size (hash) == g_bytes_get_size (stored))
      computed = sgn_hash_data (hash, place, sizeof place);
  *matches = *matches && computed != NULL && g_bytes_equal (computed, stored);
  return TRUE;
}

static gboolean
cab_verify_content (gpointer self,
                    GBytes *content,
                    SgnContentResult *ret,
                    SgnFindings *findings,
                    GCancellable *cancellable,
                    GError **error)
{
  const CabHeader *header = self;
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_auto (SgnContentResult) result = { 0 };
  gboolean enhanced;

  if (!sgn_spc_indirect_data_parse (content, &data, error))
    return FALSE;
  /* SignTool of Windows 10 and later writes the second type and covers the offset of the signature
   * as well, which the main digest leaves out. */
  enhanced = g_str_equal (data.type, SGN_OID_SPC_CAB_DATA_2);
  if (!enhanced && !g_str_equal (data.type, SGN_OID_SPC_CAB_DATA))
    return sgn_indirect_refuse (&data, error);
  sgn_indirect_fill (&data, &result);
  if (!verify_digest (header, &result, cancellable, error) ||
      (enhanced && !verify_place (header, data.value, &result.matches, error)))
    return FALSE;
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}

static GPtrArray *
cab_get_signatures (gpointer self, GError **error)
{
  const CabHeader *header = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) area = NULL;
  SgnDerElement element;
  SgnDer der;

  if (header->signature_size == 0)
    return g_steal_pointer (&signatures);
  area = sgn_input_read_bytes (header->input,
                               header->signature_offset,
                               header->signature_size,
                               error);
  if (area == NULL)
    return NULL;
  der = sgn_der_from_bytes (area);
  /* Bytes that are not DER are returned whole: reading them as a signature gives the error. */
  if (!sgn_der_next (&der, &element, NULL))
    element.whole = sgn_der_from_bytes (area);
  g_ptr_array_add (signatures, sgn_der_to_bytes (element.whole));
  return g_steal_pointer (&signatures);
}

static SgnPatch *
cab_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const CabHeader *header = self;

  if (signatures->len == 0 && header->signature_size == 0)
    return sgn_patch_new ();
  if (!check_signable (header, error))
    return NULL;
  if (signatures->len == 0)
    return sgn_cab_patch_remove (header, error);
  return sgn_cab_patch_sign (header, g_ptr_array_index (signatures, 0), error);
}

static void
cab_find_anomalies (gpointer self, SgnFindings *ret)
{
  sgn_cab_find_anomalies (self, ret);
}

static const char *const extensions[] = { "cab", NULL };

extern const SgnFormat sgn_format_cab;
const SgnFormat sgn_format_cab = {
  .id = "cab",
  .title = N_ ("Cabinet file"),
  .icon_name = "media-zip-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE,
  .probe = cab_probe,
  .open = cab_open,
  .close = cab_close,
  .get_caps = cab_get_caps,
  .create_content = cab_create_content,
  .verify_content = cab_verify_content,
  .get_signatures = cab_get_signatures,
  .put_signatures = cab_put_signatures,
  .find_anomalies = cab_find_anomalies,
};
