/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/writer.h"
#include "core/format/format.h"

/* Names of the parts. Windows finds them by exactly these names. */
#define MSIX_SIGNATURE       "AppxSignature.p7x"
#define MSIX_BLOCK_MAP       "AppxBlockMap.xml"
#define MSIX_CONTENT_TYPES   "[Content_Types].xml"
#define MSIX_CATALOG         "AppxMetadata/CodeIntegrity.cat"
#define MSIX_MANIFEST        "AppxManifest.xml"
#define MSIX_BUNDLE_MANIFEST "AppxMetadata/AppxBundleManifest.xml"

/* A package or bundle. */
typedef struct {
  SgnInput *input;
  SgnZip *zip;
  gboolean bundle;
  SgnHash hash;    /* HashMethod of the block map, which the signature must use */
  char *publisher; /* Publisher of <Identity>, a distinguished name */
  const SgnZipEntry *manifest;
  const SgnZipEntry *block_map;
  const SgnZipEntry *content_types;
  const SgnZipEntry *signature; /* NULL: not signed */
} MsixPackage;

/* SGN_ERROR_FILE_DAMAGED, SGN_ERROR_FORMAT_UNSUPPORTED. Takes a reference to @input. (transfer
 * full) */
MsixPackage *sgn_msix_package_open (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_msix_package_free (MsixPackage *self);

/* The edits that remove the signature. With @signing, the list of content types also gets the
 * signature, which the caller can then append. (transfer full) */
SgnZipEdit *sgn_msix_package_edit (const MsixPackage *self,
                                   gboolean signing,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The package to compute the digests of: without its signature, as it is or (with @signing) as it
 * will be. (transfer full) */
SgnInput *sgn_msix_package_view (const MsixPackage *self,
                                 gboolean signing,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The table of digests that gets signed, from such a view. (transfer full) */
GBytes *sgn_msix_package_digest (SgnInput *view,
                                 SgnHash hash,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The list of content types with or without the part of the signature (or of the catalog); NULL if
 * it cannot be edited. (transfer full) */
GBytes *sgn_msix_content_types_add (GBytes *types);
GBytes *sgn_msix_content_types_add_catalog (GBytes *types);
GBytes *sgn_msix_content_types_remove (GBytes *types);

/* Reads the algorithm of the block map of @zip. SGN_ERROR_FILE_DAMAGED. */
gboolean sgn_msix_block_map_read_hash (const SgnZip *zip,
                                       const SgnZipEntry *block_map,
                                       SgnHash *ret,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Compares all payload with the block map; adds a finding for each difference. FALSE only if the
 * file cannot be read. */
gboolean sgn_msix_block_map_verify (const MsixPackage *self,
                                    SgnFindings *findings,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the @publisher of a manifest is the subject of @signer; SGN_ERROR_PUBLISHER_MISMATCH
 * shows both. */
gboolean sgn_msix_publisher_check (const char *publisher,
                                   X509 *signer,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
