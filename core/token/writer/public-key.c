/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-public-key"

/* Translates public keys between PKCS #11 attributes (Current Mechanisms 2.40, 2.1.2 and 2.3.3) and
 * OpenSSL. */

#include "config.h"

#include "core/token/writer/public-key.h"

#include <openssl/asn1.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>

#include "core/base/openssl.h"

/* No key that Windows accepts needs more bytes. */
#define MAX_VALUE 4096

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM, OSSL_PARAM_free)

static GBytes *
read_value (CK_FUNCTION_LIST *functions,
            CK_SESSION_HANDLE session,
            CK_OBJECT_HANDLE object,
            CK_ATTRIBUTE_TYPE type)
{
  g_autofree guint8 *buffer = g_malloc0 (MAX_VALUE);
  CK_ATTRIBUTE attribute = { type, buffer, MAX_VALUE };

  if (functions->C_GetAttributeValue (session, object, &attribute, 1) != CKR_OK ||
      attribute.ulValueLen == 0 || attribute.ulValueLen > MAX_VALUE)
    return NULL;
  return g_bytes_new (buffer, attribute.ulValueLen);
}

static EVP_PKEY *
make_key (const char *type, OSSL_PARAM_BLD *builder)
{
  g_autoptr (OSSL_PARAM) parameters = OSSL_PARAM_BLD_to_param (builder);
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, type, NULL);
  EVP_PKEY *key = NULL;

  if (parameters != NULL && context != NULL && EVP_PKEY_fromdata_init (context) == 1)
    EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  ERR_clear_error ();
  return key;
}

static BIGNUM *
to_number (GBytes *value)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (value, &size);

  return BN_bin2bn (data, (int) size, NULL);
}

static EVP_PKEY *
make_rsa (GBytes *modulus, GBytes *exponent)
{
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  BIGNUM *n = to_number (modulus);
  BIGNUM *e = to_number (exponent);
  EVP_PKEY *key = NULL;

  if (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e) == 1)
    key = make_key ("RSA", builder);
  BN_free (n);
  BN_free (e);
  return key;
}

/* "prime256v1", from the OID in CKA_EC_PARAMS. */
static const char *
find_curve (GBytes *parameters)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (parameters, &size);
  /* namedCurve only; explicit parameters are refused everywhere else, too. */
  ASN1_OBJECT *oid = d2i_ASN1_OBJECT (NULL, &data, (long) size);
  int nid = oid != NULL ? OBJ_obj2nid (oid) : NID_undef;

  ASN1_OBJECT_free (oid);
  ERR_clear_error ();
  return nid != NID_undef ? OBJ_nid2sn (nid) : NULL;
}

/* CKA_EC_POINT is the point in an OCTET STRING; some modules omit the latter. */
static EVP_PKEY *
make_ec (GBytes *parameters, GBytes *point)
{
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  const char *curve = find_curve (parameters);
  gsize size;
  const guint8 *data = g_bytes_get_data (point, &size);
  const guint8 *at = data;
  ASN1_OCTET_STRING *inner = d2i_ASN1_OCTET_STRING (NULL, &at, (long) size);
  EVP_PKEY *key = NULL;

  ERR_clear_error ();
  if (inner != NULL) {
    data = ASN1_STRING_get0_data (inner);
    size = (gsize) ASN1_STRING_length (inner);
  }
  if (curve != NULL &&
      OSSL_PARAM_BLD_push_utf8_string (builder, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string (builder, OSSL_PKEY_PARAM_PUB_KEY, data, size) == 1)
    key = make_key ("EC", builder);
  ASN1_OCTET_STRING_free (inner);
  return key;
}

EVP_PKEY *
sgn_public_key_read (CK_FUNCTION_LIST *functions,
                     CK_SESSION_HANDLE session,
                     CK_OBJECT_HANDLE object)
{
  g_autoptr (GBytes) modulus = read_value (functions, session, object, CKA_MODULUS);
  g_autoptr (GBytes) exponent = read_value (functions, session, object, CKA_PUBLIC_EXPONENT);
  g_autoptr (GBytes) parameters = NULL;
  g_autoptr (GBytes) point = NULL;

  if (modulus != NULL && exponent != NULL)
    return make_rsa (modulus, exponent);
  /* Neither of the two has the other's attributes. */
  parameters = read_value (functions, session, object, CKA_EC_PARAMS);
  point = read_value (functions, session, object, CKA_EC_POINT);
  return parameters != NULL && point != NULL ? make_ec (parameters, point) : NULL;
}

CK_MECHANISM_TYPE
sgn_public_key_get_mechanism (SgnKeyKind kind)
{
  gboolean rsa = kind == SGN_KEY_KIND_RSA_3072 || kind == SGN_KEY_KIND_RSA_4096;

  return rsa ? CKM_RSA_PKCS_KEY_PAIR_GEN : CKM_EC_KEY_PAIR_GEN;
}

static guint
fill_rsa (const CK_ULONG *bits, CK_ATTRIBUTE *attributes)
{
  /* 65537, the usual one; some cards know no other. */
  static const guint8 exponent[] = { 1, 0, 1 };

  attributes[0] = (CK_ATTRIBUTE){ CKA_MODULUS_BITS, (void *) bits, sizeof *bits };
  attributes[1] = (CK_ATTRIBUTE){ CKA_PUBLIC_EXPONENT, (void *) exponent, sizeof exponent };
  return 2;
}

guint
sgn_public_key_fill (SgnKeyKind kind, CK_ATTRIBUTE *attributes)
{
  static const CK_ULONG bits_3072 = 3072;
  static const CK_ULONG bits_4096 = 4096;
  /* The OIDs prime256v1 and secp384r1 in DER (RFC 5480, 2.1.1.1). */
  static const guint8 p256[] = { 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07 };
  static const guint8 p384[] = { 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22 };

  switch (kind) {
  case SGN_KEY_KIND_RSA_4096:
    return fill_rsa (&bits_4096, attributes);
  case SGN_KEY_KIND_EC_P256:
    attributes[0] = (CK_ATTRIBUTE){ CKA_EC_PARAMS, (void *) p256, sizeof p256 };
    return 1;
  case SGN_KEY_KIND_EC_P384:
    attributes[0] = (CK_ATTRIBUTE){ CKA_EC_PARAMS, (void *) p384, sizeof p384 };
    return 1;
  case SGN_KEY_KIND_RSA_3072:
  case SGN_N_KEY_KINDS:
  default:
    return fill_rsa (&bits_3072, attributes);
  }
}
