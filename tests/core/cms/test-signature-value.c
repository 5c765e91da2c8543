/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "tests/core/cms/signer-spec.h"

/* Which signature values are accepted from which keys. */

#define OID_MGF1 "1.2.840.113549.1.1.8"

static void
test_algorithms (void)
{
  static const char *const rsa[] = { SGN_OID_RSA,
                                     "1.2.840.113549.1.1.4",
                                     "1.2.840.113549.1.1.5",
                                     "1.2.840.113549.1.1.11",
                                     "1.2.840.113549.1.1.12",
                                     "1.2.840.113549.1.1.13" };
  static const char *const ec[] = { SGN_OID_EC_PUBLIC_KEY,
                                    "1.2.840.10045.4.1",
                                    "1.2.840.10045.4.3.2",
                                    "1.2.840.10045.4.3.3",
                                    "1.2.840.10045.4.3.4" };

  for (gsize i = 0; i < G_N_ELEMENTS (rsa); i++)
    signer_spec_assert (SGN_CMS_GOOD, .content_type = SGN_OID_DATA, .signature_oid = rsa[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (ec); i++)
    signer_spec_assert (SGN_CMS_GOOD,
                        .content_type = SGN_OID_DATA,
                        .signature_oid = ec[i],
                        .key_type = "ec-p256");
  signer_spec_assert (SGN_CMS_UNKNOWN_ALGORITHM,
                      .content_type = SGN_OID_DATA,
                      .signature_oid = "1.2.3");
  signer_spec_assert (SGN_CMS_BAD_SIGNATURE,
                      .content_type = SGN_OID_DATA,
                      .signature_oid = SGN_OID_EC_PUBLIC_KEY);
}

static void
test_hashes (void)
{
  for (int hash = 0; hash < SGN_N_HASHES; hash++) {
    SignerSpec spec = { .hash = (SgnHash) hash, .content_type = SGN_OID_DATA };
    SignerSpec small = { .hash = (SgnHash) hash,
                         .content_type = SGN_OID_DATA,
                         .key_type = "rsa-1024" };

    g_assert_cmpint (signer_spec_check (&spec, FALSE), ==, SGN_CMS_GOOD);
    g_assert_cmpint (signer_spec_check (&small, FALSE), ==, SGN_CMS_GOOD);
  }
}

/* RSASSA-PSS-params (RFC 4055, 3.1). @mask_parameters and @salt, DER, are consumed. */
static GBytes *
create_pss_parameters (const char *hash_oid,
                       const char *mask_oid,
                       GBytes *mask_parameters,
                       GBytes *salt)
{
  GBytes *mask = sgn_der_wrap (SGN_TAG_SEQUENCE,
                               sgn_der_encode_oid (mask_oid),
                               mask_parameters,
                               NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_wrap (0xa0, sgn_der_encode_algorithm (hash_oid, TRUE), NULL),
                       sgn_der_wrap (0xa1, mask, NULL),
                       sgn_der_wrap (0xa2, salt, NULL),
                       NULL);
}

/* Signed with SHA-256, MGF1 over it and a salt of 32 bytes; the parameters say so, or not. */
static void
test_pss (void)
{
  const char *sha256 = sgn_hash_get_oid (SGN_HASH_SHA256);
  const char *sha512 = sgn_hash_get_oid (SGN_HASH_SHA512);
  const struct {
    const char *hash_oid, *mask_oid, *mask_hash_oid; /* the last NULL: none */
    const char *salt;                                /* big-endian */
    gsize salt_size;
    gboolean no_salt; /* in the signature */
    SgnCmsStatus status;
  } cases[] = {
    { sha256, OID_MGF1, sha256, "\x20", 1, FALSE, SGN_CMS_GOOD },
    { sha256, OID_MGF1, sha256, "\x14", 1, FALSE, SGN_CMS_BAD_SIGNATURE },
    { sha256, OID_MGF1, sha256, "\x00", 1, FALSE, SGN_CMS_BAD_SIGNATURE },
    { sha256, OID_MGF1, sha256, "\x00", 1, TRUE, SGN_CMS_GOOD },
    /* OpenSSL takes -1 and -2 for "whatever fits". */
    { sha256, OID_MGF1, sha256, "\xff", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { sha256, OID_MGF1, sha256, "\xfe", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { sha256, OID_MGF1, sha256, "\x04\x00", 2, FALSE, SGN_CMS_BAD_SIGNATURE },
    { sha256, OID_MGF1, sha256, "\x04\x01", 2, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { sha256, OID_MGF1, sha512, "\x20", 1, FALSE, SGN_CMS_BAD_SIGNATURE },
    { sha256, OID_MGF1, "1.2.3", "\x20", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { sha256, OID_MGF1, NULL, "\x20", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { sha256, "1.2.3", sha256, "\x20", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { sha512, OID_MGF1, sha256, "\x20", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
    { "1.2.3", OID_MGF1, sha256, "\x20", 1, FALSE, SGN_CMS_UNKNOWN_ALGORITHM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GBytes *mask_parameters = cases[i].mask_hash_oid != NULL
                                  ? sgn_der_encode_algorithm (cases[i].mask_hash_oid, TRUE)
                                  : sgn_der_encode (SGN_TAG_NULL, NULL, 0);
    GBytes *salt = sgn_der_encode (SGN_TAG_INTEGER, cases[i].salt, cases[i].salt_size);
    g_autoptr (GBytes) parameters = create_pss_parameters (cases[i].hash_oid,
                                                           cases[i].mask_oid,
                                                           mask_parameters,
                                                           salt);

    g_test_message ("%" G_GSIZE_FORMAT, i);
    signer_spec_assert (cases[i].status,
                        .content_type = SGN_OID_DATA,
                        .pss = TRUE,
                        .no_salt = cases[i].no_salt,
                        .signature_oid = SGN_OID_RSA_PSS,
                        .signature_parameters = parameters);
  }
}

static void
test_damaged_pss (void)
{
  g_autoptr (GBytes) broken = sgn_der_encode (SGN_TAG_OCTETS, "x", 1);

  signer_spec_assert (SGN_CMS_UNKNOWN_ALGORITHM,
                      .content_type = SGN_OID_DATA,
                      .pss = TRUE,
                      .signature_oid = SGN_OID_RSA_PSS,
                      .signature_parameters = broken);
}

/* A key makes only the signatures it is meant for. An SM2 key looks like one for ECDSA. */
static void
test_keys (void)
{
  const char *sha256 = sgn_hash_get_oid (SGN_HASH_SHA256);
  g_autoptr (GBytes) right = create_pss_parameters (sha256,
                                                    OID_MGF1,
                                                    sgn_der_encode_algorithm (sha256, TRUE),
                                                    sgn_der_encode_uint (32));
  const struct {
    const char *key_type, *signature_oid;
    gboolean pss;
    gboolean bare_digest;
    SgnCmsStatus status;
  } cases[] = {
    { "rsa-2048", SGN_OID_RSA_PSS, TRUE, FALSE, SGN_CMS_GOOD },
    { "rsa-2048", SGN_OID_RSA_PSS, FALSE, FALSE, SGN_CMS_BAD_SIGNATURE },
    { "rsa-2048", SGN_OID_RSA, TRUE, FALSE, SGN_CMS_BAD_SIGNATURE },
    { "rsa-2048", SGN_OID_DSA, FALSE, FALSE, SGN_CMS_BAD_SIGNATURE },
    { "rsa-pss", SGN_OID_RSA_PSS, TRUE, FALSE, SGN_CMS_GOOD },
    { "rsa-pss", SGN_OID_RSA, TRUE, FALSE, SGN_CMS_BAD_SIGNATURE },
    { "dsa-1024", SGN_OID_DSA, FALSE, FALSE, SGN_CMS_GOOD },
    { "dsa-1024", SGN_OID_DSA_SHA1, FALSE, FALSE, SGN_CMS_GOOD },
    { "dsa-1024", SGN_OID_EC_PUBLIC_KEY, FALSE, FALSE, SGN_CMS_BAD_SIGNATURE },
    { "ec-p256", SGN_OID_EC_PUBLIC_KEY, FALSE, FALSE, SGN_CMS_GOOD },
    { "ec-p256", SGN_OID_DSA, FALSE, FALSE, SGN_CMS_BAD_SIGNATURE },
    { "sm2", SGN_OID_EC_PUBLIC_KEY, FALSE, TRUE, SGN_CMS_BAD_SIGNATURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean is_pss = g_str_equal (cases[i].signature_oid, SGN_OID_RSA_PSS);

    g_test_message ("%s, %s", cases[i].key_type, cases[i].signature_oid);
    signer_spec_assert (cases[i].status,
                        .content_type = SGN_OID_DATA,
                        .key_type = cases[i].key_type,
                        .pss = cases[i].pss,
                        .bare_digest = cases[i].bare_digest,
                        .signature_oid = cases[i].signature_oid,
                        .signature_parameters = is_pss ? right : NULL);
  }
}

/* Old timestamp servers left DigestInfo out. */
static void
test_bare_digest (void)
{
  SignerSpec bare = { .hash = SGN_HASH_SHA1, .content_type = SGN_OID_DATA, .bare_digest = TRUE };
  SignerSpec wrong = bare;

  g_assert_cmpint (signer_spec_check (&bare, TRUE), ==, SGN_CMS_GOOD);
  g_assert_cmpint (signer_spec_check (&bare, FALSE), ==, SGN_CMS_BAD_SIGNATURE);
  wrong.wrong_digest = TRUE;
  g_assert_cmpint (signer_spec_check (&wrong, TRUE), ==, SGN_CMS_BAD_DIGEST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/signature-value/algorithms", test_algorithms);
  g_test_add_func ("/cms/signature-value/hashes", test_hashes);
  g_test_add_func ("/cms/signature-value/pss", test_pss);
  g_test_add_func ("/cms/signature-value/damaged-pss", test_damaged_pss);
  g_test_add_func ("/cms/signature-value/keys", test_keys);
  g_test_add_func ("/cms/signature-value/bare-digest", test_bare_digest);
  return g_test_run ();
}
