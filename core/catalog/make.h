/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/io/digest.h"

typedef struct {
  const char *os;              /* (nullable): versions of Windows, "2:10.0,2:6.3" */
  GHashTable *file_properties; /* (nullable), GFile of the list to GPtrArray of SgnCatalogProperty:
                                  said of a file instead of its name and @os */
  GPtrArray *properties;       /* (nullable), of SgnCatalogProperty: said of the whole list */
  gboolean without_sha1;       /* no entries for versions of Windows before 8 */
  gboolean page_hashes;        /* of programs */
} SgnCatalogOptions;

/* A catalog, not signed yet, of these files (of GFile). Each stands in it by the digest Windows
 * looks it up by, and where its kind has one of its own, by that too. (transfer full) */
GBytes *sgn_catalog_make (GPtrArray *files,
                          const SgnCatalogOptions *options,
                          GCancellable *cancellable,
                          GError **error);
