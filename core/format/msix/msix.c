/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

/* An app package or a bundle of them: a ZIP archive (APPNOTE 6.3, with ZIP64 records) that follows
 * the Open Packaging Conventions (ECMA-376 part 2).
 *
 *   local records:                        AXPC: all of them, as they are in the file
 *     payload
 *     AppxManifest.xml                    or AppxMetadata/AppxBundleManifest.xml
 *     AppxBlockMap.xml                    AXBM: inflated
 *     [Content_Types].xml                 AXCT: inflated
 *     AppxMetadata/CodeIntegrity.cat      AXCI: inflated; optional
 *     AppxSignature.p7x                   "PKCX", DER of ContentInfo; in no digest
 *   central directory, end records        AXCD: as they would be without the signature
 *
 *   SpcIndirectDataContent.messageDigest  "APPX" then tag and digest: AXPC AXCD AXCT AXBM [AXCI],
 *                                         all with the HashMethod of the block map
 *
 * Windows' package deployment reads the central directory and installs only files that the block
 * map lists, with the sizes and block digests given there. Part names are percent-encoded; names
 * that differ only in case or in the kind of slash are the same part. Deployment refuses files that
 * are not listed, duplicates, gaps, and local records that contradict the central directory. Only
 * the record of the signature and its central directory entry are not covered by the digests.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/archive/zip/uncovered.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/base/writer.h"
#include "core/format/msix/msix-inside.h"
#include "core/format/sip-kinds.h"
#include "core/format/sip.h"
#include "core/format/zip-inside.h"

static const guint8 magic[] = { 'P', 'K', 'C', 'X' };

static const SgnSpcSipInfo package_sip = {
  0x01010000,
  SGN_SIP_GUID_APPX,
};
static const SgnSpcSipInfo bundle_sip = {
  0x01010000,
  SGN_SIP_GUID_BUNDLE,
};

static const SgnSpcSipInfo *
get_sip (const MsixPackage *package)
{
  return package->bundle ? &bundle_sip : &package_sip;
}

/* Begins with "EXPH" or "EXBH", or has the name extension of an encrypted package. */
static gboolean
is_encrypted (SgnInput *input)
{
  static const char *const endings[] = { ".eappx", ".emsix", ".eappxbundle", ".emsixbundle" };
  const char *name = sgn_input_get_name (input);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;
  char start[4];

  if (sgn_input_read (input, 0, start, sizeof start, NULL) &&
      (memcmp (start, "EXPH", 4) == 0 || memcmp (start, "EXBH", 4) == 0))
    return TRUE;
  for (gsize i = 0; lower != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static const char *const extensions[] = { "msix", "appx", "msixbundle", "appxbundle", NULL };

static gboolean
is_manifest (const char *name)
{
  return g_str_equal (name, MSIX_MANIFEST) || g_str_equal (name, MSIX_BUNDLE_MANIFEST);
}

static gboolean
msix_probe (SgnInput *input)
{
  return is_encrypted (input) || sgn_zip_probe (input, extensions, is_manifest);
}

static gpointer
msix_open (SgnInput *input, GError **error)
{
  if (!is_encrypted (input))
    return sgn_msix_package_open (input, error);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FORMAT_UNSUPPORTED,
                       _ ("the package is encrypted; it can only be signed before encryption"));
  return NULL;
}

static void
msix_close (gpointer self)
{
  sgn_msix_package_free (self);
}

static const char *
msix_get_title (gpointer self)
{
  const MsixPackage *package = self;

  return package->bundle ? N_ ("App bundle") : N_ ("App package");
}

/* Windows refuses a signature whose digest is not that of the block map. */
static gboolean
msix_get_hash (gpointer self, SgnHash *ret)
{
  *ret = ((const MsixPackage *) self)->hash;
  return TRUE;
}

static GBytes *
msix_create_content (gpointer self,
                     const SgnContentOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  const MsixPackage *package = self;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GBytes) digest = NULL;

  if (!sgn_zip_check_signable (package->zip, error))
    return NULL;
  view = sgn_msix_package_view (package, TRUE, error);
  if (view == NULL)
    return NULL;
  digest = sgn_msix_package_digest (view, package->hash, cancellable, error);
  return digest != NULL ? sgn_sip_encode (get_sip (package), package->hash, digest) : NULL;
}

/* A damaged package counts as changed: its digest cannot be computed. The table of digests must use
 * the algorithm that it states, which must be that of the block map. */
