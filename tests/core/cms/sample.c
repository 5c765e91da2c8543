/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/cms/sample.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/oid.h"
#include "core/cms/issuer-serial.h"

GBytes *
sample_content_new (const char *text)
{
  g_autoptr (GBytes) value = sgn_spc_pe_image_data_encode (NULL, SGN_HASH_SHA256);
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, text, strlen (text));

  return sgn_spc_indirect_data_encode (SGN_OID_SPC_PE_IMAGE_DATA, value, SGN_HASH_SHA256, digest);
}

SgnIdentity *
sample_identity_new (const char *key_type)
{
  g_autoptr (TestCert) root = test_root_new ("Sample Root");
  g_autoptr (TestCert) issuer = test_intermediate_new (root, "Sample Issuer");
  g_autoptr (TestCert) leaf = test_signer_new (issuer, "Sample Signer", key_type);
  g_autoptr (GPtrArray) others = test_certs_list (issuer, root, NULL);

  return test_identity_new (leaf, others);
}

GBytes *
sample_signature_new (const char *key_type, SgnHash hash, const char *name)
{
  g_autoptr (SgnIdentity) identity = sample_identity_new (key_type);
  g_autoptr (GBytes) content = sample_content_new ("sample");
  SgnCmsOptions options = { .hash = hash, .program_name = name };
  g_autoptr (GError) error = NULL;
  GBytes *der = sgn_cms_build (SGN_OID_SPC_INDIRECT_DATA,
                               content,
                               identity,
                               &options,
                               NULL,
                               &error);

  g_assert_no_error (error);
  return der;
}

SgnSignedData *
sample_parse (GBytes *der)
{
  g_autoptr (GError) error = NULL;
  SgnSignedData *self = sgn_signed_data_parse (der, &error);

  g_assert_no_error (error);
  return self;
}

GBytes *
sample_rebuild (GBytes *der, const char *where, GBytes *added)
{
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement element;
  g_autoptr (GByteArray) content = g_byte_array_new ();

  g_assert_true (sgn_der_expect (&rest, 0x30, &element, NULL));
  rest = element.content;
  g_assert_true (sgn_der_expect (&rest, 0x06, &element, NULL));
  g_assert_true (sgn_der_expect (&rest, 0xa0, &element, NULL));
  rest = element.content;
  g_assert_true (sgn_der_expect (&rest, 0x30, &element, NULL));
  rest = element.content;
  for (guint i = 0; !sgn_der_is_empty (rest); i++) {
    static const char *const fields[] = { "version",
                                          "algorithms",
                                          "content",
                                          "certificates",
                                          "signers" };
    g_autoptr (GBytes) part = NULL;

    g_assert_true (sgn_der_next (&rest, &element, NULL));
    part = sgn_der_to_bytes (element.whole);
    if (g_str_equal (where, fields[i])) {
      g_clear_pointer (&part, g_bytes_unref);
      part = sgn_der_wrap (element.tag,
                           sgn_der_to_bytes (element.content),
                           g_bytes_ref (added),
                           NULL);
    } else if (g_str_equal (where, "crls") && g_str_equal (fields[i], "signers")) {
      g_byte_array_append (content,
                           g_bytes_get_data (added, NULL),
                           (guint) g_bytes_get_size (added));
    }
    g_byte_array_append (content, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
  }
  return sgn_der_encode (0x30, content->data, content->len);
}

static GBytes *
wrap_or_nothing (guint8 tag, GBytes *content)
{
  if (content == NULL)
    return g_bytes_new (NULL, 0);
  return sgn_der_wrap (tag, g_bytes_ref (content), NULL);
}

GBytes *
sample_signer_info_new (const SampleSigner *spec)
{
  g_autoptr (GBytes) value = g_bytes_new_static ("no signature", strlen ("no signature"));
  const char *hash = spec->hash_oid != NULL ? spec->hash_oid : sgn_hash_get_oid (SGN_HASH_SHA256);
  const char *signature = spec->signature_oid != NULL ? spec->signature_oid : SGN_OID_EC_PUBLIC_KEY;
  GBytes *id = spec->id != NULL ? g_bytes_ref (spec->id)
                                : sgn_der_wrap (SGN_TAG_SEQUENCE,
                                                sgn_issuer_encode (spec->cert->certificate),
                                                sgn_serial_encode (spec->cert->certificate),
                                                NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       id,
                       sgn_der_encode_algorithm (hash, TRUE),
                       wrap_or_nothing (0xa0, spec->signed_attributes),
                       sgn_der_encode_algorithm (signature, FALSE),
                       sgn_der_encode_octets (value),
                       wrap_or_nothing (0xa1, spec->unsigned_attributes),
                       NULL);
}

GBytes *
sample_message_new (GBytes *signer_info, GPtrArray *certificates, const char *hash_oid)
{
  g_autoptr (GByteArray) set = g_byte_array_new ();
  const char *hash = hash_oid != NULL ? hash_oid : sgn_hash_get_oid (SGN_HASH_SHA256);

  for (guint i = 0; certificates != NULL && i < certificates->len; i++) {
    GBytes *der = sgn_certificate_get_der (certificates->pdata[i]);

    g_byte_array_append (set, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  }
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       sgn_der_wrap (SGN_TAG_SET, sgn_der_encode_algorithm (hash, TRUE), NULL),
                       sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid (SGN_OID_DATA), NULL),
                       set->len == 0 ? g_bytes_new (NULL, 0)
                                     : sgn_der_encode (0xa0, set->data, set->len),
                       sgn_der_wrap (SGN_TAG_SET, g_bytes_ref (signer_info), NULL),
                       NULL);
}

GBytes *
sample_unsigned_new (TestCert *cert, GPtrArray *certificates, GBytes *attributes)
{
  const SampleSigner signer = { .cert = cert, .unsigned_attributes = attributes };
  g_autoptr (GPtrArray) list = certificates;
  g_autoptr (GBytes) signer_info = sample_signer_info_new (&signer);

  return sample_message_new (signer_info, list, NULL);
}
