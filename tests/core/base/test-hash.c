/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-hash"

#include "config.h"

#include "core/base/hash.h"

#include "core/base/openssl.h"
#include "core/base/text.h"

/* RFC 1321 A.5, FIPS 180-4 examples: the digest of "abc". */
static const char *const abc[SGN_N_HASHES] = {
  "900150983cd24fb0d6963f7d28e17f72",
  "a9993e364706816aba3e25717850c26c9cd0d89d",
  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
  "8086072ba1e7cc2358baeca134c825a7",
  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
};

static void
test_digests (void)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("abc", 3);

  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    g_autoptr (GBytes) digest = sgn_hash_bytes (hash, data);
    g_autofree char *hex = sgn_text_hex_bytes (digest);

    g_assert_cmpstr (hex, ==, abc[hash]);
    g_assert_cmpuint (g_bytes_get_size (digest), ==, sgn_hash_get_size (hash));
  }
}

static void
test_empty (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_MD5, nothing);
  g_autofree char *hex = sgn_text_hex_bytes (digest);

  g_assert_cmpstr (hex, ==, "d41d8cd98f00b204e9800998ecf8427e");
}

static void
test_names (void)
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    g_autofree char *oid = sgn_openssl_oid (OBJ_nid2obj (EVP_MD_get_type (sgn_hash_get_md (hash))));
    SgnHash found = SGN_N_HASHES;

    g_assert_cmpstr (sgn_hash_get_oid (hash), ==, oid);
    g_assert_true (sgn_hash_from_oid (oid, &found));
    g_assert_cmpint (found, ==, hash);
    found = SGN_N_HASHES;
    g_assert_true (sgn_hash_from_id (sgn_hash_get_id (hash), &found));
    g_assert_cmpint (found, ==, hash);
    g_assert_cmpint (EVP_MD_get_size (sgn_hash_get_md (hash)), ==, (int) sgn_hash_get_size (hash));
    g_assert_cmpuint (sgn_hash_get_size (hash), <=, SGN_HASH_MAX_SIZE);
    g_assert_nonnull (sgn_hash_get_title (hash));
    g_assert_true (sgn_hash_is_weak (hash) == (hash <= SGN_HASH_SHA1));
  }
}

static void
test_unknown (void)
{
  SgnHash hash = SGN_HASH_SHA384;

  g_assert_false (sgn_hash_from_id ("SHA256", &hash));
  g_assert_false (sgn_hash_from_id ("", &hash));
  g_assert_false (sgn_hash_from_id (NULL, &hash));
  g_assert_false (sgn_hash_from_oid ("2.16.840.1.101.3.4.2", &hash));
  g_assert_false (sgn_hash_from_oid (NULL, &hash));
  g_assert_cmpint (hash, ==, SGN_HASH_SHA384);
}

/* As CryptoAPI takes the number of a signature algorithm where a digest is wanted. */
static void
test_implied (void)
{
  static const struct {
    const char *oid;
    SgnHash hash;
  } cases[] = {
    { "1.2.840.113549.1.1.4", SGN_HASH_MD5 },     { "1.2.840.113549.1.1.5", SGN_HASH_SHA1 },
    { "1.2.840.113549.1.1.11", SGN_HASH_SHA256 }, { "1.2.840.113549.1.1.12", SGN_HASH_SHA384 },
    { "1.2.840.113549.1.1.13", SGN_HASH_SHA512 }, { "1.2.840.10045.4.1", SGN_HASH_SHA1 },
    { "1.2.840.10045.4.3.2", SGN_HASH_SHA256 },   { "1.2.840.10045.4.3.4", SGN_HASH_SHA512 },
  };
  SgnHash hash;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (sgn_hash_from_oid (cases[i].oid, &hash));
    g_assert_cmpint (hash, ==, cases[i].hash);
  }
  g_assert_false (sgn_hash_from_oid ("1.2.840.113549.1.1.1", &hash));
}

static void
test_oid (void)
{
  g_autoptr (ASN1_OBJECT) object = OBJ_txt2obj ("1.3.6.1.4.1.311.2.1.4", 1);
  g_autofree char *text = sgn_openssl_oid (object);
  g_autofree char *none = sgn_openssl_oid (NULL);

  g_assert_cmpstr (text, ==, "1.3.6.1.4.1.311.2.1.4");
  g_assert_cmpstr (none, ==, "");
}

/* One number of 4000 octets: turning it into text would take quadratic time. */
static void
test_oid_endless (void)
{
  guint8 der[4 + 4000] = { 0x06, 0x82, 0x0F, 0xA0 };
  const guint8 *at = der;
  g_autoptr (ASN1_OBJECT) object = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 4; i < sizeof der; i++)
    der[i] = i + 1 < sizeof der ? 0xFF : 0x7F;
  object = d2i_ASN1_OBJECT (NULL, &at, sizeof der);
  g_assert_nonnull (object);
  text = sgn_openssl_oid (object);
  g_assert_cmpstr (text, ==, "");
}

static void
assert_time (const char *value, int type, gboolean valid, gint64 expected)
{
  ASN1_TIME *time = ASN1_STRING_type_new (type);
  gint64 found = -42;

  g_assert_true (ASN1_STRING_set (time, value, -1));
  g_assert_true (sgn_openssl_time (time, &found) == valid);
  g_assert_cmpint (found, ==, valid ? expected : -42);
  ASN1_STRING_free (time);
}

static void
test_time (void)
{
  gint64 found = -42;

  assert_time ("700101000000Z", V_ASN1_UTCTIME, TRUE, 0);
  assert_time ("500101000000Z", V_ASN1_UTCTIME, TRUE, -631152000);
  assert_time ("20380119031408Z", V_ASN1_GENERALIZEDTIME, TRUE, G_GINT64_CONSTANT (2147483648));
  assert_time ("99991231235959Z", V_ASN1_GENERALIZEDTIME, TRUE, G_GINT64_CONSTANT (253402300799));
  assert_time ("20381319031408Z", V_ASN1_GENERALIZEDTIME, FALSE, 0);
  assert_time ("", V_ASN1_UTCTIME, FALSE, 0);
  assert_time ("7001010000", V_ASN1_GENERALIZEDTIME, FALSE, 0);
  assert_time ("700101000000Z", V_ASN1_OCTET_STRING, FALSE, 0);
  g_assert_false (sgn_openssl_time (NULL, &found));
  g_assert_cmpint (found, ==, -42);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/digests", test_digests);
  g_test_add_func ("/hash/empty", test_empty);
  g_test_add_func ("/hash/names", test_names);
  g_test_add_func ("/hash/unknown", test_unknown);
  g_test_add_func ("/hash/implied", test_implied);
  g_test_add_func ("/openssl/oid", test_oid);
  g_test_add_func ("/openssl/oid-endless", test_oid_endless);
  g_test_add_func ("/openssl/time", test_time);
  return g_test_run ();
}
