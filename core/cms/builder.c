/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Builds SignedData (RFC 2315 9.1, RFC 5652 5.1) for a new signature, in the form that SignTool
 * writes: version 1, one digest algorithm, issuer and serial number as identifier, the chain
 * without its root. The encoding is final; edit.c adds timestamps and nested signatures later. */

#include "config.h"

#include "core/cms/builder.h"

#include <openssl/evp.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/cms/issuer-serial.h"
#include "core/cms/signed-attributes.h"

#define TAG_0 0xa0

/* Authenticode signs a DER element, all other profiles sign bytes. */
static gboolean
is_element (const SgnCmsOptions *options)
{
  return options->profile == SGN_CMS_AUTHENTICODE;
}

/* For a DER element, messageDigest covers its content without tag and length. */
static GBytes *
digest_content (GBytes *content, const SgnCmsOptions *options, GError **error)
{
  SgnDer der = sgn_der_from_bytes (content);
  SgnDerElement element;

  if (!is_element (options))
    return sgn_hash_bytes (options->hash, content);
  if (!sgn_der_next (&der, &element, error) || !sgn_der_end (der, error))
    return NULL;
  return sgn_hash_data (options->hash, element.content.data, element.content.size);
}

/* EC keys use id-ecPublicKey as SignTool does. It does not name a digest, so it cannot contradict
 * digestAlgorithm; OpenSSL and programs based on it use digestAlgorithm and the key. */
static GBytes *
encode_signature_algorithm (SgnCertificate *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (sgn_certificate_get_x509 (certificate));

  if (key != NULL && EVP_PKEY_get_base_id (key) == EVP_PKEY_EC)
    return sgn_der_encode_algorithm (SGN_OID_EC_PUBLIC_KEY, FALSE);
  return sgn_der_encode_algorithm (SGN_OID_RSA, TRUE);
}

/* The attributes as encoded in SignerInfo: tagged [0] instead of SET OF. */
static GBytes *
retag_attributes (GBytes *set)
{
  SgnDer der = sgn_der_from_bytes (set);
  SgnDerElement element;
  gboolean ok = sgn_der_expect (&der, SGN_TAG_SET, &element, NULL);

  g_assert (ok);
  return sgn_der_encode (TAG_0, element.content.data, element.content.size);
}

static GBytes *
encode_signer_info (SgnIdentity *identity, SgnHash hash, GBytes *attributes, GBytes *signature)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (identity);

  /* RFC 5652 5.3: version 1 goes with issuerAndSerialNumber. */
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       sgn_der_wrap (SGN_TAG_SEQUENCE,
                                     sgn_issuer_encode (certificate),
                                     sgn_serial_encode (certificate),
                                     NULL),
                       sgn_der_encode_algorithm (sgn_hash_get_oid (hash), TRUE),
                       retag_attributes (attributes),
                       encode_signature_algorithm (certificate),
                       sgn_der_encode_octets (signature),
                       NULL);
}

static GBytes *
encode_certificates (SgnIdentity *identity)
{
  GPtrArray *chain = sgn_identity_get_chain (identity);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  g_ptr_array_add (members, sgn_certificate_get_der (sgn_identity_get_certificate (identity)));
  for (guint i = 0; chain != NULL && i < chain->len; i++)
    g_ptr_array_add (members, sgn_certificate_get_der (chain->pdata[i]));
  /* In DER order, which Windows insists on for catalogs. */
  return sgn_der_set_of (TAG_0, members);
}

/* @content: NULL if detached. */
static GBytes *
encode_content_info (const char *content_type, GBytes *content, const SgnCmsOptions *options)
{
  /* RFC 5652 5.2: the type stays, only eContent is absent. */
  if (content == NULL)
    return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid (content_type), NULL);
  content = is_element (options) ? g_bytes_ref (content) : sgn_der_encode_octets (content);
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (content_type),
                       sgn_der_wrap (TAG_0, content, NULL),
                       NULL);
}

/* Takes ownership of the content and the SignerInfo. */
static GBytes *
encode_signed_data (GBytes *content_info, SgnIdentity *identity, SgnHash hash, GBytes *signer_info)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       sgn_der_wrap (SGN_TAG_SET,
                                     sgn_der_encode_algorithm (sgn_hash_get_oid (hash), TRUE),
                                     NULL),
                       content_info,
                       encode_certificates (identity),
                       sgn_der_wrap (SGN_TAG_SET, signer_info, NULL),
                       NULL);
}

/* RFC 5652 5.4: what is signed is the DER of the attributes as SET OF. */
static GBytes *
build (GBytes *content_info,
       GBytes *attributes,
       SgnIdentity *identity,
       SgnHash hash,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (hash, attributes);
  g_autoptr (GBytes) signature = sgn_identity_sign (identity, hash, digest, cancellable, error);
  GBytes *signed_data;

  if (signature == NULL)
    return NULL;
  signed_data = encode_signed_data (g_bytes_ref (content_info),
                                    identity,
                                    hash,
                                    encode_signer_info (identity, hash, attributes, signature));
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (SGN_OID_SIGNED_DATA),
                       sgn_der_wrap (TAG_0, signed_data, NULL),
                       NULL);
}

GBytes *
sgn_cms_build_detached (const char *content_type,
                        GBytes *message_digest,
                        SgnIdentity *identity,
                        const SgnCmsOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  SgnCertificate *signer = sgn_identity_get_certificate (identity);
  g_autoptr (GBytes) info = encode_content_info (content_type, NULL, options);
  g_autoptr (GBytes)
      attributes = sgn_signed_attributes_encode (content_type, message_digest, signer, options);

  return build (info, attributes, identity, options->hash, cancellable, error);
}

GBytes *
sgn_cms_build (const char *content_type,
               GBytes *content,
               SgnIdentity *identity,
               const SgnCmsOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  SgnCertificate *signer = sgn_identity_get_certificate (identity);
  g_autoptr (GBytes) digest = digest_content (content, options, error);
  g_autoptr (GBytes) attributes = NULL;
  g_autoptr (GBytes) info = NULL;

  if (digest == NULL)
    return NULL;
  info = encode_content_info (content_type, options->detached ? NULL : content, options);
  attributes = sgn_signed_attributes_encode (content_type, digest, signer, options);
  return build (info, attributes, identity, options->hash, cancellable, error);
}
