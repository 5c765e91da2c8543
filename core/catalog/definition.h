/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A catalog definition file (CDF) of MakeCat. The catalog is always of version 2 with SHA-256 and
 * SHA-1, whatever the file says. */
typedef struct {
  char *output;                /* ResultDir and Name as a path; (nullable): no name given */
  gboolean page_hashes;        /* PageHashes */
  GPtrArray *properties;       /* CATATTR entries of the catalog, of SgnCatalogProperty */
  GPtrArray *files;            /* of GFile; relative paths start at the working directory */
  GHashTable *file_properties; /* GFile of @files to GPtrArray of SgnCatalogProperty */
} SgnCatalogDefinition;

/* Errors: FILE_DAMAGED with the line number. (transfer full) */
SgnCatalogDefinition *sgn_catalog_definition_parse (GBytes *text,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_catalog_definition_free (SgnCatalogDefinition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogDefinition, sgn_catalog_definition_free)
