/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

#include "core/token/writer/writer.h"

/* What request and join do when the key lies on the token of --token. */

/* Makes a key and a request for it. @writer: to take the key away again when the request cannot be
 * kept; @uri: where the key is. All (transfer full). */
GBytes *sgn_on_token_make_request (X509_NAME *subject,
                                   SgnKeyKind kind,
                                   SgnTokenWriter **writer,
                                   char **uri,
                                   GError **error);

/* Puts the one of @certificates (of SgnCertificate) whose key is there beside it, and the
 * authorities among them. @uri: where it is (transfer full). (transfer full) */
SgnCertificate *sgn_on_token_put (GPtrArray *certificates, char **uri, GError **error);
