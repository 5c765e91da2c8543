/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/cms/extra-certificates.h"
#include "tests/core/cms/sample.h"

/* How large certificates may be that nobody needs, or that nobody vouches for. */

/* What is found in a message by @cert with these certificates, which are consumed. */
static SgnFindings *
examine (TestCert *cert, GPtrArray *certificates)
{
  g_autoptr (GBytes) der = sample_unsigned_new (cert, certificates, NULL);
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  SgnFindings *findings = sgn_findings_new ();

  sgn_signed_data_find_extra_certificates (parsed, findings);
  return findings;
}

static void
assert_found (TestCert *leaf, TestCert *issuer, guint count)
{
  g_autoptr (GPtrArray) findings = examine (leaf, test_certs_list (leaf, issuer, NULL));

  g_assert_cmpuint (findings->len, ==, count);
}

/* A label as download services write it, @size bytes of an extension. (transfer full) */
static char *
create_label (gsize size)
{
  static const char hex[] = "47616374322e304f6d616861001a6272616e643d41424344266e656564";
  g_autofree char *zeros = g_strnfill (2 * size - strlen (hex), '0');

  return g_strconcat ("DER:", hex, zeros, NULL);
}

#define LABEL_SIZE 8000

/* Of exactly @size bytes, which are @padding and zeros in another extension. Ed25519 signs, because
 * its signatures are all of one length. */
static TestCert *
create_padded (TestCert *issuer, const char *name, gboolean label, gsize padding)
{
  g_autofree char *zeros = g_strnfill (2 * padding, '0');
  g_autofree char *value = g_strconcat ("DER:", zeros, NULL);
  g_autofree char *text = create_label (LABEL_SIZE);
  const char *const more[] = { "1.2.3.4",
                               value,
                               label ? "1.3.6.1.4.1.11129.2.1.9999" : NULL,
                               text,
                               NULL };

  return test_cert_new (issuer,
                        &(TestCertSpec){ .name = name,
                                         .key_type = "ed25519",
                                         .ca = TRUE,
                                         .serial = 0x1234,
                                         .more = more });
}

static gsize
get_size (TestCert *cert)
{
  return g_bytes_get_size (sgn_certificate_get_der (cert->certificate));
}

static TestCert *
create_of_size (TestCert *issuer, const char *name, gboolean label, gsize size)
{
  gsize guess = size - (label ? LABEL_SIZE : 0) - 1000;
  g_autoptr (TestCert) nearly = create_padded (issuer, name, label, guess);
  TestCert *cert = create_padded (issuer, name, label, guess + size - get_size (nearly));

  g_assert_cmpuint (get_size (cert), ==, size);
  return cert;
}

/* Up to 8 KiB with the signature of a certificate that is there, up to 2 KiB without. */
static void
test_needed_size (void)
{
  g_autoptr (TestCert) absent = test_cert_new (NULL, &(TestCertSpec){ .key_type = "ed25519" });
  const struct {
    TestCert *issuer;
    gsize size;
    guint count;
  } cases[] = {
    { NULL, 8192, 0 },
    { NULL, 8193, 1 },
    { absent, 2048, 0 },
    { absent, 2049, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TestCert) issuer = create_of_size (cases[i].issuer, "Sized", FALSE, cases[i].size);
    g_autoptr (TestCert) leaf = test_signer_new (issuer, "Leaf", NULL);

    assert_found (leaf, issuer, cases[i].count);
  }
}

/* What nobody needs is a note up to 8 KiB each and 16 KiB together. A label may add to that, but
 * not to more than 2 KiB of everything else. */
static void
test_unneeded_size (void)
{
  static const struct {
    gboolean label;
    gsize sizes[3];
    guint n_notes;
    guint n_added;
  } cases[] = {
    { FALSE, { 8192 }, 1, 0 },
    { FALSE, { 8193 }, 0, 1 },
    { FALSE, { 8192, 8192 }, 2, 0 },
    { FALSE, { 8192, 4096, 4097 }, 3, 1 },
    { TRUE, { LABEL_SIZE + 2048 }, 1, 0 },
    { TRUE, { LABEL_SIZE + 2049 }, 0, 1 },
  };

  g_autoptr (TestCert) issuer = test_root_new ("Issuer");
  g_autoptr (TestCert) leaf = test_signer_new (issuer, "Leaf", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TestCert) root = test_cert_new (NULL, &(TestCertSpec){ .key_type = "ed25519" });
    GPtrArray *certificates = test_certs_list (leaf, issuer, NULL);
    g_autoptr (GPtrArray) findings = NULL;
    guint n_added = 0;

    for (gsize j = 0; j < 3 && cases[i].sizes[j] != 0; j++) {
      g_autofree char *name = g_strdup_printf ("Stray %" G_GSIZE_FORMAT, j);
      g_autoptr (TestCert) stray = create_of_size (root, name, cases[i].label, cases[i].sizes[j]);

      g_ptr_array_add (certificates, g_object_ref (stray->certificate));
    }
    findings = examine (leaf, certificates);
    for (guint j = 0; j < findings->len; j++)
      n_added += ((const SgnFinding *) findings->pdata[j])->severity == SGN_SEVERITY_ADDED;
    g_assert_cmpuint (findings->len, ==, cases[i].n_notes + cases[i].n_added);
    g_assert_cmpuint (n_added, ==, cases[i].n_added);
  }
}

/* The signer's own certificate may be of any size, but all together are 64 KiB at most. */
static void
test_total_size (void)
{
  const TestCertSpec spec = { .name = "Root", .key_type = "ed25519", .ca = TRUE };
  g_autoptr (TestCert) root = test_cert_new (NULL, &spec);

  for (guint more = 0; more < 2; more++) {
    g_autoptr (TestCert)
        leaf = create_of_size (root, "Leaf", FALSE, 64 * 1024 - get_size (root) + more);

    assert_found (leaf, root, more);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/extra-certificates-size/needed", test_needed_size);
  g_test_add_func ("/cms/extra-certificates-size/unneeded", test_unneeded_size);
  g_test_add_func ("/cms/extra-certificates-size/total", test_total_size);
  return g_test_run ();
}
