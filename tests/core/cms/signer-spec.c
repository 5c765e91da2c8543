/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/cms/signer-spec.h"

#include <string.h>

#include <openssl/rsa.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "core/cms/issuer-serial.h"

static GBytes *
get_octets (const SignerSpec *spec)
{
  return spec->octets != NULL ? g_bytes_ref (spec->octets)
                              : g_bytes_new_static (SIGNER_SPEC_TEXT, strlen (SIGNER_SPEC_TEXT));
}

static GBytes *
sign_raw (const SignerSpec *spec, EVP_PKEY *key, GBytes *digest)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);
  gsize size = (gsize) EVP_PKEY_get_size (key);
  guint8 *value = g_malloc (size);

  g_assert_cmpint (EVP_PKEY_sign_init (context), ==, 1);
  if (spec->pss) {
    EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen (context, spec->no_salt ? 0 : RSA_PSS_SALTLEN_DIGEST);
  }
  if (!spec->bare_digest)
    g_assert_cmpint (EVP_PKEY_CTX_set_signature_md (context, sgn_hash_get_md (spec->hash)), ==, 1);
  g_assert_cmpint (EVP_PKEY_sign (context,
                                  value,
                                  &size,
                                  g_bytes_get_data (digest, NULL),
                                  g_bytes_get_size (digest)),
                   ==,
                   1);
  return g_bytes_new_take (value, size);
}

GBytes *
signer_spec_create_attributes (const SignerSpec *spec, guint8 tag)
{
  g_autoptr (GPtrArray) set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) octets = spec->wrong_digest ? g_bytes_new_static ("other octets", 12)
                                                 : get_octets (spec);
  g_autoptr (GBytes) digest = sgn_hash_bytes (spec->hash, octets);

  if (spec->content_type != NULL)
    g_ptr_array_add (set,
                     sgn_attribute_encode_one (SGN_OID_CONTENT_TYPE,
                                               sgn_der_encode_oid (spec->content_type)));
  if (spec->duplicate)
    g_ptr_array_add (set,
                     sgn_attribute_encode_one (SGN_OID_CONTENT_TYPE, sgn_der_encode_oid ("1.2.3")));
  if (!spec->no_digest)
    g_ptr_array_add (set,
                     sgn_attribute_encode_one (SGN_OID_MESSAGE_DIGEST,
                                               sgn_der_encode_octets (digest)));
  if (spec->signing_certificate != NULL)
    g_ptr_array_add (set,
                     sgn_attribute_encode_one (SGN_OID_SIGNING_CERT_V2,
                                               g_bytes_ref (spec->signing_certificate)));
  g_ptr_array_add (two, sgn_der_encode_uint (1));
  g_ptr_array_add (two, sgn_der_encode_uint (2));
  if (spec->two_values)
    g_ptr_array_add (set, sgn_attribute_encode ("1.2.3.4", two));
  return sgn_der_set_of (tag, set);
}

/* What stands in the SignerInfo: the same tagged [0], or nothing. */
static GBytes *
encode_attributes (const SignerSpec *spec)
{
  g_autoptr (GBytes) tagged = signer_spec_create_attributes (spec, 0xa0);
  SgnDer der = sgn_der_from_bytes (tagged);
  SgnDerElement element;
  g_autoptr (GByteArray) open = g_byte_array_new ();

  if (spec->no_attributes)
    return g_bytes_new (NULL, 0);
  if (!spec->indefinite)
    return g_steal_pointer (&tagged);
  g_assert_true (sgn_der_next (&der, &element, NULL));
  g_byte_array_append (open, (const guint8[]){ 0xa0, 0x80 }, 2);
  g_byte_array_append (open, element.content.data, (guint) element.content.size);
  g_byte_array_append (open, (const guint8[]){ 0x00, 0x00 }, 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&open));
}

static GBytes *
encode_algorithm (const SignerSpec *spec)
{
  const char *oid = spec->signature_oid != NULL ? spec->signature_oid : SGN_OID_RSA;

  if (spec->signature_parameters == NULL)
    return sgn_der_encode_algorithm (oid, TRUE);
  return sgn_der_wrap (0x30,
                       sgn_der_encode_oid (oid),
                       g_bytes_ref (spec->signature_parameters),
                       NULL);
}

static GBytes *
encode_signer_info (const SignerSpec *spec, TestCert *cert)
{
  g_autoptr (GBytes) attributes = signer_spec_create_attributes (spec, SGN_TAG_SET);
  g_autoptr (GBytes) octets = get_octets (spec);
  g_autoptr (GBytes)
      digest = sgn_hash_bytes (spec->hash, spec->no_attributes ? octets : attributes);
  g_autoptr (GBytes) signature = sign_raw (spec, cert->key, digest);

  return sgn_der_wrap (0x30,
                       sgn_der_encode_uint (1),
                       sgn_der_wrap (SGN_TAG_SEQUENCE,
                                     sgn_issuer_encode (cert->certificate),
                                     sgn_serial_encode (cert->certificate),
                                     NULL),
                       sgn_der_encode_algorithm (sgn_hash_get_oid (spec->hash), TRUE),
                       encode_attributes (spec),
                       encode_algorithm (spec),
                       sgn_der_encode_octets (signature),
                       NULL);
}

SgnCmsStatus
signer_spec_check (const SignerSpec *spec, gboolean countersignature)
{
  const char *key_type = spec->key_type != NULL ? spec->key_type : "rsa-2048";
  const char *type = spec->outer_type != NULL ? spec->outer_type : SGN_OID_DATA;
  g_autoptr (TestCert) root = test_root_new ("Check Root");
  g_autoptr (TestCert) own = test_signer_new (root, "Check Signer", key_type);
  TestCert *cert = spec->cert != NULL ? spec->cert : own;
  g_autoptr (GBytes) der = encode_signer_info (spec, cert);
  g_autoptr (GPtrArray) certificates = test_certs_list (spec->no_certificate ? root : cert, NULL);
  g_autoptr (GBytes) octets = get_octets (spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (der, certificates, &error);

  g_assert_no_error (error);
  return sgn_cms_check_signer (signer, spec->any_type ? NULL : type, octets, countersignature);
}
