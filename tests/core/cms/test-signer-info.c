/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "core/base/error.h"
#include "core/cms/issuer-serial.h"
#include "tests/core/cms/sample.h"

/* How a SignerInfo says whose it is. */

static SgnSignerInfo *
parse_with_id (GBytes *id, GPtrArray *certificates)
{
  g_autoptr (GBytes) der = sample_signer_info_new (&(SampleSigner){ .id = id });

  return sgn_signer_info_parse (der, certificates, NULL);
}

/* The key identifier may stand for issuer and serial number (RFC 5652, 5.3). */
static void
test_key_id (void)
{
  g_autoptr (TestCert) a = test_root_new ("A");
  g_autoptr (TestCert) b = test_root_new ("B");
  g_autoptr (TestCert) c = test_root_new ("C");
  g_autoptr (GPtrArray) certificates = test_certs_list (a, b, NULL);
  const struct {
    TestCert *cert;
    gboolean known;
  } cases[] = { { a, TRUE }, { b, TRUE }, { c, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const ASN1_OCTET_STRING *key_id = X509_get0_subject_key_id (cases[i].cert->x509);
    g_autoptr (GBytes) id = sgn_der_encode (0x80,
                                            ASN1_STRING_get0_data (key_id),
                                            (gsize) ASN1_STRING_length (key_id));
    g_autoptr (SgnSignerInfo) signer = parse_with_id (id, certificates);

    g_assert_nonnull (signer);
    g_assert_true (signer->certificate == (cases[i].known ? cases[i].cert->certificate : NULL));
  }
}

/* Shown as a number: without the zeros that only the encoding needs. */
static void
test_serial (void)
{
  static const struct {
    const char *bytes;
    gsize size;
    const char *shown;
  } cases[] = {
    { "\x01", 1, "01" },     { "\x00", 1, "00" },       { "\x00\x80", 2, "80" },
    { "\x00\x00", 2, "00" }, { "\x12\x00", 2, "1200" },
  };
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GPtrArray) certificates = test_certs_list (cert, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes)
        id = sgn_der_wrap (SGN_TAG_SEQUENCE,
                           sgn_issuer_encode (cert->certificate),
                           sgn_der_encode (SGN_TAG_INTEGER, cases[i].bytes, cases[i].size),
                           NULL);
    g_autoptr (SgnSignerInfo) signer = parse_with_id (id, certificates);

    g_assert_nonnull (signer);
    g_assert_null (signer->certificate);
    g_assert_cmpstr (signer->serial, ==, cases[i].shown);
  }
}

static void
test_damaged_id (void)
{
  static const struct {
    const char *bytes;
    gsize size;
  } cases[] = {
    { "\x31\x05\x30\x00\x02\x01\x01", 7 },         /* no SEQUENCE */
    { "\x30\x05\x31\x00\x02\x01\x01", 7 },         /* no name */
    { "\x30\x02\x30\x00", 4 },                     /* no serial number */
    { "\x30\x05\x30\x00\x04\x01\x01", 7 },         /* one that is no number */
    { "\x30\x07\x30\x00\x02\x01\x01\x05\x00", 9 }, /* more than the two */
  };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) id = g_bytes_new (cases[i].bytes, cases[i].size);

    g_assert_null (parse_with_id (id, none));
  }
}

/* Nothing may follow a countersignature. */
static void
test_trailing (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GBytes) der = sample_signer_info_new (&(SampleSigner){ .cert = cert });
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (der, none, NULL);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) trailing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (signer);
  g_byte_array_append (longer, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  g_byte_array_append (longer, (const guint8 *) "\x05\x00", 2);
  trailing = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
  g_assert_null (sgn_signer_info_parse (trailing, none, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/signer-info/key-id", test_key_id);
  g_test_add_func ("/cms/signer-info/serial", test_serial);
  g_test_add_func ("/cms/signer-info/damaged-id", test_damaged_id);
  g_test_add_func ("/cms/signer-info/trailing", test_trailing);
  return g_test_run ();
}
