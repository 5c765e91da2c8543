/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <openssl/evp.h>
#include <p11-kit/pkcs11.h>

#include "core/identity/make/new-key.h"

/* Public keys in the representation of PKCS #11. */

/* The public key of @object: RSA, or EC on a named curve. NULL for other keys and malformed ones.
 * (transfer full) */
EVP_PKEY *sgn_public_key_read (CK_FUNCTION_LIST *functions,
                               CK_SESSION_HANDLE session,
                               CK_OBJECT_HANDLE object) G_GNUC_WARN_UNUSED_RESULT;

/* The mechanism and the public-key template for generating a key. @attributes must have room for
 * SGN_PUBLIC_KEY_N_ATTRIBUTES; the values in it are static. */
#define SGN_PUBLIC_KEY_N_ATTRIBUTES 2
CK_MECHANISM_TYPE sgn_public_key_get_mechanism (SgnKeyKind kind);
/* returns the number of attributes */
guint sgn_public_key_fill (SgnKeyKind kind, CK_ATTRIBUTE *attributes);
