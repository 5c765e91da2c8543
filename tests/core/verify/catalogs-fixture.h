/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/verify/catalogs.h"
#include "tests/support/publisher.h"

#define CATALOG_NAME "f.cat"

GBytes *catalogs_new_text (const char *text);
void catalogs_add_file (Publisher *publisher, GPtrArray *files, const char *name, GBytes *bytes);
/* A program, an installation package, a file that carries no signature. (transfer full) */
GPtrArray *catalogs_new_files (Publisher *publisher);

/* A catalog of these files, not signed yet. (transfer full) */
GBytes *catalogs_make (GPtrArray *files, gboolean without_sha1);
/* Where it lies once it is signed. (transfer full) */
GFile *catalogs_sign (Publisher *publisher, GBytes *plain);
/* @path: a catalog or a folder. (transfer full) */
SgnCatalogs *catalogs_load (GFile *path, SgnAnchors *anchors);
SgnCatalogs *catalogs_sign_and_load (Publisher *publisher, GBytes *plain);

/* (transfer full) */
SgnReport *catalogs_verify (const Publisher *publisher, GFile *file, SgnCatalogs *catalogs);
gboolean catalogs_has_finding (const SgnReport *report, SgnFindingCode code, const char *detail);
/* One file after the other has this verdict, by the catalog where it has one. */
void catalogs_assert_verdicts (const Publisher *publisher,
                               GPtrArray *files,
                               SgnCatalogs *catalogs,
                               SgnVerdict verdict);
