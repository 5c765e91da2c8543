/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/catalog.h"
#include "core/io/input.h"
#include "core/report/report.h"

/* Indexes catalogs by the digests of their members, so that looking up a file does not search every
 * list. Fill it first; after that it may be shared between threads. Reference-counted. */
typedef struct _SgnCatalogs SgnCatalogs;

SgnCatalogs *sgn_catalogs_new (void) G_GNUC_WARN_UNUSED_RESULT;
SgnCatalogs *sgn_catalogs_ref (SgnCatalogs *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_catalogs_unref (SgnCatalogs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogs, sgn_catalogs_unref)

/* Reads the list in a catalog, signed or not; more bytes may follow it. Errors: FILE_DAMAGED,
 * SIGNATURE_DAMAGED, FORMAT_UNSUPPORTED. (transfer full) */
SgnCtl *sgn_catalog_read (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the members of @list. @report is the result of verifying the catalog; it is referenced.
 * Errors: FILE_DAMAGED. */
gboolean sgn_catalogs_add (SgnCatalogs *self, const SgnCtl *list, SgnReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The algorithms (bits 1 << SgnHash) used for members of one kind. @beside includes those that only
 * accompany a stronger digest. */
guint sgn_catalogs_get_hashes (const SgnCatalogs *self, SgnCatalogKind kind, gboolean beside);

/* The reports on the catalogs that contain @digest, of SgnReport. (nullable) (transfer none) */
GPtrArray *sgn_catalogs_find (const SgnCatalogs *self, SgnCatalogKind kind, GBytes *digest);

/* The reports on all catalogs in the order in which they were added. (transfer none) */
GPtrArray *sgn_catalogs_get_reports (const SgnCatalogs *self);
