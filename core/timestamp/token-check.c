/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token"

/* Checks a token that was just received, before it goes into a signature: a server that answers
 * with a broken token must not cost the user a signed file. Whether its chain is trusted is for
 * core/verify, which judges the finished file. */

#include "config.h"

#include "core/timestamp/token-check.h"

#include <glib/gi18n-lib.h>
#include <openssl/cms.h>
#include <openssl/err.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CMS_ContentInfo, CMS_ContentInfo_free)

static CMS_ContentInfo *
decode (GBytes *token, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (token, &size);
  g_autoptr (CMS_ContentInfo) cms = d2i_CMS_ContentInfo (NULL, &data, (long) size);
  g_autofree char *type = NULL;

  ERR_clear_error ();
  if (cms != NULL && CMS_get0_type (cms) != NULL &&
      OBJ_obj2nid (CMS_get0_type (cms)) == NID_pkcs7_signed)
    type = sgn_openssl_oid (CMS_get0_eContentType (cms));
  if (g_strcmp0 (type, SGN_OID_TST_INFO) != 0) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_TS_REFUSED,
                 _ ("the response contains no timestamp token"));
    return NULL;
  }
  return g_steal_pointer (&cms);
}

static gboolean
check_signature (CMS_ContentInfo *cms, GError **error)
{
  /* The chain is not built: that is for core/trust, with its own rules. */
  int valid = CMS_verify (cms, NULL, NULL, NULL, NULL, CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY);

  if (valid == 1)
    return TRUE;
  sgn_error_set_openssl (error, SGN_ERROR_TS_REFUSED, _ ("the token’s signature is not valid"));
  return FALSE;
}

/* The only signer. NULL with @error set unless there is exactly one. */
static CMS_SignerInfo *
get_signer (CMS_ContentInfo *cms, GError **error)
{
  STACK_OF (CMS_SignerInfo) *signers = CMS_get0_SignerInfos (cms);

  if (signers != NULL && sk_CMS_SignerInfo_num (signers) == 1)
    return sk_CMS_SignerInfo_value (signers, 0);
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_TS_REFUSED,
               _ ("the token must have exactly one signer"));
  return NULL;
}

/* The signer's own certificate. NULL with @error set if it is missing. */
static X509 *
get_certificate (CMS_ContentInfo *cms, CMS_SignerInfo *signer, GError **error)
{
  X509 *certificate = NULL;

  /* Looks the signer up in the token's own certificates. */
  CMS_set1_signers_certs (cms, NULL, 0);
  CMS_SignerInfo_get0_algs (signer, NULL, &certificate, NULL, NULL);
  if (certificate == NULL)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_TS_REFUSED,
                 _ ("the token does not contain its certificate"));
  return certificate;
}

/* Like Windows, this requires the usage but not that it is critical and the only one (RFC 3161,
 * 2.3). */
static gboolean
check_usage (X509 *certificate, GError **error)
{
  /* G_MAXUINT32 stands for no extension at all. */
  guint32 usage = X509_get_extended_key_usage (certificate);

  if (usage != G_MAXUINT32 && (usage & XKU_TIMESTAMP) != 0)
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_TS_UNTRUSTED,
               _ ("the server’s certificate is not meant for time-stamping"));
  return FALSE;
}

static gboolean
check_validity (X509 *certificate, gint64 time, GError **error)
{
  gint64 not_before, not_after;

  if (sgn_openssl_time (X509_get0_notBefore (certificate), &not_before) &&
      sgn_openssl_time (X509_get0_notAfter (certificate), &not_after) && not_before <= time &&
      time <= not_after)
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_TS_UNTRUSTED,
               _ ("the server’s certificate was not valid at the time of the timestamp"));
  return FALSE;
}

