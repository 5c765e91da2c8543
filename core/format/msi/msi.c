/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"

/* An installation package, patch or transform: a compound file ([MS-CFB]) with one of three root
 * CLSIDs. The signature is not documented; this is what SignTool and msiexec do.
 *
 *   Root Entry
 *     "\5DigitalSignature"         stream: DER of ContentInfo; not hashed
 *     "\5MsiDigitalSignatureEx"    stream, optional: M, the digest of the metadata
 *     "\5SummaryInformation"       stream: property set, begins with FE FF 00 00
 *     tables, cabinets             streams
 *     transforms (of a patch)      storages
 *
 *   digest      H (M if it exists, D (Root Entry))
 *   D (storage) for each child, in memcmp order of the UTF-16LE names: the bytes of a stream, or
 *               D of a storage; at the end the CLSID of the storage
 *   M           H (for each entry in the same order: name, CLSID or size, state bits, times)
 *
 * msiexec looks streams up by name through Windows' structured storage, in trees ordered by length
 * and upper case. D does not cover names, nor where one stream ends and the next begins, nor which
 * storage a stream is in. Only M covers these, so where M exists it must be right. Without M, the
 * digest cannot be told from a stream that sorts first; the hashed bytes must then begin like a
 * package, and a finding says that names are not covered. A tree that is out of order hides signed
 * entries from msiexec and counts as changed. Bytes outside streams are examined.
 */

#include "config.h"
#include "core/format/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/indirect.h"
#include "core/format/msi/msi-package.h"
#include "core/format/sip-kinds.h"
#include "core/format/sip.h"

/* {000C10F1-0000-0000-C000-000000000046}; older versions of SignTool write version 1. */
static const SgnSpcSipInfo sip_info = {
  .version = 2,
  .guid = SGN_SIP_GUID_MSI,
};

static gboolean
msi_probe (SgnInput *input)
{
  return sgn_cfb_probe (input);
}

static gpointer
msi_open (SgnInput *input, GError **error)
{
  return sgn_msi_package_new (input, error);
}

static void
msi_close (gpointer self)
{
  sgn_msi_package_free (self);
}

static const char *
msi_get_title (gpointer self)
{
  const MsiPackage *package = self;

  switch (package->kind) {
  case MSI_PATCH:
    return N_ ("Installation patch");
  case MSI_TRANSFORM:
    return N_ ("Installation transform");
  case MSI_PACKAGE:
  case MSI_UNKNOWN:
  default:
    return N_ ("Installation package");
  }
}

static SgnFormatCaps
msi_get_caps (gpointer self)
{
  const MsiPackage *package = self;

  return package->kind == MSI_UNKNOWN ? 0 : SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE;
}

/* Data after the last sector may not be dropped, and entries that msiexec does not find must not be
 * signed. */
static gboolean
check_structure (const MsiPackage *package, GError **error)
{
  SgnCfbSpaces spaces;
  const char *reason = NULL;

  if (!sgn_cfb_find_spaces (package->cfb, &spaces, error))
    return FALSE;
  if (spaces.behind.size > 0)
    reason = _ ("the file continues after the end of the package");
  else if (sgn_cfb_find_misordered (package->cfb) != SGN_CFB_NONE)
    reason = _ ("the directory of the package is out of order");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

/* There is one digest of the metadata for all signatures of a file. */
static gboolean
check_hash (const MsiPackage *package, const SgnContentOptions *options, GError **error)
{
  if (!options->appends || package->signature_ex == SGN_CFB_NONE ||
      sgn_cfb_get_entry (package->cfb, package->signature_ex)->size ==
          sgn_hash_get_size (options->hash))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_NOT_SIGNABLE,
               _ ("a further signature must use the hash algorithm of the first one, not %s"),
               sgn_hash_get_title (options->hash));
  return FALSE;
}

static GBytes *
create_metadata (const MsiPackage *package, const SgnContentOptions *options)
{
  if (options->appends && package->signature_ex == SGN_CFB_NONE)
    return NULL;
  return sgn_msi_digest_metadata (package, options->hash);
}

static GBytes *
msi_create_content (gpointer self,
                    const SgnContentOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  const MsiPackage *package = self;
  g_autoptr (GBytes) metadata = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) value = NULL;

  if (!sgn_msi_package_check_signable (package, error) || !check_structure (package, error) ||
      !check_hash (package, options, error))
    return NULL;
  metadata = create_metadata (package, options);
  digest = sgn_msi_digest (package, options->hash, metadata, cancellable, error);
  if (digest == NULL)
    return NULL;
  value = sgn_spc_sip_info_encode (&sip_info);
  return sgn_spc_indirect_data_encode (SGN_OID_SPC_SIP_INFO, value, options->hash, digest);
}

/* MsiDigitalSignatureEx must be right, too. If only that stream is wrong, the result shows the
 * digest that it leads to, which differs from the signed one as well. */
