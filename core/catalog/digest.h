/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/catalog.h"
#include "core/format/subject.h"

/* The digests that identify a file in a catalog. */

/* The kind of digest by which Windows looks up the file; FLAT if @subject is NULL. */
SgnCatalogKind sgn_catalog_choose_kind (const SgnSubject *subject);

/* The signed content, from which the digest is taken, as a signature of the file would have it;
 * *ret is NULL if there is none with a single plain digest. Errors: those of reading the file.
 * (transfer full) */
gboolean sgn_catalog_get_content (SgnSubject *subject,
                                  SgnHash hash,
                                  GBytes **ret,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A file that catalogs may list. */
typedef struct {
  SgnInput *input;
  SgnSubject *subject; /* (nullable): a type of file that is not known */
} SgnCatalogFile;

/* The digest of one kind; *ret is NULL if the file has none. After sgn_input_keep_digests() several
 * algorithms are computed in one pass. Errors: those of reading the file. (transfer full) */
gboolean sgn_catalog_get_digest (const SgnCatalogFile *file,
                                 SgnCatalogKind kind,
                                 SgnHash hash,
                                 GBytes **ret,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
