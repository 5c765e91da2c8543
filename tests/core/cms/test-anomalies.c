/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/cms/check.h"
#include "tests/core/cms/sample.h"
#include "tests/support/test-crl.h"

static void
assert_one (SgnSignedData *parsed, SgnFindingCode code, SgnSeverity severity)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
  sgn_signed_data_find_anomalies (parsed, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpuint (finding->size, >, 0);
}

static SgnSignedData *
rebuild (const char *where, GBytes *added)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) rebuilt = sample_rebuild (der, where, added);

  return sample_parse (rebuilt);
}

static void
test_extra_certificate (void)
{
  g_autoptr (TestCert) stranger = test_root_new ("Unrelated");
  g_autoptr (SgnSignedData)
      parsed = rebuild ("certificates", sgn_certificate_get_der (stranger->certificate));

  assert_one (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_NOTE);
}

static TestCert *
create_large_certificate (const char *name)
{
  g_autofree char *text = g_strnfill (9000, 'A');
  g_autofree char *value = g_strconcat ("ASN1:UTF8String:", text, NULL);
  const char *const more[] = { "1.3.6.1.4.1.11129.2.1.9999", value, NULL };

  return test_cert_new (NULL, &(TestCertSpec){ .name = name, .ca = TRUE, .more = more });
}

static void
test_large_certificate (void)
{
  g_autoptr (TestCert) unrelated = create_large_certificate ("Unrelated");
  g_autoptr (TestCert) named = create_large_certificate ("Sample Issuer");
  g_autoptr (SgnSignedData)
      parsed = rebuild ("certificates", sgn_certificate_get_der (unrelated->certificate));
  g_autoptr (SgnSignedData)
      parsed_named = rebuild ("certificates", sgn_certificate_get_der (named->certificate));

  assert_one (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_ADDED);
  assert_one (parsed_named, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_ADDED);
}

static void
test_no_certificate (void)
{
  g_autoptr (GBytes) data = sgn_der_encode (0x30, "\x04\x01x", 3);
  g_autoptr (GBytes) other = sgn_der_encode (0xa3, "\x04\x01x", 3);
  g_autoptr (SgnSignedData) parsed = rebuild ("certificates", data);
  g_autoptr (SgnSignedData) parsed_other = rebuild ("certificates", other);

  assert_one (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_ADDED);
  assert_one (parsed_other, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_ADDED);
}

static void
test_revocation_list (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  GBytes *list = test_crl_new (root, &(TestCrlSpec){ .n_others = 3 });
  g_autoptr (GBytes) set = sgn_der_wrap (0xa1, g_bytes_ref (list), list, NULL);
  g_autoptr (SgnSignedData) parsed = rebuild ("crls", set);

  assert_one (parsed, SGN_FINDING_REVOCATION_LIST, SGN_SEVERITY_NOTE);
}

static void
test_no_revocation_list (void)
{
  g_autoptr (GBytes) data = sgn_der_encode (0xa1, "\x04\x01x", 3);
  g_autoptr (SgnSignedData) parsed = rebuild ("crls", data);

  assert_one (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_ADDED);
}

static void
test_algorithms (void)
{
  g_autofree char *text = g_strnfill (2000, 'A');
  g_autoptr (GBytes) data = sgn_der_encode (0x30, text, 2000);
  g_autoptr (SgnSignedData) parsed = rebuild ("algorithms", data);

  assert_one (parsed, SGN_FINDING_UNSIGNED_ATTRIBUTE, SGN_SEVERITY_ADDED);
}

static GBytes *
make_algorithm (const char *oid, guint8 tag, const char *parameters)
{
  return sgn_der_wrap (0x30,
                       sgn_der_encode_oid (oid),
                       sgn_der_encode (tag, parameters, strlen (parameters)),
                       NULL);
}

static void
assert_hash_mix (GBytes *listed, gboolean expected, const char *oid)
{
  g_autoptr (SgnSignedData) parsed = rebuild ("algorithms", listed);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  sgn_signed_data_find_oddities (parsed, findings);
  g_assert_cmpuint (findings->len, ==, expected ? 1 : 0);
  if (!expected)
    return;
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_HASH_MIX);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
  g_assert_cmpstr (finding->detail, ==, oid);
}

/* In digestAlgorithms nothing but the signer's own belongs, which is SHA-256. */
static void
test_hash_mix (void)
{
  static const struct {
    const char *oid;
    guint8 tag;
    const char *parameters;
    gboolean expected;
  } algorithms[] = {
    { "2.16.840.1.101.3.4.2.1", 0x05, "", FALSE }, /* SHA-256 */
    { "1.2.840.113549.1.1.11", 0x05, "", FALSE },  /* sha256WithRSAEncryption */
    { "2.16.840.1.101.3.4.2.1", 0x04, "hidden", TRUE },
    { "2.16.840.1.101.3.4.2.1", 0x04, "", TRUE },
    { "1.3.14.3.2.26", 0x05, "", TRUE },          /* SHA-1 */
    { "2.16.840.1.101.3.4.2.8", 0x05, "", TRUE }, /* SHA3-256 */
    { "1.2.840.113549.2.2", 0x05, "", TRUE },     /* MD2 */
    { "1.2.3.4.5", 0x05, "", TRUE },
  };
  static const char *const garbage[] = { "\x30", "\x02\x01\x07", "MZ", "\x30\x02\x04" };

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++) {
    g_autoptr (GBytes)
        listed = make_algorithm (algorithms[i].oid, algorithms[i].tag, algorithms[i].parameters);

    assert_hash_mix (listed, algorithms[i].expected, algorithms[i].oid);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++) {
    g_autoptr (GBytes) listed = g_bytes_new_static (garbage[i], strlen (garbage[i]));

    assert_hash_mix (listed, TRUE, NULL);
  }
}

