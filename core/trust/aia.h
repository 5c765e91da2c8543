/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

/* Downloads the issuers of @certificate that are not among @known (of SgnCertificate, nullable)
 * from the addresses in the certificates (authorityInfoAccess, caIssuers; RFC 5280, 4.2.2.1). Only
 * http is used, with limits on size, time and depth, and only certificates that verify as issuers
 * are kept. Returns the chain above @certificate, nearest first, without the root. @complete
 * (nullable): whether the root was reached. Errors: ISSUER_MISSING when no issuer of @certificate
 * was found; G_IO_ERROR_CANCELLED. (transfer full) */
GPtrArray *sgn_aia_fetch (SgnCertificate *certificate,
                          GPtrArray *known,
                          gboolean *complete,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_aia_fetch_async (SgnCertificate *certificate,
                          GPtrArray *known,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *sgn_aia_fetch_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
