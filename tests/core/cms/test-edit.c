/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "core/cms/attributes.h"
#include "core/cms/builder.h"
#include "core/cms/check.h"
#include "tests/core/cms/sample.h"

#define OID_BLOB "1.3.6.1.4.1.42921.1.2.1"

static GBytes *
set_one (GBytes *der, const char *oid, const char *text)
{
  g_autoptr (SgnSignedData) parsed = sample_parse (der);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (text != NULL)
    g_ptr_array_add (values, sgn_der_encode (0x04, text, strlen (text)));
  return sgn_cms_set_unsigned (parsed, oid, values);
}

/* What comes after the headers that had to change is the same up to where the attributes start. */
static void
assert_tail_kept (GBytes *before, GBytes *after)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (before, &size);
  const guint8 *found;

  /* 60 octets hold the tags and lengths of ContentInfo and SignedData, and some of what follows. */
  found = memmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), data + 60, 200);
  g_assert_nonnull (found);
}

static void
assert_parts_kept (GBytes *before, GBytes *after)
{
  g_autoptr (SgnSignedData) a = sample_parse (before);
  g_autoptr (SgnSignedData) b = sample_parse (after);
  const SgnSignerInfo *signer_a = sgn_signed_data_get_signer (a);
  const SgnSignerInfo *signer_b = sgn_signed_data_get_signer (b);
  const guint8 *end = g_bytes_get_data (after, NULL);
  g_autoptr (PKCS7) p7 = d2i_PKCS7 (NULL, &end, (long) g_bytes_get_size (after));

  g_assert_nonnull (p7);
  g_assert_cmpuint (sgn_signed_data_get_size (b), ==, g_bytes_get_size (after));
  g_assert_true (g_bytes_equal (sgn_signed_data_get_content (a), sgn_signed_data_get_content (b)));
  g_assert_true (g_bytes_equal (signer_a->signed_attributes_der, signer_b->signed_attributes_der));
  g_assert_true (g_bytes_equal (signer_a->signature, signer_b->signature));
  g_assert_cmpint (sgn_cms_check (b, NULL), ==, SGN_CMS_GOOD);
  assert_tail_kept (before, after);
}

static void
test_add_and_remove (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) one = set_one (der, "1.2.3.4", "hello");
  g_autoptr (GBytes) two = set_one (one, "1.2.3.5", "a longer value");
  g_autoptr (GBytes) back = set_one (two, "1.2.3.5", NULL);
  g_autoptr (GBytes) original = set_one (back, "1.2.3.4", NULL);
  g_autoptr (GBytes) untouched = set_one (der, "1.2.3.4", NULL);

  assert_parts_kept (der, one);
  assert_parts_kept (der, two);
  g_assert_true (g_bytes_equal (back, one));
  g_assert_true (g_bytes_equal (original, der));
  g_assert_true (g_bytes_equal (untouched, der));
}

/* Lengths of enclosing elements grow from two octets to three and four. */
static void
test_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 100, 127, 128, 255, 256, 65535, 65536, 300000 };
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *text = g_strnfill (sizes[i], 'x');
    g_autoptr (GBytes) edited = set_one (der, "1.2.3.4", text);
    g_autoptr (GBytes) back = set_one (edited, "1.2.3.4", NULL);

    assert_parts_kept (der, edited);
    g_assert_true (g_bytes_equal (back, der));
  }
}

static void
test_timestamp_replaces (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) legacy = set_one (der, SGN_OID_COUNTERSIGNATURE, "old");
  g_autoptr (GBytes) both = set_one (legacy, SGN_OID_TIMESTAMP_TOKEN, "older");
  g_autoptr (GBytes) more = set_one (both, "1.2.3.4", "kept");
  g_autoptr (SgnSignedData) parsed = sample_parse (more);
  g_autoptr (GBytes) token = sgn_der_encode (0x30, "tok", 3);
  g_autoptr (GBytes) stamped = sgn_cms_set_timestamp (parsed, SGN_OID_MS_RFC3161, token);
  g_autoptr (SgnSignedData) result = sample_parse (stamped);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (result);

  g_assert_cmpuint (signer->unsigned_attributes->len, ==, 2);
  g_assert_true (
      g_bytes_equal (sgn_signer_info_get_unsigned (signer, SGN_OID_MS_RFC3161)->value, token));
  g_assert_nonnull (sgn_signer_info_get_unsigned (signer, "1.2.3.4"));
  assert_parts_kept (der, stamped);
}

