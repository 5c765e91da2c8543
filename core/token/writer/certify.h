/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <openssl/x509.h>

#include "core/token/writer/writer.h"

/* A certificate for a key on a token: it is requested, and put beside the key once it is issued. */

/* Makes a key and a request for it, in DER. @id: the new CKA_ID; without a request there is no key
 * either. Both (transfer full). */
GBytes *sgn_token_make_request (SgnTokenWriter *writer,
                                X509_NAME *subject,
                                SgnKeyKind kind,
                                GBytes **id,
                                GCancellable *cancellable,
                                GError **error);
/* Puts the one of @certificates (of SgnCertificate) whose key is there beside it, and the
 * authorities among them. @wanted (nullable): the CKA_ID that the key must have. TOKEN_KEY_MISSING,
 * KEY_MISMATCH. @id: that of the key. Both (transfer full). */
SgnCertificate *sgn_token_join (SgnTokenWriter *writer,
                                GPtrArray *certificates,
                                GBytes *wanted,
                                GBytes **id,
                                GCancellable *cancellable,
                                GError **error);