/* Where a signature or a timestamp should be, anything else was put there. */
static void
test_no_value (void)
{
  static const char *const places[] = {
    SGN_OID_SPC_NESTED,
    SGN_OID_MS_RFC3161,
    SGN_OID_TIMESTAMP_TOKEN,
    SGN_OID_COUNTERSIGNATURE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
    g_autoptr (SgnSignedData) parsed = sample_parse (der);
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (GBytes) stuffed = NULL;
    g_autoptr (SgnSignedData) again = NULL;

    g_ptr_array_add (values, sgn_der_encode (0x04, "PK\x05\x06", 4));
    stuffed = sgn_cms_set_unsigned (parsed, places[i], values);
    again = sample_parse (stuffed);
    assert_one (again, SGN_FINDING_UNSIGNED_ATTRIBUTE, SGN_SEVERITY_ADDED);
  }
}

/* @size bytes in what a timestamp server signed. */
static SgnSignedData *
with_statement_of (gsize size)
{
  static const char archive[] = "PK\x05\x06";
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (SgnIdentity) server = sample_identity_new ("ec-p256");
  g_autofree char *text = g_strnfill (size, 0x11);
  g_autoptr (GBytes) statement = NULL;
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) stamped = NULL;

  if (size < 100)
    memcpy (text, archive, strlen (archive));
  statement = g_bytes_new (text, size);
  g_ptr_array_add (values,
                   sgn_cms_build (SGN_OID_TST_INFO, statement, server, &options, NULL, NULL));
  stamped = sgn_cms_set_unsigned (parsed, SGN_OID_MS_RFC3161, values);
  return sample_parse (stamped);
}

/* Servers sign the number that they are sent, however long it is. */
static void
test_statement (void)
{
  g_autoptr (SgnSignedData) usual = with_statement_of (300);
  g_autoptr (SgnSignedData) large = with_statement_of (5000);
  g_autoptr (SgnSignedData) archive = with_statement_of (22);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  sgn_signed_data_find_anomalies (usual, findings);
  g_assert_cmpuint (findings->len, ==, 0);
  assert_one (large, SGN_FINDING_UNSIGNED_ATTRIBUTE, SGN_SEVERITY_ADDED);
  assert_one (archive, SGN_FINDING_UNSIGNED_ATTRIBUTE, SGN_SEVERITY_ADDED);
}

/* Bears the issuer's name and issued nothing. */
static void
test_named_like_issuer (void)
{
  g_autoptr (TestCert) named = test_root_new ("Sample Issuer");
  g_autoptr (SgnSignedData)
      parsed = rebuild ("certificates", sgn_certificate_get_der (named->certificate));

  assert_one (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_NOTE);
}

/* The label of a download service, with the zeros that leave room for the next. */
static void
test_label (void)
{
  static const char hex[] = "47616374322e304f6d616861001a6272616e643d41424344266e656564"
                            "7361646d696e3d74727565";
  g_autofree char *zeros = g_strnfill (16000, '0');
  g_autofree char *value = g_strconcat ("DER:", hex, zeros, NULL);
  const char *const more[] = { "1.3.6.1.4.1.11129.2.1.9999", value, NULL };
  g_autoptr (TestCert) tag = test_cert_new (NULL, &(TestCertSpec){ .name = "Tag", .more = more });
  g_autoptr (SgnSignedData)
      parsed = rebuild ("certificates", sgn_certificate_get_der (tag->certificate));

  assert_one (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_NOTE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/anomalies/extra-certificate", test_extra_certificate);
  g_test_add_func ("/cms/anomalies/large-certificate", test_large_certificate);
  g_test_add_func ("/cms/anomalies/no-certificate", test_no_certificate);
  g_test_add_func ("/cms/anomalies/revocation-list", test_revocation_list);
  g_test_add_func ("/cms/anomalies/no-revocation-list", test_no_revocation_list);
  g_test_add_func ("/cms/anomalies/algorithms", test_algorithms);
  g_test_add_func ("/cms/anomalies/hash-mix", test_hash_mix);
  g_test_add_func ("/cms/anomalies/no-value", test_no_value);
  g_test_add_func ("/cms/anomalies/statement", test_statement);
  g_test_add_func ("/cms/anomalies/named-like-issuer", test_named_like_issuer);
  g_test_add_func ("/cms/anomalies/label", test_label);
  return g_test_run ();
}
