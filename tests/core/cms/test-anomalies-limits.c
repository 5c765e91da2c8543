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

/* How much of what is never signed is usual. */

#define NOTHING ((SgnFindingCode) -1)

/* At most one finding; NOTHING: none. */
static void
assert_finding (SgnSignedData *parsed,
                SgnFindingCode code,
                SgnSeverity severity,
                SgnUncovered could_be)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  sgn_signed_data_find_anomalies (parsed, findings);
  g_assert_cmpuint (findings->len, ==, code == NOTHING ? 0 : 1);
  if (code == NOTHING)
    return;
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpint (finding->could_be, ==, could_be);
}

static SgnSignedData *
rebuild (const char *where, GBytes *added)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) rebuilt = sample_rebuild (der, where, added);

  return sample_parse (rebuilt);
}

static SgnSignedData *
with_attribute (const char *oid, GPtrArray *values)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  g_autoptr (GBytes) removed = sgn_cms_set_unsigned (parsed, oid, values);

  return sample_parse (removed);
}

/* @start, then bytes that are nothing, as content of an element of @size bytes. */
static GBytes *
fill (guint8 tag, const char *start, gsize size)
{
  gsize count = size - (size < 130 ? 2 : size < 259 ? 3 : 4);
  g_autofree char *text = g_strnfill (count, 0x11);
  GBytes *element;

  memcpy (text, start, strlen (start));
  element = sgn_der_encode (tag, text, count);
  g_assert_cmpuint (g_bytes_get_size (element), ==, size);
  return element;
}

/* A seal is one structure of at most 16 KiB, with the attribute around it, and no other file. */
static void
test_seal (void)
{
  const gsize around = 20; /* tags and lengths of SEQUENCE and SET, the OID */
  const struct {
    const char *oid, *start;
    guint8 tag;
    gsize size;
    guint count;
    SgnFindingCode code;
    SgnUncovered could_be;
  } cases[] = {
    { SGN_OID_SPC_SEAL, "", 0x30, 100, 1, SGN_FINDING_SEALED, SGN_UNCOVERED_NOTHING },
    { SGN_OID_SPC_SEAL_TIME, "", 0x30, 100, 1, SGN_FINDING_SEALED, SGN_UNCOVERED_NOTHING },
    { SGN_OID_SPC_SEAL, "", 0x30, 8192, 1, SGN_FINDING_SEALED, SGN_UNCOVERED_NOTHING },
    { SGN_OID_SPC_SEAL,
      "",
      0x30,
      16 * 1024 - around,
      1,
      SGN_FINDING_SEALED,
      SGN_UNCOVERED_NOTHING },
    { SGN_OID_SPC_SEAL,
      "",
      0x30,
      16 * 1024 - around + 1,
      1,
      SGN_FINDING_UNSIGNED_ATTRIBUTE,
      SGN_UNCOVERED_LARGE },
    { SGN_OID_SPC_SEAL, "", 0x04, 100, 1, SGN_FINDING_UNSIGNED_ATTRIBUTE, SGN_UNCOVERED_UNKNOWN },
    { SGN_OID_SPC_SEAL,
      "PK\x05\x06",
      0x30,
      100,
      1,
      SGN_FINDING_UNSIGNED_ATTRIBUTE,
      SGN_UNCOVERED_ARCHIVE },
    { SGN_OID_SPC_SEAL, "", 0x30, 100, 2, SGN_FINDING_UNSIGNED_ATTRIBUTE, SGN_UNCOVERED_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (SgnSignedData) parsed = NULL;
    gboolean sealed = cases[i].code == SGN_FINDING_SEALED;

    for (guint j = 0; j < cases[i].count; j++)
      g_ptr_array_add (values, fill (cases[i].tag, cases[i].start, cases[i].size));
    parsed = with_attribute (cases[i].oid, values);
    assert_finding (parsed,
                    cases[i].code,
                    sealed ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
                    cases[i].could_be);
  }
}

/* An attribute without any value is no seal, and nothing to look into either. */
static void
test_empty_seal (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) attribute = sgn_attribute_encode (SGN_OID_SPC_SEAL, none);
  const SampleSigner spec = { .cert = cert, .unsigned_attributes = attribute };
  g_autoptr (GBytes) signer = sample_signer_info_new (&spec);
  g_autoptr (GBytes) der = sample_message_new (signer, NULL, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);

  assert_finding (parsed,
                  SGN_FINDING_UNSIGNED_ATTRIBUTE,
                  SGN_SEVERITY_ADDED,
                  SGN_UNCOVERED_NOTHING);
}

