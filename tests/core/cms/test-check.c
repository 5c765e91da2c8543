/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/cms/check.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "tests/core/cms/sample.h"
#include "tests/core/cms/signer-spec.h"

static void
test_attributes (void)
{
  signer_spec_assert (SGN_CMS_GOOD, .content_type = SGN_OID_DATA);
  signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .content_type = NULL);
  signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_TST_INFO);
  signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_DATA, .no_digest = TRUE);
  signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_DATA, .duplicate = TRUE);
  signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .content_type = SGN_OID_DATA, .two_values = TRUE);
  signer_spec_assert (SGN_CMS_BAD_DIGEST, .content_type = SGN_OID_DATA, .wrong_digest = TRUE);
  signer_spec_assert (SGN_CMS_NO_CERTIFICATE, .content_type = SGN_OID_DATA, .no_certificate = TRUE);
  signer_spec_assert (SGN_CMS_GOOD, .no_attributes = TRUE);
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
    signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .no_attributes = TRUE, .outer_type = types[i]);
    signer_spec_assert (SGN_CMS_GOOD, .content_type = types[i], .outer_type = types[i]);
  }
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
  g_assert_cmpint (sgn_cms_check_digest (parsed, oid), ==, SGN_CMS_UNKNOWN_ALGORITHM);
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
    SignerSpec spec = { .hash = SGN_HASH_SHA256, .content_type = types[i] };

    g_assert_cmpint (signer_spec_check (&spec, TRUE), ==, SGN_CMS_GOOD);
    spec.wrong_digest = TRUE;
    g_assert_cmpint (signer_spec_check (&spec, TRUE), ==, SGN_CMS_BAD_DIGEST);
  }
}

static GBytes *
append (GBytes *bytes, const char *more, gsize size)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (all, (const guint8 *) more, (guint) size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static GBytes *
append_inside (GBytes *element, const char *more, gsize size)
{
  SgnDer der = sgn_der_from_bytes (element);
  SgnDerElement whole;

  g_assert_true (sgn_der_next (&der, &whole, NULL));
  return sgn_der_wrap (whole.tag, sgn_der_to_bytes (whole.content), g_bytes_new (more, size), NULL);
}

/* What somebody signed as attributes is no content; a SET of anything else is. */
static void
test_attributes_as_content (void)
{
  const SignerSpec signed_spec = { .hash = SGN_HASH_SHA256, .content_type = SGN_OID_DATA };
  const SignerSpec typeless = { .hash = SGN_HASH_SHA256 };
  g_autoptr (GBytes) attributes = signer_spec_create_attributes (&signed_spec, 0x31);
  g_autoptr (GBytes) tagged = signer_spec_create_attributes (&signed_spec, 0xa0);
  g_autoptr (GBytes) incomplete = signer_spec_create_attributes (&typeless, 0x31);
  g_autoptr (GBytes) text = g_bytes_new_static (SIGNER_SPEC_TEXT, strlen (SIGNER_SPEC_TEXT));
  const SignerSpec undigested = { .hash = SGN_HASH_SHA256,
                                  .content_type = SGN_OID_DATA,
                                  .no_digest = TRUE,
                                  .two_values = TRUE };
  g_autoptr (GBytes) without_digest = signer_spec_create_attributes (&undigested, 0x31);
  g_autoptr (GBytes) longer = append (attributes, "\x05\x00", 2);
  g_autoptr (GBytes) mixed = append_inside (attributes, "\x30\x02\x05\x00", 4);

  g_assert_true (sgn_cms_is_signed_attributes (attributes));
  g_assert_false (sgn_cms_is_signed_attributes (tagged));
  g_assert_false (sgn_cms_is_signed_attributes (incomplete));
  g_assert_false (sgn_cms_is_signed_attributes (text));
  g_assert_false (sgn_cms_is_signed_attributes (without_digest));
  g_assert_false (sgn_cms_is_signed_attributes (longer));
  g_assert_false (sgn_cms_is_signed_attributes (mixed));
}

/* What was signed as attributes once must not be taken for content without attributes (RFC 5652,
 * security considerations); with attributes of its own it may be anything. */
static void
test_attributes_passed_off (void)
{
  const SignerSpec signed_spec = { .hash = SGN_HASH_SHA256, .content_type = SGN_OID_DATA };
  g_autoptr (GBytes) attributes = signer_spec_create_attributes (&signed_spec, 0x31);

  signer_spec_assert (SGN_CMS_BAD_ATTRIBUTES, .no_attributes = TRUE, .octets = attributes);
  signer_spec_assert (SGN_CMS_GOOD, .content_type = SGN_OID_DATA, .octets = attributes);
}

/* Who does not ask for a type needs no attributes; nor do countersignatures, which have none. */
static void
test_without_attributes (void)
{
  const SignerSpec spec = { .hash = SGN_HASH_SHA256,
                            .no_attributes = TRUE,
                            .outer_type = SGN_OID_TST_INFO };

  signer_spec_assert (SGN_CMS_GOOD, .no_attributes = TRUE, .any_type = TRUE);
  signer_spec_assert (SGN_CMS_GOOD, .content_type = SGN_OID_TST_INFO, .any_type = TRUE);
  g_assert_cmpint (signer_spec_check (&spec, TRUE), ==, SGN_CMS_GOOD);
  g_assert_cmpint (signer_spec_check (&spec, FALSE), ==, SGN_CMS_BAD_ATTRIBUTES);
}

/* The signature is over the SET in DER, however it was sent (RFC 5652, 5.4). */
static void
test_indefinite_attributes (void)
{
  signer_spec_assert (SGN_CMS_GOOD, .content_type = SGN_OID_DATA, .indefinite = TRUE);
}

static void
test_digest (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  g_autoptr (GBytes)
      right = sgn_hash_bytes (SGN_HASH_SHA256, sgn_signed_data_get_content_bytes (parsed));
  g_autoptr (GBytes) wrong = sgn_hash_bytes (SGN_HASH_SHA256, der);

  g_assert_cmpint (sgn_cms_check_digest (parsed, right), ==, SGN_CMS_GOOD);
  g_assert_cmpint (sgn_cms_check_digest (parsed, wrong), ==, SGN_CMS_BAD_DIGEST);
  g_assert_cmpint (sgn_cms_check_digest (parsed, NULL), ==, SGN_CMS_BAD_DIGEST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/check/attributes", test_attributes);
  g_test_add_func ("/cms/check/type-without-attributes", test_type_without_attributes);
  g_test_add_func ("/cms/check/countersignature", test_countersignature);
  g_test_add_func ("/cms/check/attributes-as-content", test_attributes_as_content);
  g_test_add_func ("/cms/check/attributes-passed-off", test_attributes_passed_off);
  g_test_add_func ("/cms/check/without-attributes", test_without_attributes);
  g_test_add_func ("/cms/check/indefinite-attributes", test_indefinite_attributes);
  g_test_add_func ("/cms/check/digest", test_digest);
  g_test_add_func ("/cms/check/unknown-hash", test_unknown_hash);
  g_test_add_data_func ("/cms/check/flips/rsa", "rsa-2048", test_flips);
  g_test_add_data_func ("/cms/check/flips/ec", "ec-p256", test_flips);
  g_test_add_func ("/cms/check/truncated", test_truncated);
  g_test_add_func ("/cms/check/damaged", test_damaged);
  return g_test_run ();
}
