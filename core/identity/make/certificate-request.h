/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/identity.h"

/* A request for a code-signing certificate (PKCS#10, RFC 2986) under the name @subject: with
 * extendedKeyUsage codeSigning and keyUsage digitalSignature. @public_key may be the whole key;
 * @sign is called once with it, for a key in memory sgn_key_sign and the key itself. The finished
 * request is checked against the public key. (transfer full): DER. */
GBytes *sgn_certificate_request_new (X509_NAME *subject,
                                     EVP_PKEY *public_key,
                                     SgnSignFunc sign,
                                     gpointer key,
                                     GCancellable *cancellable,
                                     GError **error);

/* For sending it to an authority. (transfer full) */
char *sgn_certificate_request_to_pem (GBytes *der);
