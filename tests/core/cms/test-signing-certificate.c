/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "tests/core/cms/signer-spec.h"

/* The attribute signingCertificateV2 names the certificate, so that no other one with the same key
 * can take its place (RFC 5035). */

/* SigningCertificateV2 of one ESSCertIDv2 with these fields, which are consumed. */
static GBytes *
create_value (GBytes *algorithm, GBytes *digest)
{
  GBytes *id = sgn_der_wrap (SGN_TAG_SEQUENCE, algorithm, digest, NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_wrap (SGN_TAG_SEQUENCE, id, NULL), NULL);
}

static GBytes *
create_digest (TestCert *cert, SgnHash hash)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (hash, sgn_certificate_get_der (cert->certificate));

  return sgn_der_encode_octets (digest);
}

static void
assert_status (TestCert *cert, GBytes *value, SgnCmsStatus status)
{
  signer_spec_assert (status,
                      .cert = cert,
                      .content_type = SGN_OID_DATA,
                      .signing_certificate = value);
  g_bytes_unref (value);
}

/* Without an algorithm it is SHA-256. */
static void
test_algorithms (void)
{
  const char *sha1 = sgn_hash_get_oid (SGN_HASH_SHA1);
  const char *sha384 = sgn_hash_get_oid (SGN_HASH_SHA384);
  g_autoptr (TestCert) cert = test_signer_new (NULL, "Signer", "rsa-2048");
  g_autoptr (TestCert) other = test_signer_new (NULL, "Signer", "rsa-2048");
  const struct {
    const char *oid; /* NULL: none */
    SgnHash hash;
    TestCert *named;
    SgnCmsStatus status;
  } cases[] = {
    { NULL, SGN_HASH_SHA256, cert, SGN_CMS_GOOD },
    { NULL, SGN_HASH_SHA256, other, SGN_CMS_BAD_ATTRIBUTES },
    { NULL, SGN_HASH_SHA384, cert, SGN_CMS_BAD_ATTRIBUTES },
    { sha384, SGN_HASH_SHA384, cert, SGN_CMS_GOOD },
    { sha384, SGN_HASH_SHA384, other, SGN_CMS_BAD_ATTRIBUTES },
    { sha1, SGN_HASH_SHA256, cert, SGN_CMS_BAD_ATTRIBUTES },
    { "1.2.3", SGN_HASH_SHA256, cert, SGN_CMS_BAD_ATTRIBUTES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GBytes *algorithm = cases[i].oid != NULL ? sgn_der_encode_algorithm (cases[i].oid, FALSE)
                                             : g_bytes_new (NULL, 0);
    GBytes *digest = create_digest (cases[i].named, cases[i].hash);

    assert_status (cert, create_value (algorithm, digest), cases[i].status);
  }
}

static void
test_damaged (void)
{
  const char *sha256 = sgn_hash_get_oid (SGN_HASH_SHA256);
  g_autoptr (TestCert) cert = test_signer_new (NULL, "Signer", "rsa-2048");
  GBytes *no_digest = create_value (sgn_der_encode_algorithm (sha256, FALSE),
                                    g_bytes_new (NULL, 0));
  GBytes *number = create_value (sgn_der_encode_algorithm (sha256, FALSE), sgn_der_encode_uint (1));
  GBytes *empty = create_value (g_bytes_new (NULL, 0), g_bytes_new (NULL, 0));

  assert_status (cert, no_digest, SGN_CMS_BAD_ATTRIBUTES);
  assert_status (cert, number, SGN_CMS_BAD_ATTRIBUTES);
  assert_status (cert, empty, SGN_CMS_BAD_ATTRIBUTES);
  assert_status (cert, sgn_der_encode (SGN_TAG_SEQUENCE, NULL, 0), SGN_CMS_BAD_ATTRIBUTES);
  assert_status (cert, sgn_der_encode_uint (1), SGN_CMS_BAD_ATTRIBUTES);
}

/* Of a missing certificate nothing can be compared. */
static void
test_no_certificate (void)
{
  g_autoptr (TestCert) cert = test_signer_new (NULL, "Signer", "rsa-2048");
  g_autoptr (GBytes)
      value = create_value (g_bytes_new (NULL, 0), create_digest (cert, SGN_HASH_SHA384));

  signer_spec_assert (SGN_CMS_NO_CERTIFICATE,
                      .cert = cert,
                      .content_type = SGN_OID_DATA,
                      .signing_certificate = value,
                      .no_certificate = TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/signing-certificate/algorithms", test_algorithms);
  g_test_add_func ("/cms/signing-certificate/damaged", test_damaged);
  g_test_add_func ("/cms/signing-certificate/no-certificate", test_no_certificate);
  return g_test_run ();
}
