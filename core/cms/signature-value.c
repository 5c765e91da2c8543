/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* The last step of verifying: whether the key signed this digest. Each family of algorithms has its
 * own way, and none goes through OpenSSL's CMS, which knows neither Authenticode's identifiers nor
 * signatures by digests that the system's policy has retired. */

#include "config.h"

#include "core/cms/signature-value.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/rsa.h>

#include "core/asn1/der.h"
#include "core/base/budget.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RSA_PSS_PARAMS, RSA_PSS_PARAMS_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_ALGOR, X509_ALGOR_free)

typedef enum {
  FAMILY_UNKNOWN,
  FAMILY_RSA,
  FAMILY_PSS,
  FAMILY_EC,
  FAMILY_DSA,
} Family;

/* Digests in the names of combined algorithms are ignored: digestAlgorithm decides. */
static const struct {
  const char *oid;
  Family family;
} algorithms[] = {
  { SGN_OID_RSA, FAMILY_RSA },          { SGN_OID_RSA_MD5, FAMILY_RSA }, /* md5WithRSAEncryption */
  { SGN_OID_RSA_SHA1, FAMILY_RSA },                                      /* sha1WithRSAEncryption */
  { SGN_OID_RSA_SHA1_OIW, FAMILY_RSA },                                  /* sha1WithRSASignature */
  { SGN_OID_RSA_SHA256, FAMILY_RSA }, /* sha256WithRSAEncryption */
  { SGN_OID_RSA_SHA384, FAMILY_RSA }, /* sha384WithRSAEncryption */
  { SGN_OID_RSA_SHA512, FAMILY_RSA }, /* sha512WithRSAEncryption */
  { SGN_OID_RSA_PSS, FAMILY_PSS },      { SGN_OID_EC_PUBLIC_KEY, FAMILY_EC },
  { SGN_OID_ECDSA_SHA1, FAMILY_EC },   /* ecdsa-with-SHA1 */
  { SGN_OID_ECDSA_SHA256, FAMILY_EC }, /* ecdsa-with-SHA256 */
  { SGN_OID_ECDSA_SHA384, FAMILY_EC }, /* ecdsa-with-SHA384 */
  { SGN_OID_ECDSA_SHA512, FAMILY_EC }, /* ecdsa-with-SHA512 */
  { SGN_OID_DSA, FAMILY_DSA },         /* id-dsa */
  { SGN_OID_DSA_SHA1, FAMILY_DSA },    /* id-dsa-with-sha1 */
};

static Family
find_family (const char *oid)
{
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (strcmp (oid, algorithms[i].oid) == 0)
      return algorithms[i].family;
  return FAMILY_UNKNOWN;
}

/* A key of another kind would let OpenSSL verify by another algorithm than is stated. */
static gboolean
key_fits (EVP_PKEY *key, Family family)
{
  switch (EVP_PKEY_get_base_id (key)) {
  case EVP_PKEY_RSA:
    return family == FAMILY_RSA || family == FAMILY_PSS;
  case EVP_PKEY_RSA_PSS:
    return family == FAMILY_PSS;
  case EVP_PKEY_EC:
    return family == FAMILY_EC;
  case EVP_PKEY_DSA:
    return family == FAMILY_DSA;
  default:
    return FALSE;
  }
}

/* The DigestInfo of PKCS #1 v1.5. Verifiers must accept both forms of parameters (RFC 8017,
 * 9.2). */
static gboolean
is_digest_info (GBytes *block, SgnHash hash, GBytes *digest)
{
  for (gboolean null_parameters = FALSE; null_parameters <= TRUE; null_parameters++) {
    g_autoptr (GBytes) expected = sgn_der_wrap (SGN_TAG_SEQUENCE,
                                                sgn_der_encode_algorithm (sgn_hash_get_oid (hash),
                                                                          null_parameters),
                                                sgn_der_encode_octets (digest),
                                                NULL);

    if (g_bytes_equal (block, expected))
      return TRUE;
  }
  return FALSE;
}

/* Compares the whole padded block without naming the digest to OpenSSL, because the system's policy
 * on old digests must not decide whether a signature is correct. */
static gboolean
verify_rsa (EVP_PKEY *key, const SgnSignerInfo *signer, GBytes *digest, gboolean allow_bare_digest)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);
  gsize size = (gsize) EVP_PKEY_get_size (key);
  g_autofree guint8 *block = g_malloc0 (size);
  g_autoptr (GBytes) recovered = NULL;

  /* RFC 8017 8.2.2: recovers the encoded block instead of comparing inside OpenSSL. */
  if (EVP_PKEY_verify_recover_init (context) != 1 ||
      EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) != 1 ||
      EVP_PKEY_verify_recover (context,
                               block,
                               &size,
                               g_bytes_get_data (signer->signature, NULL),
                               g_bytes_get_size (signer->signature)) != 1)
    return FALSE;
  recovered = g_bytes_new (block, size);
  return is_digest_info (recovered, signer->hash, digest) ||
         (allow_bare_digest && g_bytes_equal (recovered, digest));
}

