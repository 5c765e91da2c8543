/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

#include "config.h"

#include "core/cms/builder.h"

#include <openssl/evp.h>

#include "core/asn1/der.h"
#include "core/asn1/oid.h"
#include "core/asn1/spc.h"
#include "core/cms/attributes.h"

#define TAG_SEQUENCE 0x30
#define TAG_SET      0x31
#define TAG_0        0xa0

/* What messageDigest covers: the content without its own tag and length. */
static GBytes *
digest_content (GBytes *content, SgnHash hash, GError **error)
{
  SgnDer der = sgn_der_from_bytes (content);
  SgnDerElement element;

  if (!sgn_der_next (&der, &element, error) || !sgn_der_end (der, error))
    return NULL;
  return sgn_hash_data (hash, element.content.data, element.content.size);
}

/* The signed attributes, tagged as SET OF in DER order: exactly these octets get signed. */
static GBytes *
encode_attributes (const char *content_type, GBytes *digest, const SgnCmsOptions *options)
{
  g_autoptr (GPtrArray)
      attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (attributes,
                   sgn_attribute_encode_one (SGN_OID_CONTENT_TYPE,
                                             sgn_der_encode_oid (content_type)));
  g_ptr_array_add (attributes,
                   sgn_attribute_encode_one (SGN_OID_MESSAGE_DIGEST,
                                             sgn_der_encode_octets (digest)));
  if (options->profile == SGN_CMS_AUTHENTICODE) {
    g_ptr_array_add (attributes,
                     sgn_attribute_encode_one (SGN_OID_SPC_SP_OPUS_INFO,
                                               sgn_spc_opus_info_encode (options->program_name,
                                                                         options->program_url)));
    g_ptr_array_add (attributes,
                     sgn_attribute_encode_one (SGN_OID_SPC_STATEMENT_TYPE,
                                               sgn_spc_statement_type_encode ()));
  }
  if (options->sequence_number > 0)
    g_ptr_array_add (attributes,
                     sgn_attribute_encode_one (SGN_OID_SEQUENCE_NUMBER,
                                               sgn_der_encode_uint (options->sequence_number)));
  return sgn_der_set_of (TAG_SET, attributes);
}

/* For EC keys id-ecPublicKey, as SignTool writes it. It says nothing of the digest, so it cannot
 * contradict digestAlgorithm; OpenSSL and what is built on it go by digestAlgorithm and the key. */
static GBytes *
encode_signature_algorithm (SgnCertificate *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (sgn_certificate_get_x509 (certificate));

  if (key != NULL && EVP_PKEY_get_base_id (key) == EVP_PKEY_EC)
    return sgn_der_encode_algorithm (SGN_OID_EC_PUBLIC_KEY, FALSE);
  return sgn_der_encode_algorithm (SGN_OID_RSA, TRUE);
}

static GBytes *
encode_name (const X509_NAME *name)
{
  guint8 *data = NULL;
  int size = i2d_X509_NAME (name, &data);
  GBytes *bytes;

  g_assert (size > 0);
  bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return bytes;
}

static GBytes *
encode_serial (const ASN1_INTEGER *serial)
{
  guint8 *data = NULL;
  int size = i2d_ASN1_INTEGER (serial, &data);
  GBytes *bytes;

  g_assert (size > 0);
  bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return bytes;
}

static GBytes *
encode_signer_id (SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);

  return sgn_der_wrap (TAG_SEQUENCE,
                       encode_name (X509_get_issuer_name (x509)),
                       encode_serial (X509_get0_serialNumber (x509)),
                       NULL);
}

/* The attributes as they stand in SignerInfo: tagged [0] instead of SET OF. */
static GBytes *
retag_attributes (GBytes *set)
{
  SgnDer der = sgn_der_from_bytes (set);
  SgnDerElement element;
  gboolean ok = sgn_der_expect (&der, TAG_SET, &element, NULL);

  g_assert (ok);
  return sgn_der_encode (TAG_0, element.content.data, element.content.size);
}

static GBytes *
encode_signer_info (SgnIdentity *identity, SgnHash hash, GBytes *attributes, GBytes *signature)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (identity);

  return sgn_der_wrap (TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       encode_signer_id (certificate),
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
  return sgn_der_set_of (TAG_0, members);
}

static GBytes *
encode_signed_data (const char *content_type,
                    GBytes *content,
                    SgnIdentity *identity,
                    SgnHash hash,
                    GBytes *signer_info)
{
  GBytes *content_info = sgn_der_wrap (TAG_SEQUENCE,
                                       sgn_der_encode_oid (content_type),
                                       sgn_der_wrap (TAG_0, g_bytes_ref (content), NULL),
                                       NULL);

  return sgn_der_wrap (TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       sgn_der_wrap (TAG_SET,
                                     sgn_der_encode_algorithm (sgn_hash_get_oid (hash), TRUE),
                                     NULL),
                       content_info,
                       encode_certificates (identity),
                       sgn_der_wrap (TAG_SET, signer_info, NULL),
                       NULL);
}

GBytes *
sgn_cms_build (const char *content_type,
               GBytes *content,
               SgnIdentity *identity,
               const SgnCmsOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  SgnHash hash = options->hash;
  g_autoptr (GBytes) message_digest = digest_content (content, hash, error);
  g_autoptr (GBytes) attributes = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) signature = NULL;
  GBytes *signer_info;

  if (message_digest == NULL)
    return NULL;
  attributes = encode_attributes (content_type, message_digest, options);
  digest = sgn_hash_bytes (hash, attributes);
  signature = sgn_identity_sign (identity, hash, digest, cancellable, error);
  if (signature == NULL)
    return NULL;
  signer_info = encode_signer_info (identity, hash, attributes, signature);
  return sgn_der_wrap (TAG_SEQUENCE,
                       sgn_der_encode_oid (SGN_OID_SIGNED_DATA),
                       sgn_der_wrap (TAG_0,
                                     encode_signed_data (content_type,
                                                         content,
                                                         identity,
                                                         hash,
                                                         signer_info),
                                     NULL),
                       NULL);
}
