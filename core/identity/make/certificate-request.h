/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/identity.h"

/* Makes a request for a code-signing certificate (PKCS #10, RFC 2986) for @subject, with
 * extendedKeyUsage codeSigning and keyUsage digitalSignature. @public_key may include the private
 * half. @sign is called once with @key; for a key in memory use sgn_key_sign() and the key itself.
 * The result is checked against the public key. Errors: KEY_UNSUPPORTED, KEY_FAILED, FAILED, and
 * those of @sign. (transfer full): DER */
GBytes *sgn_certificate_request_new (X509_NAME *subject,
                                     EVP_PKEY *public_key,
                                     SgnSignFunc sign,
                                     gpointer key,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The request in PEM, as authorities expect it. (transfer full) */
char *sgn_certificate_request_to_pem (GBytes *der) G_GNUC_WARN_UNUSED_RESULT;
