/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/certificate/certificate.h"

#include "core/base/error.h"
#include "tests/support/test-ca.h"

static void
test_texts (void)
{
  g_autoptr (TestCert) root = test_root_new ("Example Root");
  const TestCertSpec spec = {
    .name = "Example Signer",
    .organization = "Grüße GmbH",
    .serial = 0xabcdef,
    .not_before = 1700000000,
    .not_after = 1800000000,
    .usages = "codeSigning",
  };
  g_autoptr (TestCert) leaf = test_cert_new (root, &spec);
  SgnCertificate *certificate = leaf->certificate;

  g_assert_cmpstr (sgn_certificate_get_name (certificate), ==, "Example Signer");
  g_assert_cmpstr (sgn_certificate_get_organization (certificate), ==, "Grüße GmbH");
  g_assert_cmpstr (sgn_certificate_get_subject (certificate), ==, "CN=Example Signer,O=Grüße GmbH");
  g_assert_cmpstr (sgn_certificate_get_issuer_name (certificate), ==, "Example Root");
  g_assert_cmpstr (sgn_certificate_get_issuer_organization (certificate), ==, "Example Root");
  g_assert_cmpstr (sgn_certificate_get_locality (certificate), ==, "");
  g_assert_cmpstr (sgn_certificate_get_serial (certificate), ==, "abcdef");
  g_assert_cmpstr (sgn_certificate_get_key_title (certificate), ==, "EC P-256");
  g_assert_cmpuint (sgn_certificate_get_key_bits (certificate), ==, 256);
  g_assert_cmpstr (sgn_certificate_get_signature_title (certificate), ==, "ecdsa-with-SHA256");
  g_assert_cmpint (sgn_certificate_get_not_before (certificate), ==, 1700000000);
  g_assert_cmpint (sgn_certificate_get_not_after (certificate), ==, 1800000000);
  g_assert_cmpuint (strlen (sgn_certificate_get_sha1 (certificate)), ==, 40);
  g_assert_cmpuint (strlen (sgn_certificate_get_sha256 (certificate)), ==, 64);
}

static void
test_flags (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", NULL);

  g_assert_true (sgn_certificate_is_ca (root->certificate));
  g_assert_true (sgn_certificate_is_self_issued (root->certificate));
  g_assert_null (sgn_certificate_get_usages (root->certificate));
  g_assert_false (sgn_certificate_is_ca (leaf->certificate));
  g_assert_false (sgn_certificate_is_self_issued (leaf->certificate));
  g_assert_true (sgn_certificate_has_usage (leaf->certificate, "1.3.6.1.5.5.7.3.3"));
  g_assert_false (sgn_certificate_has_usage (leaf->certificate, "1.3.6.1.5.5.7.3.8"));
  g_assert_false (sgn_certificate_has_explicit_curve (leaf->certificate));
  g_assert_false (sgn_certificate_is_ev (leaf->certificate));
  g_assert_false (sgn_certificate_has_revocation_source (leaf->certificate));
}

static void
test_policy_and_revocation (void)
{
  const char *const more[] = { "certificatePolicies",
                               "1.2.3.4, 2.23.140.1.3",
                               "authorityInfoAccess",
                               "OCSP;URI:http://ocsp.example/",
                               NULL };
  const char *const others[] = { "certificatePolicies",
                                 "2.23.140.1.4.1",
                                 "authorityInfoAccess",
                                 "caIssuers;URI:http://ca.example/",
                                 NULL };
  g_autoptr (TestCert) ev = test_cert_new (NULL, &(TestCertSpec){ .name = "EV", .more = more });
  g_autoptr (TestCert) ov = test_cert_new (NULL, &(TestCertSpec){ .name = "OV", .more = others });

  g_assert_true (sgn_certificate_is_ev (ev->certificate));
  g_assert_true (sgn_certificate_has_revocation_source (ev->certificate));
  g_assert_false (sgn_certificate_is_ev (ov->certificate));
  g_assert_false (sgn_certificate_has_revocation_source (ov->certificate));
}

