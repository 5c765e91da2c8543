/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"
#include "core/verify/options.h"

/* Reads and verifies the catalogs at @paths (of GFile): files, and folders including all their
 * *.cat files. A file that is not a catalog is an error, but ignored inside a folder. Catalogs that
 * are not intact are kept but never count. Errors: FILE_DAMAGED, FILE_UNREADABLE,
 * SIGNATURE_DAMAGED, FORMAT_UNSUPPORTED, G_IO_ERROR_CANCELLED. (transfer full) */
SgnCatalogs *sgn_verify_load_catalogs (GPtrArray *paths,
                                       const SgnVerifyOptions *options,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds one file or folder in the same way. */
gboolean sgn_verify_add_catalogs (SgnCatalogs *self,
                                  GFile *path,
                                  const SgnVerifyOptions *options,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_verify_is_catalog_name (const char *name); /* whether it ends in .cat */
