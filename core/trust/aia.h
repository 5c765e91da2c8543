/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

/* Fetches the issuers of @certificate that are not among @known (of SgnCertificate, nullable) from
 * where the certificates themselves say they lie (authorityInfoAccess, caIssuers; RFC 5280,
 * 4.2.2.1): over http alone, with limits on size, time and depth, and only what really issued.
 * Answers with the whole chain above @certificate, nearest first, without the root; @complete
 * (nullable): the root was reached. ISSUER_MISSING when nothing is found above @certificate
 * itself. (transfer full) */
GPtrArray *sgn_aia_fetch (SgnCertificate *certificate,
                          GPtrArray *known,
                          gboolean *complete,
                          GCancellable *cancellable,
                          GError **error);
void sgn_aia_fetch_async (SgnCertificate *certificate,
                          GPtrArray *known,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *sgn_aia_fetch_finish (GAsyncResult *result, GError **error);

/* Where the certificate says that its issuer's lies: addresses with http, NULL-terminated, never
 * NULL. (transfer full) */
char **sgn_aia_get_addresses (SgnCertificate *certificate);
