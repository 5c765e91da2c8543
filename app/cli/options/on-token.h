/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

#include "core/token/writer/writer.h"

/* The parts of request and join for a key on the token of --token. */

/* Makes a key and a request for it (DER). @writer can delete the key again if the request cannot be
 * saved; @uri is the address of the key. Errors: those of sgn_token_request(). All are (transfer
 * full). */
GBytes *sgn_on_token_make_request (X509_NAME *subject,
                                   SgnKeyKind kind,
                                   SgnTokenWriter **writer,
                                   char **uri,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Stores the one of @certificates (of SgnCertificate) whose key is on the token, together with the
 * authorities among them. @uri is its address. Errors: those of sgn_token_join(). Both are
 * (transfer full). */
SgnCertificate *
sgn_on_token_put (GPtrArray *certificates, char **uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;
