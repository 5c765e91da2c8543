/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/writer.h"
#include "core/format/format.h"

#define MSIX_SIGNATURE       "AppxSignature.p7x"
#define MSIX_BLOCK_MAP       "AppxBlockMap.xml"
#define MSIX_CONTENT_TYPES   "[Content_Types].xml"
#define MSIX_CATALOG         "AppxMetadata/CodeIntegrity.cat"
#define MSIX_MANIFEST        "AppxManifest.xml"
#define MSIX_BUNDLE_MANIFEST "AppxMetadata/AppxBundleManifest.xml"

/* A package or bundle: a ZIP archive with parts of known names. */
typedef struct {
  SgnInput *input;
  SgnZip *zip;
  gboolean bundle;
  SgnHash hash;    /* of the block map, and so of the signature */
  char *publisher; /* a distinguished name, as the manifest has it */
  const SgnZipEntry *manifest;
  const SgnZipEntry *block_map;
  const SgnZipEntry *content_types;
  const SgnZipEntry *signature; /* NULL: not signed */
} MsixPackage;

/* FILE_DAMAGED, FORMAT_UNSUPPORTED. (transfer full) */
MsixPackage *sgn_msix_package_open (SgnInput *input, GError **error);
void sgn_msix_package_free (MsixPackage *self);

/* The edits that leave the package without its signature; for @signing with a list of content types
 * that knows of one, which may then be appended. (transfer full) */
SgnZipEdit *sgn_msix_package_edit (const MsixPackage *self, gboolean signing, GError **error);
/* The package as it is digested: as it is or as it will be. (transfer full) */
SgnInput *sgn_msix_package_view (const MsixPackage *self, gboolean signing, GError **error);
/* The table of digests that is signed, of such a view. (transfer full) */
GBytes *
sgn_msix_package_digest (SgnInput *view, SgnHash hash, GCancellable *cancellable, GError **error);

/* The text with the signature's part in it resp. without; NULL where there is no place for it.
 * (transfer full) */
GBytes *sgn_msix_content_types_add (GBytes *types);
GBytes *sgn_msix_content_types_add_catalog (GBytes *types);
GBytes *sgn_msix_content_types_remove (GBytes *types);

/* Which algorithm the block map of @zip uses. */
gboolean sgn_msix_block_map_read_hash (const SgnZip *zip,
                                       const SgnZipEntry *block_map,
                                       SgnHash *ret,
                                       GError **error);
/* Compares all payload with the block map; what differs is found. */
gboolean sgn_msix_block_map_verify (const MsixPackage *self,
                                    SgnFindings *findings,
                                    GCancellable *cancellable,
                                    GError **error);

/* Whether the @publisher of a manifest is the subject of @signer; PUBLISHER_MISMATCH shows both. */
gboolean sgn_msix_publisher_check (const char *publisher, X509 *signer, GError **error);
