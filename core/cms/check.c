/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Whether a SignerInfo is right in itself (RFC 5652 5.4 to 5.6): its attributes are unambiguous,
 * its messageDigest is that of the content, and the signature value fits the certificate's key. In
 * this order, since each step relies on the one before. */

#include "config.h"

#include "core/cms/check.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/keyed-hash.h"
#include "core/base/oid.h"
#include "core/cms/signature-value.h"
#include "core/cms/signing-certificate.h"

/* Every signed attribute occurs once and has exactly one value (RFC 5652 5.3, 11.1 and 11.2).
 * Otherwise two verifiers could read two different digests. */
static gboolean
attributes_are_single (GPtrArray *attributes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (sgn_keyed_hash_text, g_str_equal);

  for (guint i = 0; i < attributes->len; i++) {
    const SgnAttribute *attribute = attributes->pdata[i];

    if (attribute->values->len != 1 || !g_hash_table_add (seen, attribute->oid))
      return FALSE;
  }
  return TRUE;
}

/* Without signed attributes the signature covers the content itself, so the signed attributes of
 * another signature could be passed off as content (RFC 5652, 5.4). */
gboolean
sgn_cms_is_signed_attributes (GBytes *bytes)
{
  SgnDer der = sgn_der_from_bytes (bytes);
  SgnDerElement set, attribute;
  gboolean has_type = FALSE;
  gboolean has_digest = FALSE;

  if (!sgn_der_expect (&der, SGN_TAG_SET, &set, NULL) || !sgn_der_is_empty (der))
    return FALSE;
  while (sgn_der_expect (&set.content, SGN_TAG_SEQUENCE, &attribute, NULL)) {
    g_autofree char *oid = NULL;

    if (!sgn_der_oid (&attribute.content, &oid, NULL))
      return FALSE;
    has_type |= strcmp (oid, SGN_OID_CONTENT_TYPE) == 0;
    has_digest |= strcmp (oid, SGN_OID_MESSAGE_DIGEST) == 0;
  }
  return has_type && has_digest;
}

/* RFC 5652 11.1: must be the type of the content that was signed. */
static gboolean
content_type_fits (const SgnSignerInfo *signer, const char *content_type)
{
  const SgnAttribute *attribute = sgn_signer_info_get_signed (signer, SGN_OID_CONTENT_TYPE);
  g_autofree char *oid = NULL;
  SgnDer der;

  if (attribute == NULL)
    return FALSE;
  der = sgn_der_from_bytes (attribute->value);
  return sgn_der_oid (&der, &oid, NULL) && sgn_der_is_empty (der) &&
         (content_type == NULL || strcmp (oid, content_type) == 0);
}

/* RFC 5652, 5.3 requires signed attributes unless the content type is data. Without them nothing
 * says what kind of content was signed, so any signed data could pass as a list of files or a
 * policy. */
static gboolean
may_lack_attributes (const char *content_type, gboolean countersignature)
{
  return countersignature || content_type == NULL || strcmp (content_type, SGN_OID_DATA) == 0;
}

static SgnCmsStatus
check_attributes (const SgnSignerInfo *signer,
                  const char *content_type,
                  GBytes *digest,
                  gboolean countersignature)
{
  g_autoptr (GBytes) stated = NULL;

  if (!attributes_are_single (signer->signed_attributes) ||
      !sgn_signing_certificate_fits (signer) ||
      (!countersignature && !content_type_fits (signer, content_type)))
    return SGN_CMS_BAD_ATTRIBUTES;
  stated = sgn_cms_get_message_digest (signer);
  if (stated == NULL)
    return SGN_CMS_BAD_ATTRIBUTES;
  return g_bytes_equal (stated, digest) ? SGN_CMS_GOOD : SGN_CMS_BAD_DIGEST;
}

/* @content is the digest of what was signed. Countersignatures have no content type (RFC 5652,
 * 11.4), so what some servers write there is ignored; some also sign the bare digest. */
static SgnCmsStatus
check_signer (const SgnSignerInfo *signer,
              const char *content_type,
              GBytes *content,
              gboolean countersignature)
{
  g_autoptr (GBytes) digest = g_bytes_ref (content);

  if (signer->signed_attributes_der != NULL) {
    SgnCmsStatus status = check_attributes (signer, content_type, content, countersignature);

    if (status != SGN_CMS_GOOD)
      return status;
    g_bytes_unref (digest);
    digest = sgn_hash_bytes (signer->hash, signer->signed_attributes_der);
  } else if (!may_lack_attributes (content_type, countersignature)) {
    return SGN_CMS_BAD_ATTRIBUTES;
  }
  /* After the digest: a file that was changed is so whoever signed it. */
  if (signer->certificate == NULL)
    return SGN_CMS_NO_CERTIFICATE;
  return sgn_signature_value_check (signer, digest, countersignature);
}

GBytes *
sgn_cms_get_message_digest (const SgnSignerInfo *signer)
{
  const SgnAttribute *attribute = sgn_signer_info_get_signed (signer, SGN_OID_MESSAGE_DIGEST);
  GBytes *digest = NULL;
  SgnDer der;

  if (attribute == NULL)
    return NULL;
  der = sgn_der_from_bytes (attribute->value);
  return sgn_der_octets (&der, &digest, NULL) ? digest : NULL;
}

SgnCmsStatus
sgn_cms_check_signer (const SgnSignerInfo *signer,
                      const char *content_type,
                      GBytes *bytes,
                      gboolean countersignature)
{
  g_autoptr (GBytes) digest = NULL;

  if (signer->signed_attributes_der == NULL && sgn_cms_is_signed_attributes (bytes))
    return SGN_CMS_BAD_ATTRIBUTES;
  if (!signer->hash_known)
    return SGN_CMS_UNKNOWN_ALGORITHM;
  digest = sgn_hash_bytes (signer->hash, bytes);
  return check_signer (signer, content_type, digest, countersignature);
}

SgnCmsStatus
sgn_cms_check_digest (SgnSignedData *self, GBytes *digest)
{
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (self);

  if (!signer->hash_known)
    return SGN_CMS_UNKNOWN_ALGORITHM;
  if (digest == NULL)
    return SGN_CMS_BAD_DIGEST;
  return check_signer (signer, sgn_signed_data_get_content_type (self), digest, FALSE);
}

SgnCmsStatus
sgn_cms_check (SgnSignedData *self, GBytes *bytes)
{
  if (bytes == NULL)
    bytes = sgn_signed_data_get_content_bytes (self);
  if (bytes == NULL)
    return SGN_CMS_BAD_DIGEST;
  return sgn_cms_check_signer (sgn_signed_data_get_signer (self),
                               sgn_signed_data_get_content_type (self),
                               bytes,
                               FALSE);
}
