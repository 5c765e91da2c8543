/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/msix/msix-package.h"

/* Programs in a package, or packages in a bundle. See SgnContainer of
 * SgnFormat. (transfer full) */
GPtrArray *sgn_msix_inside_list (const MsixPackage *self,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
SgnInput *sgn_msix_inside_put (const MsixPackage *self,
                               GPtrArray *files,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* AppxMetadata/CodeIntegrity.cat, unsigned; *ret is NULL for a bundle or without programs.
 * @contents: see SgnContainer. (transfer full) */
gboolean sgn_msix_inside_create_catalog (const MsixPackage *self,
                                         GPtrArray *contents,
                                         SgnInside **ret,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The full name of a package: Name_Version_Architecture_ResourceId_PublisherId. Errors:
 * SGN_ERROR_FILE_DAMAGED. (transfer full) */
char *sgn_msix_full_name (GBytes *manifest, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A changed file of a package. */
typedef struct {
  const char *name; /* name of the ZIP entry */
  SgnInput *content;
  const SgnZipPacked *packed;
} MsixChange;

/* The block map with the elements of these files (of MsixChange) updated. (transfer full) */
GBytes *sgn_msix_block_map_update (GBytes *block_map,
                                   SgnHash hash,
                                   GPtrArray *changes,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The name of a ZIP entry in the block map. (transfer full) */
char *sgn_msix_block_map_decode_name (const char *name);
