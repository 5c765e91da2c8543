/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"
#include "core/verify/options.h"

/* Reads and checks the catalogs at @paths (of GFile): files, and folders with all *.cat in them.
 * What is no catalog is an error, inside of a folder it is left out. A catalog that is not intact
 * is kept, and never counts. (transfer full) */
SgnCatalogs *sgn_verify_load_catalogs (GPtrArray *paths,
                                       const SgnVerifyOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);

/* The same for one file or folder, among those there are. */
gboolean sgn_verify_add_catalogs (SgnCatalogs *self,
                                  GFile *path,
                                  const SgnVerifyOptions *options,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean sgn_verify_is_catalog_name (const char *name); /* *.cat */