static GBytes *
compute_digest (const MsiPackage *package,
                const SgnSpcIndirectData *data,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GBytes) stored = sgn_msi_package_read_ex (package);
  g_autoptr (GBytes) metadata = NULL;
  g_autoptr (GBytes) digest = NULL;

  if (package->signature_ex != SGN_CFB_NONE)
    metadata = sgn_msi_digest_metadata (package, data->hash);
  digest = sgn_msi_digest (package, data->hash, metadata, cancellable, error);
  if (digest == NULL || metadata == NULL || !g_bytes_equal (digest, data->digest) ||
      (stored != NULL && g_bytes_equal (stored, metadata)))
    return g_steal_pointer (&digest);
  return sgn_msi_digest (package, data->hash, stored, cancellable, error);
}

static gboolean
verify_digest (const MsiPackage *package,
               const SgnSpcIndirectData *data,
               SgnContentResult *ret,
               GCancellable *cancellable,
               GError **error)
{
  sgn_indirect_fill (data, ret);
  if (!data->hash_known)
    return TRUE;

  ret->computed = compute_digest (package, data, cancellable, error);
  if (ret->computed == NULL)
    return FALSE;
  ret->matches = g_bytes_equal (ret->stored, ret->computed);
  return TRUE;
}

/* Some signers leave out streams with the name of a signature in every storage. */
static gboolean
verify_loosely (const MsiPackage *package,
                const SgnSpcIndirectData *data,
                SgnContentResult *ret,
                SgnFindings *findings,
                GCancellable *cancellable,
                GError **error)
{
  guint32 misplaced = sgn_msi_find_misplaced (package);
  g_autoptr (GBytes) digest = NULL;

  if (ret->matches || !data->hash_known || package->signature_ex != SGN_CFB_NONE ||
      misplaced == SGN_CFB_NONE)
    return TRUE;
  digest = sgn_msi_digest_loosely (package, data->hash, NULL, cancellable, error);
  if (digest == NULL)
    return FALSE;
  if (g_bytes_equal (digest, ret->stored)) {
    g_bytes_unref (ret->computed);
    ret->computed = g_steal_pointer (&digest);
    ret->matches = TRUE;
    sgn_findings_add (findings,
                      SGN_FINDING_MISPLACED,
                      SGN_SEVERITY_ADDED,
                      sgn_cfb_get_offset (package->cfb, misplaced),
                      sgn_cfb_get_entry (package->cfb, misplaced)->size,
                      NULL);
  }
  return TRUE;
}

/* The digest cannot distinguish MsiDigitalSignatureEx from a stream that is hashed first. With its
 * content moved there, names and times would not be covered. */
static void
find_renamed (const MsiPackage *package, const SgnContentResult *result, SgnFindings *findings)
{
  guint32 first;

  if (!result->matches || package->signature_ex != SGN_CFB_NONE ||
      sgn_msi_begins_as_package (package))
    return;
  first = sgn_cfb_get_child (package->cfb, SGN_CFB_ROOT, 0);
  sgn_findings_add (findings,
                    SGN_FINDING_MISPLACED,
                    SGN_SEVERITY_ADDED,
                    sgn_cfb_get_offset (package->cfb, first),
                    sgn_cfb_get_entry (package->cfb, first)->size,
                    NULL);
}

static gboolean
msi_verify_content (gpointer self,
                    GBytes *content,
                    SgnContentResult *ret,
                    SgnFindings *findings,
                    GCancellable *cancellable,
                    GError **error)
{
  const MsiPackage *package = self;
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_auto (SgnContentResult) result = { 0 };

  if (!sgn_spc_indirect_data_parse (content, &data, error) ||
      !sgn_sip_check_kind (&data, &sip_info, error) ||
      !verify_digest (package, &data, &result, cancellable, error) ||
      !verify_loosely (package, &data, &result, findings, cancellable, error))
    return FALSE;

  find_renamed (package, &result, findings);
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}

static GPtrArray *
msi_get_signatures (gpointer self, GError **error)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (MsiSignature) signature = { 0 };

  if (!sgn_msi_package_read_signature (self, &signature, error))
    return NULL;
  if (signature.der != NULL)
    g_ptr_array_add (signatures, g_steal_pointer (&signature.der));
  return g_steal_pointer (&signatures);
}

static SgnPatch *
msi_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  return sgn_msi_put (self, signatures, error);
}

static void
msi_find_anomalies (gpointer self, SgnFindings *ret)
{
  sgn_msi_find_anomalies (self, ret);
}

static const char *const extensions[] = { "msi", "msp", "mst", "msm", NULL };

extern const SgnFormat sgn_format_msi;
const SgnFormat sgn_format_msi = {
  .id = "msi",
  .title = N_ ("Installation package"),
  .icon_name = "package-x-generic-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE,
  .probe = msi_probe,
  .open = msi_open,
  .close = msi_close,
  .get_title = msi_get_title,
  .get_caps = msi_get_caps,
  .create_content = msi_create_content,
  .verify_content = msi_verify_content,
  .get_signatures = msi_get_signatures,
  .put_signatures = msi_put_signatures,
  .find_anomalies = msi_find_anomalies,
};
