/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/cms/extra-certificates.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "tests/core/cms/sample.h"

/* Which certificates of a message a signer needs. */

typedef struct {
  TestCert *root;
  TestCert *issuer;
  TestCert *leaf; /* signs */
  TestCert *other_issuer;
  TestCert *other; /* signs what is inside */
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) other_root = test_root_new ("Other Root");

  f->root = test_root_new ("Root");
  f->issuer = test_intermediate_new (f->root, "Issuer");
  f->leaf = test_signer_new (f->issuer, "Leaf", NULL);
  f->other_issuer = test_intermediate_new (other_root, "Other Issuer");
  f->other = test_signer_new (f->other_issuer, "Other", NULL);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  test_cert_free (f->other);
  test_cert_free (f->other_issuer);
  test_cert_free (f->leaf);
  test_cert_free (f->issuer);
  test_cert_free (f->root);
}

/* What is found in a message by @cert with these, which are consumed; @attributes is nullable. */
static SgnFindings *
examine (TestCert *cert, GPtrArray *certificates, GBytes *attributes)
{
  g_autoptr (GBytes) consumed = attributes;
  g_autoptr (GBytes) der = sample_unsigned_new (cert, certificates, attributes);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  SgnFindings *findings = sgn_findings_new ();

  sgn_signed_data_find_extra_certificates (parsed, findings);
  return findings;
}

static void
assert_found (TestCert *cert, GPtrArray *certificates, GBytes *attributes, guint count)
{
  g_autoptr (GPtrArray) findings = examine (cert, certificates, attributes);

  g_assert_cmpuint (findings->len, ==, count);
}

/* A set has no order (RFC 5652, 10.2.3). */
static void
test_order (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) lower = test_intermediate_new (f->issuer, "Lower");
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);

  assert_found (leaf, test_certs_list (leaf, lower, f->issuer, f->root, NULL), NULL, 0);
  assert_found (leaf, test_certs_list (f->root, f->issuer, lower, leaf, NULL), NULL, 0);
  assert_found (leaf, test_certs_list (f->issuer, f->root, leaf, lower, NULL), NULL, 0);
}

/* The key of the issuer in a certificate with another name did not issue anything. */
static void
test_other_name (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Twin", .key = f->issuer->key, .ca = TRUE };
  g_autoptr (TestCert) twin = test_cert_new (f->root, &spec);

  assert_found (f->leaf, test_certs_list (f->leaf, f->issuer, twin, NULL), NULL, 1);
}

/* An issuer certified by two roots: one of its two certificates is enough, but either path counts.
 */
static void
test_two_paths (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Issuer", .key = f->issuer->key, .ca = TRUE };
  g_autoptr (TestCert) root = test_root_new ("Second Root");
  g_autoptr (TestCert) cross = test_cert_new (root, &spec);

  assert_found (f->leaf, test_certs_list (f->leaf, f->issuer, f->root, cross, root, NULL), NULL, 1);
}

static GBytes *
create_countersignature (TestCert *cert)
{
  const SampleSigner signer = { .cert = cert };

  return sgn_attribute_encode_one (SGN_OID_COUNTERSIGNATURE, sample_signer_info_new (&signer));
}

/* Each signer may bring the certificate once. */
static void
test_copies (Fixture *f, gconstpointer unused)
{
  assert_found (f->leaf, test_certs_list (f->leaf, f->issuer, f->issuer, NULL), NULL, 1);
  assert_found (f->leaf,
                test_certs_list (f->leaf, f->issuer, f->issuer, NULL),
                create_countersignature (f->leaf),
                0);
  assert_found (f->leaf,
                test_certs_list (f->leaf, f->issuer, f->issuer, f->issuer, NULL),
                create_countersignature (f->leaf),
                1);
}

/* Timestamps and nested signatures may leave out what the message around them has. */
static void
test_inside (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *oid;
    guint count;
  } cases[] = {
    { SGN_OID_MS_RFC3161, 0 }, { SGN_OID_TIMESTAMP_TOKEN, 0 },
    { SGN_OID_SPC_NESTED, 0 }, { SGN_OID_COUNTERSIGNATURE, 1 }, /* takes a SignerInfo */
    { "1.2.3.4", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (f->leaf,
                  test_certs_list (f->leaf, f->issuer, f->other_issuer, NULL),
                  sgn_attribute_encode_one (cases[i].oid,
                                            sample_unsigned_new (f->other,
                                                                 test_certs_list (f->other, NULL),
                                                                 NULL)),
                  cases[i].count);
}

static void
test_countersigner (Fixture *f, gconstpointer unused)
{
  const SampleSigner signer = { .cert = f->other };

  assert_found (f->leaf,
                test_certs_list (f->leaf, f->issuer, f->other, f->other_issuer, NULL),
                create_countersignature (f->other),
                0);
  assert_found (f->leaf,
                test_certs_list (f->leaf, f->issuer, f->other, f->other_issuer, NULL),
                sgn_attribute_encode_one ("1.2.3.4", sample_signer_info_new (&signer)),
                2);
}

/* Nested: what @first makes @count times, then a message of the other signer. */
static GBytes *
create_nested (Fixture *f, GBytes *first, guint count)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (values, g_bytes_ref (first));
  g_ptr_array_add (values, sample_unsigned_new (f->other, test_certs_list (f->other, NULL), NULL));
  return sgn_attribute_encode (SGN_OID_SPC_NESTED, values);
}

/* No more than 64 signatures are verified: that of the leaf and of the other one, and those of 62
 * forgeries in between. */
static void
test_many_verifications (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forger = test_root_new ("Issuer");
  const TestCertSpec spec = { .name = "Issuer", .key = forger->key, .ca = TRUE };
  g_autoptr (GPtrArray) forged = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= 63; i++) {
    g_autoptr (TestCert) again = test_cert_new (NULL, &spec);
    g_autoptr (GBytes) message = NULL;

    g_ptr_array_add (forged, g_object_ref (again->certificate));
    if (i < 62)
      continue;
    message = sample_unsigned_new (f->leaf, g_ptr_array_ref (forged), NULL);
    assert_found (f->leaf,
                  test_certs_list (f->leaf, f->issuer, f->other_issuer, NULL),
                  create_nested (f, message, 1),
                  i - 62);
  }
}

/* The same certificate in many messages is one to be verified. */
static void
test_many_copies (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes)
      message = sample_unsigned_new (f->leaf, test_certs_list (f->leaf, f->issuer, NULL), NULL);

  assert_found (f->leaf,
                test_certs_list (f->leaf, f->issuer, f->other_issuer, NULL),
                create_nested (f, message, 40),
                0);
}

/* The largest keys of real authorities are computed with. */
static void
test_large_key (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Large", .ca = TRUE, .key_type = "rsa-4096" };
  g_autoptr (TestCert) large = test_cert_new (NULL, &spec);
  g_autoptr (TestCert) leaf = test_signer_new (large, "Leaf", NULL);

  assert_found (leaf, test_certs_list (leaf, large, NULL), NULL, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/cms/extra-certificates/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("other-name", test_other_name);
  ADD ("two-paths", test_two_paths);
  ADD ("copies", test_copies);
  ADD ("inside", test_inside);
  ADD ("countersigner", test_countersigner);
  ADD ("many-verifications", test_many_verifications);
  ADD ("many-copies", test_many_copies);
  ADD ("large-key", test_large_key);
  return g_test_run ();
}