/* Identifiers of algorithms are short: 256 bytes with their parameters, of which the usual ones
 * take 17 here. */
static void
test_algorithms (void)
{
  g_autoptr (GBytes) longest = fill (0x30, "", 256 - 17);
  g_autoptr (GBytes) too_long = fill (0x30, "", 257 - 17);
  g_autoptr (SgnSignedData) usual = rebuild ("algorithms", longest);
  g_autoptr (SgnSignedData) unusual = rebuild ("algorithms", too_long);

  assert_finding (usual, NOTHING, SGN_SEVERITY_NOTE, SGN_UNCOVERED_NOTHING);
  assert_finding (unusual,
                  SGN_FINDING_UNSIGNED_ATTRIBUTE,
                  SGN_SEVERITY_ADDED,
                  SGN_UNCOVERED_NOTHING);
}

static void
test_detached (void)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256,
                                  .profile = SGN_CMS_PLAIN,
                                  .detached = TRUE };
  g_autoptr (SgnIdentity) identity = sample_identity_new ("ec-p256");
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) der = sgn_cms_build (SGN_OID_DATA, content, identity, &options, NULL, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);

  assert_finding (parsed, NOTHING, SGN_SEVERITY_NOTE, SGN_UNCOVERED_NOTHING);
}

/* Version 1 of an attribute certificate (RFC 5652, 10.2.2): what is attested, an algorithm, a
 * signature. */
static GBytes *
create_attested (guint8 tag, guint version, guint8 last, gsize padding)
{
  g_autofree guint8 *zeros = g_malloc0 (padding);

  return sgn_der_wrap (tag,
                       sgn_der_wrap (SGN_TAG_SEQUENCE,
                                     sgn_der_encode_uint (version),
                                     sgn_der_encode (SGN_TAG_OCTETS, zeros, padding),
                                     NULL),
                       sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid ("1.2.3"), NULL),
                       sgn_der_encode (last, "\0\1\2", 3),
                       NULL);
}

static SgnSignedData *
with_stranger (GBytes *stranger, gboolean in_timestamp)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (SgnIdentity) server = sample_identity_new ("ec-p256");
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) statement = g_bytes_new_static ("statement", 9);
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) bare = NULL;

  if (!in_timestamp)
    return rebuild ("certificates", stranger);
  message = sgn_cms_build (SGN_OID_TST_INFO, statement, server, &options, NULL, NULL);
  bare = sample_rebuild (message, "certificates", stranger);
  g_ptr_array_add (values, g_bytes_ref (bare));
  return with_attribute (SGN_OID_MS_RFC3161, values);
}

/* One is usual in a timestamp, and in a signature worth a note; several are room for anything. */
static void
test_attribute_certificate (void)
{
  static const struct {
    guint8 tag;
    guint version;
    guint8 last;
    gsize padding;
    gboolean harmless;
  } cases[] = {
    { 0xa1, 0, 0x03, 10, TRUE },   { 0xa2, 1, 0x03, 10, TRUE },
    { 0xa3, 1, 0x03, 10, FALSE },  { 0xa1, 2, 0x03, 10, FALSE },
    { 0xa1, 1, 0x04, 10, FALSE },  { 0xa1, 1, 0x03, 998, TRUE }, /* 1024 bytes */
    { 0xa1, 1, 0x03, 999, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) stranger = create_attested (cases[i].tag,
                                                   cases[i].version,
                                                   cases[i].last,
                                                   cases[i].padding);
    SgnSeverity severity = cases[i].harmless ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED;
    SgnUncovered kind = sgn_uncovered_judge_bytes (stranger);
    g_autoptr (SgnSignedData) in_signature = with_stranger (stranger, FALSE);
    g_autoptr (SgnSignedData) in_timestamp = with_stranger (stranger, TRUE);

    if (cases[i].padding > 10)
      g_assert_cmpuint (g_bytes_get_size (stranger), ==, cases[i].padding + 26);
    assert_finding (in_signature, SGN_FINDING_EXTRA_CERTIFICATE, severity, kind);
    assert_finding (in_timestamp,
                    cases[i].harmless ? NOTHING : SGN_FINDING_EXTRA_CERTIFICATE,
                    severity,
                    kind);
  }
}

