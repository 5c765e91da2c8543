/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-hash"

/* Names, sizes and object identifiers of the hash algorithms. Which of them are too weak is decided
 * by those who verify. */

#include "config.h"

#include "core/base/hash.h"

#include "core/base/oid.h"

#include "core/base/budget.h"

typedef struct {
  gsize size;
  const char *id;
  const char *title;
  const char *oid;
} HashInfo;

static const HashInfo infos[SGN_N_HASHES] = {
  [SGN_HASH_MD5] = { 16, "md5", "MD5", SGN_OID_MD5 },
  [SGN_HASH_SHA1] = { 20, "sha1", "SHA-1", SGN_OID_SHA1 },
  [SGN_HASH_SHA256] = { 32, "sha256", "SHA-256", SGN_OID_SHA256 },
  [SGN_HASH_SHA384] = { 48, "sha384", "SHA-384", SGN_OID_SHA384 },
  [SGN_HASH_SHA512] = { 64, "sha512", "SHA-512", SGN_OID_SHA512 },
};

/* Instead of a digest algorithm, some signers name a signature algorithm that uses it. CryptoAPI
 * then takes the digest algorithm that the OID implies (CertOIDToAlgId). */
static const struct {
  const char *oid;
  SgnHash hash;
} implied[] = {
  { SGN_OID_RSA_MD5, SGN_HASH_MD5 },         /* md5WithRSAEncryption */
  { SGN_OID_RSA_MD5_OIW, SGN_HASH_MD5 },     /* md5WithRSA */
  { SGN_OID_RSA_SHA1, SGN_HASH_SHA1 },       /* sha1WithRSAEncryption */
  { SGN_OID_RSA_SHA1_OIW, SGN_HASH_SHA1 },   /* sha1WithRSASignature */
  { SGN_OID_RSA_SHA256, SGN_HASH_SHA256 },   /* sha256WithRSAEncryption */
  { SGN_OID_RSA_SHA384, SGN_HASH_SHA384 },   /* sha384WithRSAEncryption */
  { SGN_OID_RSA_SHA512, SGN_HASH_SHA512 },   /* sha512WithRSAEncryption */
  { SGN_OID_DSA_SHA1, SGN_HASH_SHA1 },       /* id-dsa-with-sha1 */
  { SGN_OID_DSA_SHA1_OIW, SGN_HASH_SHA1 },   /* dsaWithSHA1 */
  { SGN_OID_DSA_SHA256, SGN_HASH_SHA256 },   /* id-dsa-with-sha256 */
  { SGN_OID_ECDSA_SHA1, SGN_HASH_SHA1 },     /* ecdsa-with-SHA1 */
  { SGN_OID_ECDSA_SHA256, SGN_HASH_SHA256 }, /* ecdsa-with-SHA256 */
  { SGN_OID_ECDSA_SHA384, SGN_HASH_SHA384 }, /* ecdsa-with-SHA384 */
  { SGN_OID_ECDSA_SHA512, SGN_HASH_SHA512 }, /* ecdsa-with-SHA512 */
};

gsize
sgn_hash_get_size (SgnHash hash)
{
  g_return_val_if_fail (hash < SGN_N_HASHES, 0);
  return infos[hash].size;
}

const char *
sgn_hash_get_id (SgnHash hash)
{
  g_return_val_if_fail (hash < SGN_N_HASHES, NULL);
  return infos[hash].id;
}

const char *
sgn_hash_get_title (SgnHash hash)
{
  g_return_val_if_fail (hash < SGN_N_HASHES, NULL);
  return infos[hash].title;
}

const char *
sgn_hash_get_oid (SgnHash hash)
{
  g_return_val_if_fail (hash < SGN_N_HASHES, NULL);
  return infos[hash].oid;
}

const EVP_MD *
sgn_hash_get_md (SgnHash hash)
{
  switch (hash) {
  case SGN_HASH_MD5:
    return EVP_md5 ();
  case SGN_HASH_SHA1:
    return EVP_sha1 ();
  case SGN_HASH_SHA256:
    return EVP_sha256 ();
  case SGN_HASH_SHA384:
    return EVP_sha384 ();
  case SGN_HASH_SHA512:
    return EVP_sha512 ();
  case SGN_N_HASHES:
    break;
  }
  g_return_val_if_reached (NULL);
}

/* Collisions can be made for both (MD5: Wang and Yu 2005; SHA-1: Stevens and others 2017). */
gboolean
sgn_hash_is_weak (SgnHash hash)
{
  return hash == SGN_HASH_MD5 || hash == SGN_HASH_SHA1;
}

gboolean
sgn_hash_from_id (const char *id, SgnHash *ret)
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    if (g_strcmp0 (infos[hash].id, id) == 0) {
      *ret = hash;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
sgn_hash_from_oid (const char *oid, SgnHash *ret)
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    if (g_strcmp0 (infos[hash].oid, oid) == 0) {
      *ret = hash;
      return TRUE;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (implied); i++) {
    if (g_strcmp0 (implied[i].oid, oid) == 0) {
      *ret = implied[i].hash;
      return TRUE;
    }
  }
  return FALSE;
}

GBytes *
sgn_hash_data (SgnHash hash, gconstpointer data, gsize length)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  /* Over the budget, the next sgn_budget_spend() fails. */
  sgn_budget_spend (SGN_COST_BYTES, length, NULL);
  if (EVP_Digest (data, length, digest, &size, sgn_hash_get_md (hash), NULL) != 1)
    return NULL;
  return g_bytes_new (digest, size);
}

GBytes *
sgn_hash_bytes (SgnHash hash, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return sgn_hash_data (hash, data, size);
}
