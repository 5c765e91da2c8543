/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <openssl/evp.h>
#include <p11-kit/pkcs11.h>

#include "core/identity/make/new-key.h"

/* Public keys as PKCS #11 writes them. */

/* The public key of that object: RSA or an EC key on a named curve; NULL for any other, and for
 * one that is not well-formed. (transfer full) */
EVP_PKEY *sgn_public_key_read (CK_FUNCTION_LIST *functions,
                               CK_SESSION_HANDLE session,
                               CK_OBJECT_HANDLE object);

/* How a key of that kind is made: the mechanism, and what its public part is to be like. The array
 * holds SGN_PUBLIC_KEY_N_ATTRIBUTES; its values are static. */
#define SGN_PUBLIC_KEY_N_ATTRIBUTES 2
CK_MECHANISM_TYPE sgn_public_key_get_mechanism (SgnKeyKind kind);
guint sgn_public_key_fill (SgnKeyKind kind, CK_ATTRIBUTE *attributes); /* how many */
