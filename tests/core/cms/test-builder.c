/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/cms/builder.h"

#include <string.h>

#include <openssl/cms.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "core/cms/check.h"
#include "tests/core/cms/sample.h"

typedef struct {
  const char *key_type;
  SgnHash hash;
} Kind;

static const Kind kinds[] = {
  { "rsa-2048", SGN_HASH_SHA256 }, { "rsa-2048", SGN_HASH_SHA1 },  { "rsa-3072", SGN_HASH_SHA384 },
  { "ec-p256", SGN_HASH_SHA256 },  { "ec-p384", SGN_HASH_SHA384 }, { "ec-p521", SGN_HASH_SHA512 },
};

/* OpenSSL parses what we wrote, byte for byte the same, and finds the signature right. */
static void
assert_openssl_agrees (GBytes *der, GBytes *octets)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  const guint8 *end = data;
  g_autoptr (PKCS7) p7 = d2i_PKCS7 (NULL, &end, (long) size);
  g_autofree guint8 *encoded = NULL;
  guint8 *out;
  g_autoptr (BIO)
      bio = BIO_new_mem_buf (g_bytes_get_data (octets, NULL), (int) g_bytes_get_size (octets));

  g_assert_nonnull (p7);
  g_assert_true (end == data + size);
  g_assert_cmpint (i2d_PKCS7 (p7, NULL), ==, (int) size);
  out = encoded = g_malloc (size);
  i2d_PKCS7 (p7, &out);
  g_assert_cmpmem (encoded, size, data, size);
  g_assert_cmpint (PKCS7_verify (p7, NULL, NULL, bio, NULL, PKCS7_NOVERIFY), ==, 1);
}

static void
test_round_trip (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (GBytes) der = sample_signature_new (kind->key_type, kind->hash, NULL);
  g_autoptr (GBytes) content = sample_content_new ("sample");
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (parsed);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  g_assert_cmpstr (sgn_signed_data_get_content_type (parsed), ==, SGN_OID_SPC_INDIRECT_DATA);
  g_assert_true (g_bytes_equal (sgn_signed_data_get_content (parsed), content));
  g_assert_true (g_bytes_equal (sgn_signed_data_get_der (parsed), der));
  g_assert_cmpuint (sgn_signed_data_get_certificates (parsed)->len, ==, 2);
  g_assert_cmpint (signer->hash, ==, kind->hash);
  g_assert_nonnull (signer->certificate);
  g_assert_cmpstr (signer->serial, ==, sgn_certificate_get_serial (signer->certificate));
  g_assert_nonnull (strstr (signer->issuer, "Sample Issuer"));
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
  sgn_signed_data_find_anomalies (parsed, findings);
  g_assert_cmpuint (findings->len, ==, 0);
  assert_openssl_agrees (der, sgn_signed_data_get_content_bytes (parsed));
}

static void
test_attributes (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("rsa-2048", SGN_HASH_SHA256, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (parsed);
  static const char *const expected[] = {
    SGN_OID_SPC_SP_OPUS_INFO,
    SGN_OID_CONTENT_TYPE,
    SGN_OID_SPC_STATEMENT_TYPE,
    SGN_OID_MESSAGE_DIGEST,
  };

  g_assert_cmpuint (signer->signed_attributes->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    const SgnAttribute *attribute = signer->signed_attributes->pdata[i];

    g_assert_cmpstr (attribute->oid, ==, expected[i]);
    g_assert_cmpuint (attribute->values->len, ==, 1);
  }
  g_assert_cmpuint (signer->unsigned_attributes->len, ==, 0);
  g_assert_cmpstr (signer->signature_oid, ==, SGN_OID_RSA);
  g_assert_cmpmem (g_bytes_get_data (signer->signature_parameters, NULL),
                   g_bytes_get_size (signer->signature_parameters),
                   "\x05\x00",
                   2);
}

static void
test_program_name (void)
{
  g_autoptr (SgnIdentity) identity = sample_identity_new ("ec-p256");
  g_autoptr (GBytes) content = sample_content_new ("x");
  SgnCmsOptions options = { .hash = SGN_HASH_SHA256,
                            .program_name = "Pr\xc3\xbc"
                                            "fer",
                            .program_url = "https://example.com/",
                            .sequence_number = 2 };
  g_autoptr (GBytes)
      der = sgn_cms_build (SGN_OID_SPC_INDIRECT_DATA, content, identity, &options, NULL, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (parsed);
  const SgnAttribute *opus = sgn_signer_info_get_signed (signer, SGN_OID_SPC_SP_OPUS_INFO);
  const SgnAttribute *number = sgn_signer_info_get_signed (signer, SGN_OID_SEQUENCE_NUMBER);
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;

  g_assert_true (sgn_spc_opus_info_parse (opus->value, &name, &url, NULL));
  g_assert_cmpstr (name,
                   ==,
                   "Pr\xc3\xbc"
                   "fer");
  g_assert_cmpstr (url, ==, "https://example.com/");
  g_assert_cmpmem (g_bytes_get_data (number->value, NULL),
                   g_bytes_get_size (number->value),
                   "\x02\x01\x02",
                   3);
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
}

static GBytes *
refuse_to_sign (gpointer key,
                SgnHash hash,
                GBytes *digest,
                GCancellable *cancellable,
                GError **error)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_KEY_FAILED, "no");
  return NULL;
}