/* Whether the first ESSCertID or ESSCertIDv2 (RFC 5035, 4) identifies @certificate. */
static gboolean
names_certificate (const ASN1_STRING *attribute, SgnHash hash, X509 *certificate)
{
  SgnDer der = { ASN1_STRING_get0_data (attribute), (gsize) ASN1_STRING_length (attribute) };
  SgnDerElement signing, ids, id, algorithm, digest;
  guint8 computed[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  g_autofree char *oid = NULL;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &signing, NULL) ||
      !sgn_der_expect (&signing.content, SGN_TAG_SEQUENCE, &ids, NULL) ||
      !sgn_der_expect (&ids.content, SGN_TAG_SEQUENCE, &id, NULL))
    return FALSE;
  /* Only ESSCertIDv2 has an algorithm, and only if it is not SHA-256. */
  if (sgn_der_optional (&id.content, SGN_TAG_SEQUENCE, &algorithm) &&
      (!sgn_der_oid (&algorithm.content, &oid, NULL) || !sgn_hash_from_oid (oid, &hash)))
    return FALSE;
  return sgn_der_expect (&id.content, SGN_TAG_OCTETS, &digest, NULL) &&
         X509_digest (certificate, sgn_hash_get_md (hash), computed, &size) == 1 &&
         size == digest.content.size && memcmp (computed, digest.content.data, size) == 0;
}

/* RFC 2634 5.4 with SHA-1, RFC 5035 with any other digest. An attribute that names another
 * certificate means that the signer was exchanged. */
static gboolean
check_named (CMS_SignerInfo *signer,
             X509 *certificate,
             const char *oid,
             SgnHash hash,
             GError **error)
{
  g_autoptr (ASN1_OBJECT) type = OBJ_txt2obj (oid, 1);
  int index = CMS_signed_get_attr_by_OBJ (signer, type, -1);
  const ASN1_STRING *value;

  /* RFC 5816 requires one of the two attributes; RFC 3161 tokens of some servers have neither. */
  if (index < 0)
    return TRUE;
  value = X509_ATTRIBUTE_get0_data (CMS_signed_get_attr (signer, index), 0, V_ASN1_SEQUENCE, NULL);
  if (value != NULL && names_certificate (value, hash, certificate))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_TS_UNTRUSTED,
               _ ("the token names a different certificate than the one that signed it"));
  return FALSE;
}

static gboolean
check_certificate (CMS_SignerInfo *signer, X509 *certificate, gint64 time, GError **error)
{
  return check_usage (certificate, error) && check_validity (certificate, time, error) &&
         check_named (signer, certificate, SGN_OID_SIGNING_CERT, SGN_HASH_SHA1, error) &&
         check_named (signer, certificate, SGN_OID_SIGNING_CERT_V2, SGN_HASH_SHA256, error);
}

static gboolean
read_content (CMS_ContentInfo *cms, SgnTimestampInfo *ret, GError **error)
{
  ASN1_OCTET_STRING **content = CMS_get0_content (cms);
  g_autoptr (GBytes) tst_info = NULL;
  g_autoptr (GError) cause = NULL;

  if (content != NULL && *content != NULL)
    tst_info = g_bytes_new (ASN1_STRING_get0_data (*content),
                            (gsize) ASN1_STRING_length (*content));
  if (tst_info != NULL && sgn_tst_info_parse (tst_info, ret, &cause))
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_TS_REFUSED,
                       cause != NULL ? cause->message : _ ("the token is empty"));
  return FALSE;
}

gboolean
sgn_token_check (GBytes *token, SgnTimestampInfo *ret, GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = decode (token, error);
  g_auto (SgnTimestampInfo) info = { 0 };
  CMS_SignerInfo *signer = cms != NULL ? get_signer (cms, error) : NULL;
  X509 *certificate = signer != NULL ? get_certificate (cms, signer, error) : NULL;

  if (certificate == NULL || !read_content (cms, &info, error) || !check_signature (cms, error) ||
      !check_certificate (signer, certificate, info.time, error))
    return FALSE;
  *ret = info;
  info = (SgnTimestampInfo){ 0 };
  return TRUE;
}
