/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/io/digest.h"

typedef struct {
  const char *os; /* (nullable): Windows versions, "2:10.0,2:6.3" */
  /* (nullable), GFile to GPtrArray of SgnCatalogProperty: replaces the file's name and @os */
  GHashTable *file_properties;
  GPtrArray *properties; /* (nullable), of SgnCatalogProperty: applies to the whole list */
  gboolean without_sha1; /* omit entries needed by Windows versions before 8 */
  gboolean page_hashes;  /* for programs */
} SgnCatalogOptions;

/* Makes an unsigned catalog of @files (of GFile). Each is listed by the digest by which Windows
 * looks it up and, if its format defines one, by that digest, too. Errors: those of reading the
 * files. (transfer full) */
GBytes *sgn_catalog_make (GPtrArray *files,
                          const SgnCatalogOptions *options,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
