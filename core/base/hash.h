/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/evp.h>

/* Hash algorithms used with Authenticode, weakest first. */
typedef enum {
  SGN_HASH_MD5,
  SGN_HASH_SHA1,
  SGN_HASH_SHA256,
  SGN_HASH_SHA384,
  SGN_HASH_SHA512,
  SGN_N_HASHES
} SgnHash;

#define SGN_HASH_MAX_SIZE 64

gsize sgn_hash_get_size (SgnHash hash);        /* in bytes */
const char *sgn_hash_get_id (SgnHash hash);    /* "sha256": stable, in reports and options */
const char *sgn_hash_get_title (SgnHash hash); /* "SHA-256" */
const char *sgn_hash_get_oid (SgnHash hash);   /* dotted */
const EVP_MD *sgn_hash_get_md (SgnHash hash);  /* static */
gboolean sgn_hash_is_weak (SgnHash hash);      /* MD5, SHA-1 */
gboolean sgn_hash_from_id (const char *id, SgnHash *ret) G_GNUC_WARN_UNUSED_RESULT;
/* The algorithm with this OID, or the one in the signature algorithm with this OID. FALSE if
 * unknown. */
gboolean sgn_hash_from_oid (const char *oid, SgnHash *ret) G_GNUC_WARN_UNUSED_RESULT;

/* The digest of @length bytes at @data; NULL if the configuration of OpenSSL forbids the algorithm.
 * (transfer full) */
GBytes *sgn_hash_data (SgnHash hash, gconstpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *sgn_hash_bytes (SgnHash hash, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
