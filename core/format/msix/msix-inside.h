/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/msix/msix-package.h"

/* Programs in a package, packages in a bundle: see SgnFormat. */
GPtrArray *
sgn_msix_inside_list (const MsixPackage *self, GCancellable *cancellable, GError **error);
SgnInput *sgn_msix_inside_put (const MsixPackage *self,
                               GPtrArray *files,
                               GCancellable *cancellable,
                               GError **error);

/* AppxMetadata/CodeIntegrity.cat, unsigned; NULL without error for a bundle or without programs. */
SgnInside *
sgn_msix_inside_create_catalog (const MsixPackage *self, GPtrArray *contents, GError **error);

/* The name that Windows gives a package: Name_Version_Architecture_ResourceId_PublisherId.
 * (transfer full) */
char *sgn_msix_full_name (GBytes *manifest, GError **error);

/* A file of a package as it will be. */
typedef struct {
  const char *name; /* of the entry */
  SgnInput *content;
  const SgnZipPacked *packed;
} MsixChange;

/* The block map with these files (of MsixChange) in place of the old ones of their names.
 * (transfer full) */
GBytes *sgn_msix_block_map_update (GBytes *block_map,
                                   SgnHash hash,
                                   GPtrArray *changes,
                                   GCancellable *cancellable,
                                   GError **error);
/* The name under which the block map knows an entry. (transfer full) */
char *sgn_msix_block_map_decode_name (const char *name);