/* For EC and DSA keys OpenSSL takes the digest as it is. */
static gboolean
verify_plain (EVP_PKEY *key, const SgnSignerInfo *signer, GBytes *digest)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);

  return EVP_PKEY_verify_init (context) == 1 &&
         EVP_PKEY_verify (context,
                          g_bytes_get_data (signer->signature, NULL),
                          g_bytes_get_size (signer->signature),
                          g_bytes_get_data (digest, NULL),
                          g_bytes_get_size (digest)) == 1;
}

static const EVP_MD *
get_algorithm_md (const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object;

  /* The default of RFC 4055 3.1. */
  if (algorithm == NULL)
    return EVP_sha1 ();
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  return EVP_get_digestbyobj (object);
}

/* The digest used in MGF1; SHA-1 if absent (RFC 4055, 3.1). */
static const EVP_MD *
get_mask_md (const RSA_PSS_PARAMS *parameters)
{
  const ASN1_OBJECT *object;
  const void *value;
  int type;
  g_autoptr (X509_ALGOR) inner = NULL;

  if (parameters->maskGenAlgorithm == NULL)
    return EVP_sha1 ();
  X509_ALGOR_get0 (&object, &type, &value, parameters->maskGenAlgorithm);
  if (OBJ_obj2nid (object) != NID_mgf1 || type != V_ASN1_SEQUENCE)
    return NULL;
  inner = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (X509_ALGOR),
                                     parameters->maskGenAlgorithm->parameter);
  return inner != NULL ? get_algorithm_md (inner) : NULL;
}

/* Default 20 (RFC 4055 3.1); more than any key has room for is refused. */
static gboolean
get_salt_length (const RSA_PSS_PARAMS *parameters, int *ret)
{
  long value = parameters->saltLength != NULL ? ASN1_INTEGER_get (parameters->saltLength) : 20;

  if (value < 0 || value > 1024)
    return FALSE;
  *ret = (int) value;
  return TRUE;
}

static RSA_PSS_PARAMS *
parse_pss_parameters (GBytes *bytes)
{
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    return RSA_PSS_PARAMS_new (); /* all defaults */
  data = g_bytes_get_data (bytes, &size);
  return d2i_RSA_PSS_PARAMS (NULL, &data, (long) size);
}

static SgnCmsStatus
verify_pss (EVP_PKEY *key, const SgnSignerInfo *signer, GBytes *digest)
{
  g_autoptr (RSA_PSS_PARAMS) parameters = parse_pss_parameters (signer->signature_parameters);
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);
  const EVP_MD *md = sgn_hash_get_md (signer->hash);
  const EVP_MD *named;
  const EVP_MD *mask;
  int salt;

  if (parameters == NULL || !get_salt_length (parameters, &salt))
    return SGN_CMS_UNKNOWN_ALGORITHM;
  named = get_algorithm_md (parameters->hashAlgorithm);
  mask = get_mask_md (parameters);
  /* The digest of the parameters must be that of the attributes. */
  if (named == NULL || mask == NULL || EVP_MD_get_type (named) != EVP_MD_get_type (md))
    return SGN_CMS_UNKNOWN_ALGORITHM;
  if (EVP_PKEY_verify_init (context) == 1 &&
      EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PSS_PADDING) == 1 &&
      EVP_PKEY_CTX_set_signature_md (context, md) == 1 &&
      EVP_PKEY_CTX_set_rsa_mgf1_md (context, mask) == 1 &&
      EVP_PKEY_CTX_set_rsa_pss_saltlen (context, salt) == 1 &&
      EVP_PKEY_verify (context,
                       g_bytes_get_data (signer->signature, NULL),
                       g_bytes_get_size (signer->signature),
                       g_bytes_get_data (digest, NULL),
                       g_bytes_get_size (digest)) == 1)
    return SGN_CMS_GOOD;
  return SGN_CMS_BAD_SIGNATURE;
}

SgnCmsStatus
sgn_signature_value_check (const SgnSignerInfo *signer, GBytes *digest, gboolean allow_bare_digest)
{
  EVP_PKEY *key = X509_get0_pubkey (sgn_certificate_get_x509 (signer->certificate));
  Family family = find_family (signer->signature_oid);
  SgnCmsStatus status;

  if (key == NULL || family == FAMILY_UNKNOWN) {
    ERR_clear_error ();
    return SGN_CMS_UNKNOWN_ALGORITHM;
  }
  if (!key_fits (key, family))
    return SGN_CMS_BAD_SIGNATURE;
  /* Keys of absurd size make one verification take minutes. */
  if (!sgn_budget_spend_key (key, NULL))
    return SGN_CMS_BAD_SIGNATURE;
  if (family == FAMILY_PSS)
    status = verify_pss (key, signer, digest);
  else if (family == FAMILY_RSA ? verify_rsa (key, signer, digest, allow_bare_digest)
                                : verify_plain (key, signer, digest))
    status = SGN_CMS_GOOD;
  else
    status = SGN_CMS_BAD_SIGNATURE;
  ERR_clear_error ();
  return status;
}