static void
test_nested (void)
{
  g_autoptr (GBytes) primary = sample_signature_new ("rsa-2048", SGN_HASH_SHA1, NULL);
  g_autoptr (GBytes) second = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) third = sample_signature_new ("ec-p384", SGN_HASH_SHA384, "a longer one");
  g_autoptr (SgnSignedData) parsed = sample_parse (primary);
  g_autoptr (GBytes) dual = sgn_cms_add_nested (parsed, second, NULL);
  g_autoptr (SgnSignedData) parsed_dual = sample_parse (dual);
  g_autoptr (GBytes) triple = sgn_cms_add_nested (parsed_dual, third, NULL);
  g_autoptr (SgnSignedData) parsed_triple = sample_parse (triple);
  GPtrArray *nested = sgn_signed_data_get_nested (parsed_triple);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  assert_parts_kept (primary, dual);
  assert_parts_kept (primary, triple);
  g_assert_cmpuint (nested->len, ==, 2);
  g_assert_true (g_bytes_equal (nested->pdata[0], second));
  g_assert_true (g_bytes_equal (nested->pdata[1], third));
  sgn_signed_data_find_anomalies (parsed_triple, findings);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* There is room for 32. */
static void
test_many_nested (void)
{
  g_autoptr (GBytes) primary = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) nested = sgn_der_encode (SGN_TAG_SEQUENCE, NULL, 0);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint count = 1; count <= SGN_CMS_MAX_NESTED; count++) {
    g_autoptr (SgnSignedData) parsed = sample_parse (primary);
    g_autoptr (GBytes) full = NULL;
    g_autoptr (SgnSignedData) parsed_full = NULL;
    g_autoptr (GBytes) more = NULL;
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (values, g_bytes_ref (nested));
    full = sgn_cms_set_unsigned (parsed, SGN_OID_SPC_NESTED, values);
    parsed_full = sample_parse (full);
    more = sgn_cms_add_nested (parsed_full, nested, &error);
    if (count < SGN_CMS_MAX_NESTED)
      g_assert_no_error (error);
    else
      g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
    g_assert_cmpint (more != NULL, ==, count < SGN_CMS_MAX_NESTED);
  }
}

/* Frames of indefinite length become definite; what they hold stays. */
static void
test_indefinite (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement element;
  g_autoptr (GByteArray) ber = g_byte_array_new ();
  g_autoptr (GBytes) open = NULL;
  g_autoptr (GBytes) edited = NULL;
  g_autoptr (GBytes) back = NULL;

  g_assert_true (sgn_der_expect (&rest, 0x30, &element, NULL));
  g_byte_array_append (ber, (const guint8[]){ 0x30, 0x80 }, 2);
  g_byte_array_append (ber, element.content.data, (guint) element.content.size);
  g_byte_array_append (ber, (const guint8[]){ 0x00, 0x00 }, 2);
  open = g_byte_array_free_to_bytes (g_steal_pointer (&ber));
  edited = set_one (open, "1.2.3.4", "hello");
  assert_parts_kept (open, edited);
  back = set_one (edited, "1.2.3.4", NULL);
  g_assert_true (g_bytes_equal (back, der));
}

static void
test_bare (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement element;
  g_autoptr (GBytes) bare = NULL;
  g_autoptr (GBytes) edited = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (SgnSignedData) parsed = NULL;

  g_assert_true (sgn_der_expect (&rest, 0x30, &element, NULL));
  g_assert_true (sgn_der_expect (&element.content, 0x06, &(SgnDerElement){ 0 }, NULL));
  g_assert_true (sgn_der_expect (&element.content, 0xa0, &element, NULL));
  bare = sgn_der_to_bytes (element.content);
  edited = set_one (bare, "1.2.3.4", "hello");
  parsed = sample_parse (edited);
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
  back = set_one (edited, "1.2.3.4", NULL);
  g_assert_true (g_bytes_equal (back, bare));
}

static void
test_findings (void)
{
  g_autoptr (GBytes) der = sample_signature_new ("ec-p256", SGN_HASH_SHA256, NULL);
  g_autoptr (GBytes) blob = set_one (der, OID_BLOB, "payload");
  g_autoptr (SgnSignedData) parsed = sample_parse (blob);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  sgn_signed_data_find_anomalies (parsed, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_UNSIGNED_ATTRIBUTE);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  g_assert_cmpstr (finding->detail, ==, OID_BLOB);
  g_assert_cmpuint (finding->size, >, strlen ("payload"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/edit/add-and-remove", test_add_and_remove);
  g_test_add_func ("/cms/edit/sizes", test_sizes);
  g_test_add_func ("/cms/edit/timestamp-replaces", test_timestamp_replaces);
  g_test_add_func ("/cms/edit/nested", test_nested);
  g_test_add_func ("/cms/edit/many-nested", test_many_nested);
  g_test_add_func ("/cms/edit/indefinite", test_indefinite);
  g_test_add_func ("/cms/edit/bare", test_bare);
  g_test_add_func ("/cms/edit/findings", test_findings);
  return g_test_run ();
}
