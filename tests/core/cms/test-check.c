/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/cms/check.h"

#include <string.h>

#include <openssl/rsa.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "core/cms/attributes.h"
#include "tests/core/cms/sample.h"

/* A SignerInfo made here in every way a signer can get it wrong. */
typedef struct {
  const char *key_type;
  SgnHash hash;
  const char *signature_oid;
  GBytes *signature_parameters;
  const char *content_type; /* NULL: no such attribute */
  gboolean no_digest;
  gboolean wrong_digest;
  gboolean duplicate;  /* contentType twice */
  gboolean two_values; /* in one attribute */
  gboolean no_attributes;
  const char *outer_type; /* (nullable): what the message says of its content, if not data */
  gboolean bare_digest;   /* PKCS #1 block without DigestInfo */
  gboolean pss;
  gboolean no_certificate;
} Spec;

static const char octets_text[] = "these octets are signed";

static GBytes *
sign_raw (const Spec *spec, EVP_PKEY *key, GBytes *digest)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);
  gsize size = (gsize) EVP_PKEY_get_size (key);
  guint8 *value = g_malloc (size);

  g_assert_cmpint (EVP_PKEY_sign_init (context), ==, 1);
  if (spec->pss) {
    EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen (context, RSA_PSS_SALTLEN_DIGEST);
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

static GBytes *
create_attributes (const Spec *spec, guint8 tag)
{
  g_autoptr (GPtrArray) set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *text = spec->wrong_digest ? "other octets" : octets_text;
  g_autoptr (GBytes) digest = sgn_hash_data (spec->hash, text, strlen (text));

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
  g_ptr_array_add (two, sgn_der_encode_uint (1));
  g_ptr_array_add (two, sgn_der_encode_uint (2));
  if (spec->two_values)
    g_ptr_array_add (set, sgn_attribute_encode ("1.2.3.4", two));
  return sgn_der_set_of (tag, set);
}

static GBytes *
encode_sid (X509 *x509)
{
  guint8 *name = NULL;
  guint8 *serial = NULL;
  int name_size = i2d_X509_NAME (X509_get_issuer_name (x509), &name);
  int serial_size = i2d_ASN1_INTEGER (X509_get0_serialNumber (x509), &serial);
  GBytes *bytes = sgn_der_wrap (0x30,
                                g_bytes_new (name, (gsize) name_size),
                                g_bytes_new (serial, (gsize) serial_size),
                                NULL);

  OPENSSL_free (name);
  OPENSSL_free (serial);
  return bytes;
}

static GBytes *
encode_algorithm (const Spec *spec)
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
encode_signer_info (const Spec *spec, TestCert *cert)
{
  g_autoptr (GBytes) attributes = create_attributes (spec, 0x31);
  g_autoptr (GBytes) digest = spec->no_attributes
                                  ? sgn_hash_data (spec->hash, octets_text, strlen (octets_text))
                                  : sgn_hash_bytes (spec->hash, attributes);
  g_autoptr (GBytes) signature = sign_raw (spec, cert->key, digest);

  return sgn_der_wrap (0x30,
                       sgn_der_encode_uint (1),
                       encode_sid (cert->x509),
                       sgn_der_encode_algorithm (sgn_hash_get_oid (spec->hash), TRUE),
                       spec->no_attributes ? g_bytes_new (NULL, 0) : create_attributes (spec, 0xa0),
                       encode_algorithm (spec),
                       sgn_der_encode_octets (signature),
                       NULL);
}

static SgnCmsStatus
check (const Spec *spec, gboolean allow_bare_digest)
{
  g_autoptr (TestCert) root = test_root_new ("Check Root");
  g_autoptr (TestCert)
      cert = test_signer_new (root, "Check Signer", spec->key_type ? spec->key_type : "rsa-2048");
  g_autoptr (GBytes) der = encode_signer_info (spec, cert);
  g_autoptr (GPtrArray) certificates = test_certs_list (spec->no_certificate ? root : cert, NULL);
  g_autoptr (GBytes) octets = g_bytes_new (octets_text, strlen (octets_text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (der, certificates, &error);

  g_assert_no_error (error);
  return sgn_cms_check_signer (signer,
                               spec->outer_type != NULL ? spec->outer_type : SGN_OID_DATA,
                               octets,
                               allow_bare_digest);
}

#define assert_status(status, ...)                                                                 \
  g_assert_cmpint (check (&(Spec){ .hash = SGN_HASH_SHA256, __VA_ARGS__ }, FALSE), ==, status)

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
    assert_status (SGN_CMS_GOOD, .content_type = SGN_OID_DATA, .signature_oid = rsa[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (ec); i++)
    assert_status (SGN_CMS_GOOD,
                   .content_type = SGN_OID_DATA,
                   .signature_oid = ec[i],
                   .key_type = "ec-p256");
  assert_status (SGN_CMS_UNKNOWN_ALGORITHM, .content_type = SGN_OID_DATA, .signature_oid = "1.2.3");
  assert_status (SGN_CMS_BAD_SIGNATURE,
                 .content_type = SGN_OID_DATA,
                 .signature_oid = SGN_OID_EC_PUBLIC_KEY);
}

static void
test_hashes (void)
{
  for (int hash = 0; hash < SGN_N_HASHES; hash++) {
    Spec spec = { .hash = (SgnHash) hash, .content_type = SGN_OID_DATA };
    Spec small = { .hash = (SgnHash) hash, .content_type = SGN_OID_DATA, .key_type = "rsa-1024" };

    g_assert_cmpint (check (&spec, FALSE), ==, SGN_CMS_GOOD);
    g_assert_cmpint (check (&small, FALSE), ==, SGN_CMS_GOOD);
  }
}

static GBytes *
create_pss_parameters (int salt)
{
  g_autoptr (GBytes) hash = sgn_der_encode_algorithm (sgn_hash_get_oid (SGN_HASH_SHA256), TRUE);
  GBytes *mask = sgn_der_wrap (0x30,
                               sgn_der_encode_oid ("1.2.840.113549.1.1.8"),
                               g_bytes_ref (hash),
                               NULL);

  return sgn_der_wrap (0x30,
                       sgn_der_wrap (0xa0, g_bytes_ref (hash), NULL),
                       sgn_der_wrap (0xa1, mask, NULL),
                       sgn_der_wrap (0xa2, sgn_der_encode_uint ((guint64) salt), NULL),
                       NULL);
}

static void
test_pss (void)
{
  g_autoptr (GBytes) right = create_pss_parameters (32);
  g_autoptr (GBytes) wrong_salt = create_pss_parameters (20);
  g_autoptr (GBytes) broken = sgn_der_encode (0x04, "x", 1);
  Spec other_hash = { .hash = SGN_HASH_SHA512,
                      .content_type = SGN_OID_DATA,
                      .pss = TRUE,
                      .signature_oid = SGN_OID_RSA_PSS,
                      .signature_parameters = right };

  assert_status (SGN_CMS_GOOD,
                 .content_type = SGN_OID_DATA,
                 .pss = TRUE,
                 .signature_oid = SGN_OID_RSA_PSS,
                 .signature_parameters = right);
  assert_status (SGN_CMS_BAD_SIGNATURE,
                 .content_type = SGN_OID_DATA,
                 .pss = TRUE,
                 .signature_oid = SGN_OID_RSA_PSS,
                 .signature_parameters = wrong_salt);
  assert_status (SGN_CMS_BAD_SIGNATURE,
                 .content_type = SGN_OID_DATA,
                 .signature_oid = SGN_OID_RSA_PSS,
                 .signature_parameters = right);
  assert_status (SGN_CMS_BAD_SIGNATURE,
                 .content_type = SGN_OID_DATA,
                 .pss = TRUE,
                 .signature_oid = SGN_OID_RSA);
  assert_status (SGN_CMS_UNKNOWN_ALGORITHM,
                 .content_type = SGN_OID_DATA,
                 .pss = TRUE,
                 .signature_oid = SGN_OID_RSA_PSS,
                 .signature_parameters = broken);
  g_assert_cmpint (check (&other_hash, FALSE), ==, SGN_CMS_UNKNOWN_ALGORITHM);
}

static void
test_attributes (void)
{
  assert_status (SGN_CMS_GOOD, .content_type = SGN_OID_DATA);
  assert_status (SGN_CMS_BAD_ATTRIBUTES, .content_type = NULL);
  assert_status (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_TST_INFO);
  assert_status (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_DATA, .no_digest = TRUE);
  assert_status (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_DATA, .duplicate = TRUE);
  assert_status (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_DATA, .two_values = TRUE);
  assert_status (SGN_CMS_BAD_DIGEST, .content_type = SGN_OID_DATA, .wrong_digest = TRUE);
  assert_status (SGN_CMS_NO_CERTIFICATE, .content_type = SGN_OID_DATA, .no_certificate = TRUE);
  assert_status (SGN_CMS_GOOD, .no_attributes = TRUE);
}

/* Nothing but attributes says as what something was signed. */
static void
test_type_without_attributes (void)
{
  static const char *const types[] = { SGN_OID_MS_CTL,
                                       SGN_OID_SPC_INDIRECT_DATA,
                                       SGN_OID_MS_CODE_POLICY,
                                       SGN_OID_TST_INFO,
                                       "1.2.3" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    assert_status (SGN_CMS_BAD_ATTRIBUTES, .no_attributes = TRUE, .outer_type = types[i]);
    assert_status (SGN_CMS_GOOD, .content_type = types[i], .outer_type = types[i]);
  }
}

/* Old timestamp servers left DigestInfo out. */
static void
test_bare_digest (void)
{
  Spec bare = { .hash = SGN_HASH_SHA1, .content_type = SGN_OID_DATA, .bare_digest = TRUE };
  Spec wrong = bare;

  g_assert_cmpint (check (&bare, TRUE), ==, SGN_CMS_GOOD);
  g_assert_cmpint (check (&bare, FALSE), ==, SGN_CMS_BAD_SIGNATURE);
  wrong.wrong_digest = TRUE;
  g_assert_cmpint (check (&wrong, TRUE), ==, SGN_CMS_BAD_DIGEST);
}

/* A digest algorithm nobody knows must not pass for the one that fits. */
static void
test_unknown_hash (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  g_autoptr (GBytes) oid = sgn_der_encode_oid (sgn_hash_get_oid (SGN_HASH_SHA256));
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (SgnSignedData) parsed = NULL;

  size = g_bytes_get_size (der);
  for (gsize i = 0; i + g_bytes_get_size (oid) <= size; i++)
    if (memcmp (data + i, g_bytes_get_data (oid, NULL), g_bytes_get_size (oid)) == 0)
      data[i + g_bytes_get_size (oid) - 1] = 0x7f;
  changed = g_bytes_new (data, size);
  parsed = sample_parse (changed);
  g_assert_false (sgn_signed_data_get_signer (parsed)->hash_known);
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_UNKNOWN_ALGORITHM);
}

static gsize
find (GBytes *haystack, GBytes *needle)
{
  const guint8 *start = g_bytes_get_data (haystack, NULL);
  const guint8 *found = memmem (start,
                                g_bytes_get_size (haystack),
                                g_bytes_get_data (needle, NULL),
                                g_bytes_get_size (needle));

  g_assert_nonnull (found);
  return (gsize) (found - start);
}

static gboolean
is_good (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) der = g_bytes_new (data, size);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (der, NULL);

  return parsed != NULL && sgn_cms_check (parsed, NULL) == SGN_CMS_GOOD;
}

/* Each octet from @offset changed in turn must be noticed. */
static void
assert_flips_noticed (GBytes *der, gsize offset, gsize count)
{
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (der, NULL), size);

  g_assert_true (is_good (data, size));
  for (gsize i = offset; i < offset + count; i++) {
    data[i] ^= (guint8) (1 << i % 8);
    if (is_good (data, size))
      g_error ("a change of octet %" G_GSIZE_FORMAT " was not noticed", i);
    data[i] ^= (guint8) (1 << i % 8);
  }
}

