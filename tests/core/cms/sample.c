/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/cms/sample.h"

#include <string.h>

#include "core/asn1/spc.h"
#include "core/base/oid.h"

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
