/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* What a catalog definition file (CDF) of MakeCat asks for. The catalog is always of version 2,
 * with SHA-256 and SHA-1, whatever the file says of that. */
typedef struct {
  char *output;                /* path: ResultDir and Name; NULL: it has no name */
  gboolean page_hashes;        /* PageHashes */
  GPtrArray *properties;       /* CATATTR of SgnCatalogProperty: of the whole list */
  GPtrArray *files;            /* of GFile, relative paths from the working directory on */
  GHashTable *file_properties; /* GFile of @files to GPtrArray of SgnCatalogProperty */
} SgnCatalogDefinition;

/* SGN_ERROR_FILE_DAMAGED names the line. (transfer full) */
SgnCatalogDefinition *sgn_catalog_definition_parse (GBytes *text, GError **error);
void sgn_catalog_definition_free (SgnCatalogDefinition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogDefinition, sgn_catalog_definition_free)
