/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/catalog.h"
#include "core/io/input.h"
#include "core/report/report.h"

/* Catalogs by the digests of their members: one look instead of a walk through every list. Filled
 * first, then shared between threads. Reference-counted. */
typedef struct _SgnCatalogs SgnCatalogs;

SgnCatalogs *sgn_catalogs_new (void);
SgnCatalogs *sgn_catalogs_ref (SgnCatalogs *self);
void sgn_catalogs_unref (SgnCatalogs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogs, sgn_catalogs_unref)

/* The list in a catalog, signed or not; octets may follow it. FILE_DAMAGED, SIGNATURE_DAMAGED,
 * FORMAT_UNSUPPORTED. (transfer full) */
SgnCtl *sgn_catalog_read (SgnInput *input, GError **error);

/* @report: on the catalog itself. */
gboolean
sgn_catalogs_add (SgnCatalogs *self, const SgnCtl *list, SgnReport *report, GError **error);

/* The algorithms (bits 1 << SgnHash) of the members of one kind. @beside: also of those that stand
 * beside a stronger digest. */
guint sgn_catalogs_get_hashes (const SgnCatalogs *self, SgnCatalogKind kind, gboolean beside);

/* The reports on the catalogs that list @digest (of SgnReport, not owned), or NULL. */
GPtrArray *sgn_catalogs_find (const SgnCatalogs *self, SgnCatalogKind kind, GBytes *digest);

/* All of them, in the order added. */
GPtrArray *sgn_catalogs_get_reports (const SgnCatalogs *self);