static gboolean
compute (const MsixPackage *package,
         SgnContentResult *ret,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (SgnInput) view = sgn_msix_package_view (package, FALSE, error);
  g_autoptr (GError) local = NULL;

  if (view == NULL)
    return FALSE;
  ret->computed = sgn_msix_package_digest (view, package->hash, cancellable, &local);
  if (ret->computed == NULL && !g_error_matches (local, SGN_ERROR, SGN_ERROR_FILE_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  ret->matches = ret->hash_known && ret->hash == package->hash && ret->computed != NULL &&
                 g_bytes_equal (ret->stored, ret->computed);
  return TRUE;
}

static gboolean
msix_verify_content (gpointer self,
                     GBytes *content,
                     SgnContentResult *ret,
                     SgnFindings *findings,
                     GCancellable *cancellable,
                     GError **error)
{
  const MsixPackage *package = self;
  g_auto (SgnContentResult) result = { 0 };

  if (!sgn_sip_parse (content, get_sip (package), &result, error) ||
      !compute (package, &result, cancellable, error) ||
      !sgn_msix_block_map_verify (package, findings, cancellable, error))
    return FALSE;
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}

static GBytes *
read_signature (const MsixPackage *package, GError **error)
{
  g_autoptr (GBytes)
      part = sgn_zip_read (package->zip, package->signature, SGN_INPUT_MAX_BYTES, error);
  gsize size;
  const guint8 *data;

  if (part == NULL)
    return NULL;
  data = g_bytes_get_data (part, &size);
  if (size > sizeof magic && memcmp (data, magic, sizeof magic) == 0)
    return g_bytes_new_from_bytes (part, sizeof magic, size - sizeof magic);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_SIGNATURE_DAMAGED,
                       _ ("the signature part does not begin with “PKCX”"));
  return NULL;
}

static GPtrArray *
msix_get_signatures (gpointer self, GError **error)
{
  const MsixPackage *package = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *der;

  if (package->signature == NULL)
    return g_steal_pointer (&signatures);
  der = read_signature (package, error);
  if (der == NULL)
    return NULL;
  g_ptr_array_add (signatures, der);
  return g_steal_pointer (&signatures);
}

static void
append_signature (SgnZipEdit *edit, GBytes *der)
{
  GByteArray *part = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  sgn_writer_data (part, magic, sizeof magic);
  sgn_writer_bytes (part, der);
  bytes = g_byte_array_free_to_bytes (part);
  sgn_zip_edit_append (edit, MSIX_SIGNATURE, bytes, SGN_ZIP_DEFLATE);
}

static SgnPatch *
msix_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const MsixPackage *package = self;
  g_autoptr (SgnZipEdit) edit = NULL;

  if (signatures->len == 0 && package->signature == NULL)
    return sgn_patch_new ();
  if (signatures->len > 0 && !sgn_zip_check_signable (package->zip, error))
    return NULL;
  edit = sgn_msix_package_edit (package, signatures->len > 0, error);
  if (edit == NULL)
    return NULL;
  /* Windows does not support nested or further signatures in packages, so there is only the
   * first. */
  if (signatures->len > 0)
    append_signature (edit, g_ptr_array_index (signatures, 0));
  return sgn_zip_edit_finish (edit, error);
}

static gboolean
is_folded (const char *name)
{
  return TRUE;
}

/* Names that are written differently but are the same part. */
static void
find_ambiguous (const SgnZip *zip, SgnFindings *ret)
{
  g_autoptr (GHashTable)
      seen = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);

  for (guint i = 0; i < zip->entries->len; i++) {
    const SgnZipEntry *entry = zip->entries->pdata[i];
    /* "a%20b" and "a b" are one part, too. Names that differ only in case were found above. */
    g_autofree char *decoded = sgn_msix_block_map_decode_name (entry->name);
    g_autofree char *plain = g_ascii_strdown (entry->name, -1);
    char *part = g_ascii_strdown (decoded, -1);
    const char *other = g_hash_table_lookup (seen, part);

    if (other != NULL && !g_str_equal (other, plain))
      sgn_findings_add (ret,
                        SGN_FINDING_DUPLICATE_ENTRY,
                        SGN_SEVERITY_CHANGED,
                        entry->offset,
                        entry->end - entry->offset,
                        entry->name);
    g_hash_table_insert (seen, part, g_steal_pointer (&plain));
  }
}

/* Windows refuses a package with any of these findings. */
static void
msix_find_anomalies (gpointer self, SgnFindings *ret)
{
  const MsixPackage *package = self;

  sgn_zip_find_anomalies (package->zip, SGN_SEVERITY_CHANGED, is_folded, ret);
  find_ambiguous (package->zip, ret);
  if (package->signature != NULL)
    sgn_zip_find_uncovered_of (package->zip, package->signature, ret);
}

static gboolean
msix_check_signer (gpointer self, X509 *signer, GError **error)
{
  return sgn_msix_publisher_check (((const MsixPackage *) self)->publisher, signer, error);
}

static GPtrArray *
msix_list_inside (gpointer self, GCancellable *cancellable, GError **error)
{
  return sgn_msix_inside_list (self, cancellable, error);
}

static SgnInput *
msix_read_inside (gpointer self, const SgnInside *file, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_read (((const MsixPackage *) self)->zip, file, cancellable, error);
}

static SgnInput *
msix_put_inside (gpointer self, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  return sgn_msix_inside_put (self, files, cancellable, error);
}

static gboolean
msix_create_catalog (gpointer self, GPtrArray *contents, SgnInside **ret, GError **error)
{
  return sgn_msix_inside_create_catalog (self, contents, ret, error);
}

static const SgnContainer container = {
  .list = msix_list_inside,
  .read = msix_read_inside,
  .put = msix_put_inside,
  .create_catalog = msix_create_catalog,
};

extern const SgnFormat sgn_format_msix;
const SgnFormat sgn_format_msix = {
  .id = "msix",
  .title = N_ ("App package"),
  .icon_name = "package-x-generic-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_IS_PROGRAM | SGN_FORMAT_CAN_REMOVE,
  .container = &container,
  .probe = msix_probe,
  .open = msix_open,
  .close = msix_close,
  .get_title = msix_get_title,
  .get_hash = msix_get_hash,
  .create_content = msix_create_content,
  .verify_content = msix_verify_content,
  .get_signatures = msix_get_signatures,
  .put_signatures = msix_put_signatures,
  .find_anomalies = msix_find_anomalies,
  .check_signer = msix_check_signer,
};