static void
test_key_fails (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (SgnIdentity)
      identity = sgn_identity_new (root->certificate, chain, "", refuse_to_sign, NULL, NULL);
  g_autoptr (GBytes) content = sample_content_new ("x");
  SgnCmsOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (GError) error = NULL;

  g_assert_null (
      sgn_cms_build (SGN_OID_SPC_INDIRECT_DATA, content, identity, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_FAILED);
}

/* Authenticode signs one DER element, all of it but tag and length. */
static void
test_no_element (void)
{
  static const struct {
    const char *bytes;
    gsize size;
  } cases[] = { { "", 0 }, { "\x30\x02\x05", 3 }, { "\x30\x00\x05\x00", 4 } };
  g_autoptr (SgnIdentity) identity = sample_identity_new ("ec-p256");
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) content = g_bytes_new (cases[i].bytes, cases[i].size);
    g_autoptr (GError) error = NULL;

    g_assert_null (
        sgn_cms_build (SGN_OID_SPC_INDIRECT_DATA, content, identity, &options, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

typedef struct {
  const char *path;
  SgnCmsProfile profile;
  gboolean detached;
  guint attributes;
} Profile;

static const Profile profiles[] = {
  { "/cms/builder/cades", SGN_CMS_CADES, FALSE, 5 },
  { "/cms/builder/timed-detached", SGN_CMS_TIMED, TRUE, 3 },
  { "/cms/builder/plain", SGN_CMS_PLAIN, FALSE, 2 },
  { "/cms/builder/plain-detached", SGN_CMS_PLAIN, TRUE, 2 },
};

/* Trusts every certificate inside, whatever it was made for. */
static X509_STORE *
trust_all (CMS_ContentInfo *cms)
{
  X509_STORE *store = X509_STORE_new ();
  STACK_OF (X509) *certificates = CMS_get1_certs (cms);

  for (int i = 0; i < sk_X509_num (certificates); i++)
    X509_STORE_add_cert (store, sk_X509_value (certificates, i));
  X509_STORE_set_flags (store, X509_V_FLAG_PARTIAL_CHAIN);
  X509_STORE_set_purpose (store, X509_PURPOSE_ANY);
  sk_X509_pop_free (certificates, X509_free);
  return store;
}

/* OpenSSL's CMS reads it; with CMS_CADES it also compares the signing certificate. */
static void
assert_cms_agrees (GBytes *der, GBytes *content, const Profile *profile)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  CMS_ContentInfo *cms = d2i_CMS_ContentInfo (NULL, &data, (long) size);
  g_autoptr (X509_STORE) store = trust_all (cms);
  g_autoptr (BIO)
      bio = BIO_new_mem_buf (g_bytes_get_data (content, NULL), (int) g_bytes_get_size (content));
  unsigned int flags = CMS_BINARY | (profile->profile == SGN_CMS_CADES ? CMS_CADES : 0);
  BIO *outside = profile->detached ? bio : NULL;

  g_assert_cmpint (CMS_is_detached (cms), ==, profile->detached);
  g_assert_cmpint (CMS_verify (cms, NULL, store, outside, NULL, flags), ==, 1);
  CMS_ContentInfo_free (cms);
}

static void
test_profile (gconstpointer data)
{
  const Profile *profile = data;
  g_autoptr (SgnIdentity) identity = sample_identity_new ("rsa-2048");
  g_autoptr (GBytes) content = g_bytes_new_static ("some octets\n", 12);
  g_autoptr (GBytes) other = g_bytes_new_static ("some octets!", 12);
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256,
                                  .profile = profile->profile,
                                  .detached = profile->detached };
  g_autoptr (GBytes) der = sgn_cms_build (SGN_OID_DATA, content, identity, &options, NULL, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);

  g_assert_cmpuint (sgn_signed_data_get_signer (parsed)->signed_attributes->len,
                    ==,
                    profile->attributes);
  g_assert_true ((sgn_signed_data_get_content (parsed) == NULL) == profile->detached);
  g_assert_cmpint (sgn_cms_check (parsed, content), ==, SGN_CMS_GOOD);
  g_assert_cmpint (sgn_cms_check (parsed, other), ==, SGN_CMS_BAD_DIGEST);
  g_assert_cmpint (sgn_cms_check (parsed, NULL),
                   ==,
                   profile->detached ? SGN_CMS_BAD_DIGEST : SGN_CMS_GOOD);
  assert_cms_agrees (der, content, profile);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strdup_printf ("/cms/builder/round-trip/%s-%s",
                                             kinds[i].key_type,
                                             sgn_hash_get_id (kinds[i].hash));

    g_test_add_data_func (path, &kinds[i], test_round_trip);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    g_test_add_data_func (profiles[i].path, &profiles[i], test_profile);
  g_test_add_func ("/cms/builder/attributes", test_attributes);
  g_test_add_func ("/cms/builder/program-name", test_program_name);
  g_test_add_func ("/cms/builder/key-fails", test_key_fails);
  g_test_add_func ("/cms/builder/no-element", test_no_element);
  return g_test_run ();
}
