/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

/* The hash algorithms of the Authenticode world, weakest first. */
typedef enum {
  SGN_HASH_MD5,
  SGN_HASH_SHA1,
  SGN_HASH_SHA256,
  SGN_HASH_SHA384,
  SGN_HASH_SHA512,
  SGN_N_HASHES
} SgnHash;

#define SGN_HASH_MAX_SIZE 64

gsize sgn_hash_get_size (SgnHash hash);        /* octets */
const char *sgn_hash_get_id (SgnHash hash);    /* "sha256": stable, in reports and options */
const char *sgn_hash_get_title (SgnHash hash); /* "SHA-256" */
const char *sgn_hash_get_oid (SgnHash hash);   /* dotted */
const EVP_MD *sgn_hash_get_md (SgnHash hash);  /* static */
gboolean sgn_hash_is_weak (SgnHash hash);      /* MD5, SHA-1 */
gboolean sgn_hash_from_id (const char *id, SgnHash *ret);
/* The digest that this number names, or that is part of the signature algorithm it names. */
gboolean sgn_hash_from_oid (const char *oid, SgnHash *ret);

/* The digest of @length octets at @data; NULL when OpenSSL is set up to refuse the algorithm.
 * (transfer full) */
GBytes *sgn_hash_data (SgnHash hash, gconstpointer data, gsize length);
GBytes *sgn_hash_bytes (SgnHash hash, GBytes *bytes);