static void
test_flips (gconstpointer key_type)
{
  g_autoptr (GBytes) der = sample_signature_new (key_type, SGN_HASH_SHA256, "Name");
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (parsed);
  GBytes *content = sgn_signed_data_get_content_bytes (parsed);
  g_autoptr (GBytes)
      attributes = g_bytes_new_from_bytes (signer->signed_attributes_der,
                                           1,
                                           g_bytes_get_size (signer->signed_attributes_der) - 1);

  assert_flips_noticed (der, find (der, content), g_bytes_get_size (content));
  assert_flips_noticed (der, find (der, attributes) - 1, g_bytes_get_size (attributes) + 1);
  assert_flips_noticed (der, find (der, signer->signature), g_bytes_get_size (signer->signature));
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);

  for (gsize size = 0; size < g_bytes_get_size (der); size++) {
    /* of its own: reading beyond the end shall be noticed by the sanitizer */
    g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (der, NULL), size);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_signed_data_parse (cut, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

/* Octets changed all over: never a crash, and every answer can be walked. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) plain = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) other = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (plain);
  g_autoptr (GBytes) der = sgn_cms_add_nested (parsed, other, NULL);
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (der, NULL), size);

  for (gsize i = 0; i < size; i += i < 128 ? 1 : 5) {
    guint8 kept = data[i];
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (SgnSignedData) result = NULL;
    g_autoptr (GPtrArray) findings = sgn_findings_new ();
    g_autoptr (GBytes) edited = NULL;

    data[i] = i % 2 == 0 ? 0x80 : 0xff;
    changed = g_bytes_new (data, size);
    data[i] = kept;
    result = sgn_signed_data_parse (changed, NULL);
    if (result == NULL)
      continue;
    sgn_cms_check (result, NULL);
    sgn_signed_data_find_anomalies (result, findings);
    edited = sgn_cms_add_nested (result, other, NULL);
    g_assert_nonnull (edited);
  }
}

/* RFC 5652 11.4: a countersignature has no content type; whatever stands there says nothing. */
static void
test_countersignature (void)
{
  const char *const types[] = { NULL, SGN_OID_DATA, SGN_OID_TST_INFO };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    Spec spec = { .hash = SGN_HASH_SHA256, .content_type = types[i] };

    g_assert_cmpint (check (&spec, TRUE), ==, SGN_CMS_GOOD);
    spec.wrong_digest = TRUE;
    g_assert_cmpint (check (&spec, TRUE), ==, SGN_CMS_BAD_DIGEST);
  }
}