static void
test_attribute_certificates (void)
{
  g_autoptr (GBytes) one = create_attested (0xa1, 1, 0x03, 10);
  g_autoptr (GByteArray) two = g_byte_array_new ();
  g_autoptr (GBytes) pair = NULL;

  for (guint i = 0; i < 2; i++)
    g_byte_array_append (two, g_bytes_get_data (one, NULL), (guint) g_bytes_get_size (one));
  pair = g_byte_array_free_to_bytes (g_steal_pointer (&two));
  for (guint in_timestamp = 0; in_timestamp < 2; in_timestamp++) {
    g_autoptr (SgnSignedData) parsed = with_stranger (pair, in_timestamp == 1);

    /* Equal findings are kept once. */
    assert_finding (parsed,
                    SGN_FINDING_EXTRA_CERTIFICATE,
                    SGN_SEVERITY_ADDED,
                    SGN_UNCOVERED_UNKNOWN);
  }
}

/* With @hex as an extension that nobody has to know, and @padding bytes. */
static GBytes *
create_list (TestCert *root, const char *hex, gsize padding)
{
  g_autofree char *zeros = g_strnfill (2 * padding, '1');
  g_autofree char *more = g_strconcat ("1.2.3.4=DER:", hex, zeros, NULL);

  return test_crl_new (root, &(TestCrlSpec){ .more = more });
}

/* Real lists may have up to 64 KiB, as long as they are nothing else. RSA signs, because its
 * signatures are all of one length. */
static void
test_revocation_lists (void)
{
  static const struct {
    gsize size;
    const char *hex;
    SgnSeverity severity;
    SgnUncovered could_be;
  } cases[] = {
    { 1000, "", SGN_SEVERITY_NOTE, SGN_UNCOVERED_UNKNOWN },
    { 8192, "", SGN_SEVERITY_NOTE, SGN_UNCOVERED_UNKNOWN },
    { 65536, "", SGN_SEVERITY_NOTE, SGN_UNCOVERED_UNKNOWN },
    { 65537, "", SGN_SEVERITY_ADDED, SGN_UNCOVERED_LARGE },
    { 1000, "504b0506", SGN_SEVERITY_ADDED, SGN_UNCOVERED_ARCHIVE },
    { 8192, "504b0506", SGN_SEVERITY_ADDED, SGN_UNCOVERED_ARCHIVE },
  };
  g_autoptr (TestCert) root = test_cert_new (NULL, &(TestCertSpec){ .key_type = "rsa-2048" });

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize guess = cases[i].size - 600;
    g_autoptr (GBytes) nearly = create_list (root, cases[i].hex, guess);
    GBytes *list = create_list (root,
                                cases[i].hex,
                                guess + cases[i].size - g_bytes_get_size (nearly));
    g_autoptr (GBytes) set = NULL;
    g_autoptr (SgnSignedData) parsed = NULL;

    g_assert_cmpuint (g_bytes_get_size (list), ==, cases[i].size);
    set = sgn_der_wrap (0xa1, list, NULL);
    parsed = rebuild ("crls", set);
    assert_finding (parsed, SGN_FINDING_REVOCATION_LIST, cases[i].severity, cases[i].could_be);
  }
}

/* Something large that is no list stays something large. */
static void
test_no_revocation_list (void)
{
  GBytes *data = fill (0x30, "", 8192);
  g_autoptr (GBytes) set = sgn_der_wrap (0xa1, data, NULL);
  g_autoptr (SgnSignedData) parsed = rebuild ("crls", set);

  assert_finding (parsed, SGN_FINDING_EXTRA_CERTIFICATE, SGN_SEVERITY_ADDED, SGN_UNCOVERED_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/anomalies-limits/seal", test_seal);
  g_test_add_func ("/cms/anomalies-limits/empty-seal", test_empty_seal);
  g_test_add_func ("/cms/anomalies-limits/algorithms", test_algorithms);
  g_test_add_func ("/cms/anomalies-limits/detached", test_detached);
  g_test_add_func ("/cms/anomalies-limits/attribute-certificate", test_attribute_certificate);
  g_test_add_func ("/cms/anomalies-limits/attribute-certificates", test_attribute_certificates);
  g_test_add_func ("/cms/anomalies-limits/revocation-lists", test_revocation_lists);
  g_test_add_func ("/cms/anomalies-limits/no-revocation-list", test_no_revocation_list);
  return g_test_run ();
}
