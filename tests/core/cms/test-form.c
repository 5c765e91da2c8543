/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "tests/core/cms/sample.h"

/* Encodings that are unusual, but allowed. */

static SgnFindings *
find (const SampleSigner *signer, const char *listed_oid)
{
  g_autoptr (GBytes) signer_info = sample_signer_info_new (signer);
  g_autoptr (GBytes) der = sample_message_new (signer_info, NULL, listed_oid);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  SgnFindings *findings = sgn_findings_new ();

  sgn_signed_data_find_oddities (parsed, findings);
  return findings;
}

static GBytes *
create_attribute (guint number)
{
  return sgn_attribute_encode_one ("1.2.3.4", sgn_der_encode_uint (number));
}

/* DER puts the members of a set in ascending order, equal ones as well (X.690, 11.6). */
static void
test_order (void)
{
  static const struct {
    guint numbers[3]; /* up to 0 */
    gboolean sorted;
  } cases[] = {
    { { 0 }, TRUE },    { { 1 }, TRUE },        { { 1, 2 }, TRUE },       { { 2, 1 }, FALSE },
    { { 2, 2 }, TRUE }, { { 1, 3, 2 }, FALSE }, { { 255, 1, 2 }, FALSE }, { { 1, 2, 255 }, TRUE },
  };
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GPtrArray) without = find (&(SampleSigner){ .cert = cert }, NULL);

  g_assert_cmpuint (without->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) all = g_byte_array_new ();
    g_autoptr (GBytes) attributes = NULL;
    g_autoptr (GPtrArray) findings = NULL;

    for (gsize j = 0; j < 3 && cases[i].numbers[j] != 0; j++) {
      g_autoptr (GBytes) one = create_attribute (cases[i].numbers[j]);

      g_byte_array_append (all, g_bytes_get_data (one, NULL), (guint) g_bytes_get_size (one));
    }
    attributes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
    findings = find (&(SampleSigner){ .cert = cert, .signed_attributes = attributes }, NULL);
    g_assert_cmpuint (findings->len, ==, cases[i].sorted ? 0 : 1);
    if (!cases[i].sorted)
      g_assert_cmpint (((const SgnFinding *) findings->pdata[0])->code,
                       ==,
                       SGN_FINDING_ATTRIBUTE_ORDER);
  }
}

/* Three places may name the digest: the signer, the list (RFC 5652, 5.1), the signature. The first
 * that differs from what the signer says is reported; of an unknown one nothing can be said. */
static void
test_digests (void)
{
  const char *sha1 = sgn_hash_get_oid (SGN_HASH_SHA1);
  const struct {
    const char *signer, *listed, *signature;
    const char *reported; /* NULL: none */
  } cases[] = {
    { NULL, NULL, SGN_OID_RSA, NULL },          { NULL, NULL, SGN_OID_RSA_SHA256, NULL },
    { NULL, NULL, SGN_OID_ECDSA_SHA256, NULL }, { NULL, NULL, SGN_OID_RSA_SHA1, SGN_OID_RSA_SHA1 },
    { NULL, sha1, SGN_OID_RSA, sha1 },          { NULL, sha1, SGN_OID_RSA_SHA384, sha1 },
    { sha1, sha1, SGN_OID_RSA_SHA1, NULL },     { "1.2.3.4", NULL, SGN_OID_RSA_SHA1, NULL },
  };
  g_autoptr (TestCert) cert = test_root_new ("Root");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) findings = find (&(SampleSigner){ .cert = cert,
                                                            .hash_oid = cases[i].signer,
                                                            .signature_oid = cases[i].signature },
                                           cases[i].listed);

    g_assert_cmpuint (findings->len, ==, cases[i].reported != NULL ? 1 : 0);
    if (cases[i].reported != NULL)
      g_assert_cmpstr (((const SgnFinding *) findings->pdata[0])->detail, ==, cases[i].reported);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/form/order", test_order);
  g_test_add_func ("/cms/form/digests", test_digests);
  return g_test_run ();
}
