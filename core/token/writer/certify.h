/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <openssl/x509.h>

#include "core/token/writer/writer.h"

/* Certificates for keys on a token: requested first, and stored next to the key once issued. */

/* Makes a key and a request for it. If the request fails, the key is deleted. Errors: those of
 * sgn_token_writer_make_key() and sgn_certificate_request_new(). Returns DER and sets @id to the
 * new CKA_ID. Both are (transfer full). */
GBytes *sgn_token_make_request (SgnTokenWriter *writer,
                                X509_NAME *subject,
                                SgnKeyKind kind,
                                GBytes **id,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Stores the one of @certificates (of SgnCertificate) whose key is on the token, together with
 * the authorities among them. @wanted (nullable): the CKA_ID that the key must have. Errors:
 * TOKEN_KEY_MISSING, KEY_MISMATCH. @id is set to the CKA_ID of the key. Both are (transfer
 * full). */
SgnCertificate *sgn_token_join (SgnTokenWriter *writer,
                                GPtrArray *certificates,
                                GBytes *wanted,
                                GBytes **id,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
