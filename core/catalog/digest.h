/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/catalog.h"
#include "core/format/subject.h"

/* The digests by which a catalog knows a file. */

/* The kind that Windows looks a file up by; FLAT where @subject is NULL. */
SgnCatalogKind sgn_catalog_choose_kind (const SgnSubject *subject);

/* What a signature of the file would state, where that has one plain digest; NULL without error
 * where it has none. (transfer full) */
GBytes *sgn_catalog_get_content (SgnSubject *subject,
                                 SgnHash hash,
                                 GCancellable *cancellable,
                                 GError **error);

/* The digest of one kind. NULL without error: the file has none. With sgn_input_keep_digests()
 * several algorithms cost one pass. (transfer full) */
GBytes *sgn_catalog_get_digest (SgnInput *input,
                                SgnSubject *subject,
                                SgnCatalogKind kind,
                                SgnHash hash,
                                GCancellable *cancellable,
                                GError **error);
