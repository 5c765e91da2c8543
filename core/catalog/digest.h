/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/catalog.h"
#include "core/format/subject.h"

/* The digests that identify a file in a catalog. */

/* The kind of digest by which Windows looks up the file; FLAT if @subject is NULL. */
SgnCatalogKind sgn_catalog_choose_kind (const SgnSubject *subject);

/* The signed content, from which the digest is taken, as a signature of the file would have it.
 * NULL without an error if there is none with a single plain digest. Errors: those of reading the
 * file. (transfer full) */
GBytes *sgn_catalog_get_content (SgnSubject *subject,
                                 SgnHash hash,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The digest of one kind. NULL without an error if the file has none. After
 * sgn_input_keep_digests() several algorithms are computed in one pass. Errors: those of reading
 * the file. (transfer full) */
GBytes *sgn_catalog_get_digest (SgnInput *input,
                                SgnSubject *subject,
                                SgnCatalogKind kind,
                                SgnHash hash,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