static void
test_key_titles (void)
{
  static const struct {
    const char *type, *title;
    guint bits;
  } kinds[] = {
    { "rsa-2048", "RSA 2048", 2048 },    { "ec-p384", "EC P-384", 384 },
    { "ec-p521", "EC P-521", 521 },      { "ec-k256", "EC secp256k1", 256 },
    { "rsa-pss", "RSA-PSS 2048", 2048 }, { "ed25519", "ED25519", 256 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (TestCert) cert = test_signer_new (NULL, "Kind", kinds[i].type);

    g_assert_cmpstr (sgn_certificate_get_key_title (cert->certificate), ==, kinds[i].title);
    if (!g_str_equal (kinds[i].type, "ed25519"))
      g_assert_cmpuint (sgn_certificate_get_key_bits (cert->certificate), ==, kinds[i].bits);
    g_assert_false (sgn_certificate_has_explicit_curve (cert->certificate));
  }
}

static void
test_explicit_curve (void)
{
  g_autoptr (TestCert) cert = test_signer_new (NULL, "Curve", "ec-explicit");

  g_assert_true (sgn_certificate_has_explicit_curve (cert->certificate));
}

/* Direction marks and zero-width characters must not make a name read as another. */
static void
test_deceptive_name (void)
{
  const TestCertSpec spec = { .name = "evil\u202etfosorciM\u200b\n" };
  g_autoptr (TestCert) cert = test_cert_new (NULL, &spec);
  const char *name = sgn_certificate_get_name (cert->certificate);

  g_assert_null (strstr (name, "\u202e"));
  g_assert_null (strstr (name, "\u200b"));
  g_assert_null (strchr (name, '\n'));
  g_assert_nonnull (strstr (name, "evil"));
}

static void
test_name_without_cn (void)
{
  g_autoptr (TestCert) cert = test_cert_new (NULL, &(TestCertSpec){ .organization = "Only O" });
  g_autoptr (TestCert) empty = test_cert_new (NULL, &(TestCertSpec){ 0 });
  const TestCertSpec spec = { .name = " \u00a0", .organization = "Only O" };
  g_autoptr (TestCert) blank = test_cert_new (NULL, &spec);

  g_assert_cmpstr (sgn_certificate_get_name (cert->certificate), ==, "Only O");
  g_assert_cmpstr (sgn_certificate_get_name (blank->certificate), ==, "Only O");
  g_assert_cmpstr (sgn_certificate_get_name (empty->certificate), ==, "");
}

static void
test_issued_by (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) forged = test_root_new ("Root");
  g_autoptr (TestCert)
      other = test_cert_new (NULL,
                             &(TestCertSpec){ .name = "Other", .key = root->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", "rsa-2048");

  g_assert_true (sgn_certificate_is_issued_by (leaf->certificate, root->certificate));
  g_assert_true (sgn_certificate_is_issued_by (root->certificate, root->certificate));
  g_assert_false (sgn_certificate_is_issued_by (leaf->certificate, forged->certificate));
  g_assert_false (sgn_certificate_is_issued_by (leaf->certificate, other->certificate));
  g_assert_false (sgn_certificate_is_issued_by (root->certificate, leaf->certificate));
}

static void
test_der (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnCertificate) again = NULL;

  again = sgn_certificate_new (sgn_certificate_get_der (cert->certificate), &error);
  g_assert_no_error (error);
  g_assert_true (sgn_certificate_equal (again, cert->certificate));
  g_assert_cmpstr (sgn_certificate_get_sha256 (again),
                   ==,
                   sgn_certificate_get_sha256 (cert->certificate));
}

static void
test_truncated (void)
{
  g_autoptr (TestCert) cert = test_signer_new (NULL, "Leaf", NULL);
  GBytes *der = sgn_certificate_get_der (cert->certificate);

  for (gsize size = 0; size < g_bytes_get_size (der); size++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (der, 0, size);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_certificate_new (part, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_DAMAGED);
  }
}

static void
test_trailing (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  GBytes *der = sgn_certificate_get_der (cert->certificate);
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) longer = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (array, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  g_byte_array_append (array, (const guint8 *) "", 1);
  longer = g_byte_array_free_to_bytes (array);
  g_assert_null (sgn_certificate_new (longer, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_DAMAGED);
}

/* Whatever one wrong octet does, reading it must neither crash nor lose a property. */
static void
test_flipped (void)
{
  const char *const more[] = { "certificatePolicies",
                               "2.23.140.1.3",
                               "authorityInfoAccess",
                               "OCSP;URI:http://ocsp.example/",
                               NULL };
  const TestCertSpec spec = { .name = "Leaf", .usages = "codeSigning", .more = more };
  g_autoptr (TestCert) cert = test_cert_new (NULL, &spec);
  gsize size;
  const guint8 *data = g_bytes_get_data (sgn_certificate_get_der (cert->certificate), &size);
  guint readable = 0;

  for (gsize i = 0; i < size * 2; i++) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (SgnCertificate) flipped = NULL;

    copy[i / 2] ^= i % 2 == 0 ? 0x01 : 0x80;
    bytes = g_bytes_new (copy, size);
    flipped = sgn_certificate_new (bytes, NULL);
    if (flipped == NULL)
      continue;
    readable++;
    g_assert_nonnull (sgn_certificate_get_name (flipped));
    g_assert_nonnull (sgn_certificate_get_key_title (flipped));
    sgn_certificate_is_ev (flipped);
    sgn_certificate_has_explicit_curve (flipped);
    sgn_certificate_has_revocation_source (flipped);
    g_assert_false (sgn_certificate_equal (flipped, cert->certificate));
  }
  g_assert_cmpuint (readable, >, 0);
}

static void
test_properties (void)
{
  g_autoptr (TestCert) cert = test_signer_new (NULL, "Leaf", NULL);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  gint64 not_after;

  g_object_get (cert->certificate,
                "name",
                &name,
                "key-title",
                &title,
                "not-after",
                &not_after,
                NULL);
  g_assert_cmpstr (name, ==, "Leaf");
  g_assert_cmpstr (title, ==, "EC P-256");
  g_assert_cmpint (not_after, ==, sgn_certificate_get_not_after (cert->certificate));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/texts", test_texts);
  g_test_add_func ("/certificate/flags", test_flags);
  g_test_add_func ("/certificate/policy-and-revocation", test_policy_and_revocation);
  g_test_add_func ("/certificate/key-titles", test_key_titles);
  g_test_add_func ("/certificate/explicit-curve", test_explicit_curve);
  g_test_add_func ("/certificate/deceptive-name", test_deceptive_name);
  g_test_add_func ("/certificate/name-without-cn", test_name_without_cn);
  g_test_add_func ("/certificate/issued-by", test_issued_by);
  g_test_add_func ("/certificate/der", test_der);
  g_test_add_func ("/certificate/truncated", test_truncated);
  g_test_add_func ("/certificate/trailing", test_trailing);
  g_test_add_func ("/certificate/flipped", test_flipped);
  g_test_add_func ("/certificate/properties", test_properties);
  return g_test_run ();
}