/* What somebody signed as attributes is no content; a SET of anything else is. */
static void
test_attributes_as_content (void)
{
  const Spec signed_spec = { .hash = SGN_HASH_SHA256, .content_type = SGN_OID_DATA };
  const Spec typeless = { .hash = SGN_HASH_SHA256 };
  g_autoptr (GBytes) attributes = create_attributes (&signed_spec, 0x31);
  g_autoptr (GBytes) tagged = create_attributes (&signed_spec, 0xa0);
  g_autoptr (GBytes) incomplete = create_attributes (&typeless, 0x31);
  g_autoptr (GBytes) text = g_bytes_new_static (octets_text, strlen (octets_text));

  g_assert_true (sgn_cms_is_signed_attributes (attributes));
  g_assert_false (sgn_cms_is_signed_attributes (tagged));
  g_assert_false (sgn_cms_is_signed_attributes (incomplete));
  g_assert_false (sgn_cms_is_signed_attributes (text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/check/algorithms", test_algorithms);
  g_test_add_func ("/cms/check/hashes", test_hashes);
  g_test_add_func ("/cms/check/pss", test_pss);
  g_test_add_func ("/cms/check/attributes", test_attributes);
  g_test_add_func ("/cms/check/type-without-attributes", test_type_without_attributes);
  g_test_add_func ("/cms/check/bare-digest", test_bare_digest);
  g_test_add_func ("/cms/check/countersignature", test_countersignature);
  g_test_add_func ("/cms/check/attributes-as-content", test_attributes_as_content);
  g_test_add_func ("/cms/check/unknown-hash", test_unknown_hash);
  g_test_add_data_func ("/cms/check/flips/rsa", "rsa-2048", test_flips);
  g_test_add_data_func ("/cms/check/flips/ec", "ec-p256", test_flips);
  g_test_add_func ("/cms/check/truncated", test_truncated);
  g_test_add_func ("/cms/check/damaged", test_damaged);
  return g_test_run ();
}
