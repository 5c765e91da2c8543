/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/identity.h"

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "tests/support/test-ca.h"

static void
assert_signs (TestCert *leaf, SgnHash hash)
{
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) digest = sgn_hash_data (hash, "content", 7);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  signature = sgn_identity_sign (identity, hash, digest, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (EVP_DigestVerifyInit (context,
                                         NULL,
                                         sgn_hash_get_md (hash),
                                         NULL,
                                         X509_get0_pubkey (leaf->x509)),
                   ==,
                   1);
  g_assert_cmpint (EVP_DigestVerify (context,
                                     g_bytes_get_data (signature, NULL),
                                     g_bytes_get_size (signature),
                                     (const guint8 *) "content",
                                     7),
                   ==,
                   1);
}

static void
test_sign (void)
{
  const char *const types[] = { "rsa-2048", "ec-p256", "ec-p384", "ec-p521" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", types[i]);

    for (SgnHash hash = SGN_HASH_SHA1; hash < SGN_N_HASHES; hash++)
      assert_signs (leaf, hash);
  }
}

static void
test_unsupported (void)
{
  const char *const types[] = { "rsa-pss", "ed25519", "ec-k256", "ec-explicit" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", types[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_identity_new_for_key (leaf->certificate, NULL, leaf->key, types[i], &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_UNSUPPORTED);
  }
}

static void
test_weak (void)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", "rsa-1024");
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_identity_new_for_key (leaf->certificate, NULL, leaf->key, "x", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_WEAK);
}

static void
test_mismatch (void)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", NULL);
  const char *const types[] = { "ec-p256", "rsa-2048" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (EVP_PKEY) other = test_key_new (types[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_identity_new_for_key (leaf->certificate, NULL, other, "x", &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_MISMATCH);
  }
}

static void
test_wrong_digest (void)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA1, "", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_FAILED);
}

static void
test_cancelled (void)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "", 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_identity_sign (identity, SGN_HASH_SHA256, digest, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
sign_often (gpointer identity)
{
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "", 0);

  for (guint i = 0; i < 50; i++) {
    g_autoptr (GBytes)
        signature = sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, NULL);

    g_assert_nonnull (signature);
  }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", "rsa-2048");
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sign", sign_often, identity);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_chain (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) upper = test_intermediate_new (root, "Upper");
  g_autoptr (TestCert) lower = test_intermediate_new (upper, "Lower");
  g_autoptr (TestCert) forged = test_root_new ("Lower");
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);
  g_autoptr (GPtrArray) others = test_certs_list (root, forged, upper, leaf, lower, lower, NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, others);
  GPtrArray *chain = sgn_identity_get_chain (identity);

  g_assert_cmpuint (chain->len, ==, 2);
  g_assert_true (sgn_certificate_equal (chain->pdata[0], lower->certificate));
  g_assert_true (sgn_certificate_equal (chain->pdata[1], upper->certificate));
  g_assert_true (sgn_identity_is_chain_complete (identity));
  g_assert_cmpstr (sgn_identity_get_origin (identity), ==, "test");
}

static void
test_chain_missing (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) lower = test_intermediate_new (root, "Lower");
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);
  g_autoptr (GPtrArray) others = test_certs_list (root, NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, others);

  g_assert_cmpuint (sgn_identity_get_chain (identity)->len, ==, 0);
  g_assert_false (sgn_identity_is_chain_complete (identity));
}

/* Two CAs that certify each other must not keep us busy. */
static void
test_chain_loop (void)
{
  g_autoptr (TestCert) a = test_root_new ("A");
  g_autoptr (TestCert) b = test_root_new ("B");
  g_autoptr (TestCert)
      a_by_b = test_cert_new (b, &(TestCertSpec){ .name = "A", .key = a->key, .ca = TRUE });
  g_autoptr (TestCert)
      b_by_a = test_cert_new (a, &(TestCertSpec){ .name = "B", .key = b->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (a, "Leaf", NULL);
  g_autoptr (GPtrArray) others = test_certs_list (a_by_b, b_by_a, NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, others);

  g_assert_cmpuint (sgn_identity_get_chain (identity)->len, ==, 2);
}

static void
assert_check (const TestCertSpec *spec, gint64 time, int expected)
{
  g_autoptr (TestCert) leaf = test_cert_new (NULL, spec);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);
  g_autoptr (GError) error = NULL;

  if (expected < 0) {
    g_assert_true (sgn_identity_check (identity, time, &error));
    g_assert_no_error (error);
  } else {
    g_assert_false (sgn_identity_check (identity, time, &error));
    g_assert_error (error, SGN_ERROR, expected);
  }
}

static void
test_check_usage (void)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  assert_check (&(TestCertSpec){ .name = "x", .usages = "codeSigning" }, now, -1);
  assert_check (&(TestCertSpec){ .name = "x", .usages = "serverAuth,codeSigning" }, now, -1);
  assert_check (&(TestCertSpec){ .name = "x", .usages = "anyExtendedKeyUsage" }, now, -1);
  assert_check (&(TestCertSpec){ .name = "x" }, now, -1);
  assert_check (&(TestCertSpec){ .name = "x", .key_usage = "" }, now, -1);
  assert_check (&(TestCertSpec){ .name = "x", .usages = "serverAuth" }, now, SGN_ERROR_EKU_MISSING);
  assert_check (&(TestCertSpec){ .name = "x", .usages = "timeStamping" },
                now,
                SGN_ERROR_EKU_MISSING);
  assert_check (&(TestCertSpec){ .name = "x",
                                 .usages = "codeSigning",
                                 .key_usage = "keyEncipherment" },
                now,
                SGN_ERROR_EKU_MISSING);
}

static void
test_check_time (void)
{
  const TestCertSpec spec = {
    .name = "x",
    .usages = "codeSigning",
    .not_before = 1700000000,
    .not_after = 1800000000,
  };

  assert_check (&spec, 1700000000, -1);
  assert_check (&spec, 1800000000, -1);
  assert_check (&spec, 1699999999, SGN_ERROR_CERT_NOT_YET_VALID);
  assert_check (&spec, 1800000001, SGN_ERROR_CERT_EXPIRED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/sign", test_sign);
  g_test_add_func ("/identity/unsupported", test_unsupported);
  g_test_add_func ("/identity/weak", test_weak);
  g_test_add_func ("/identity/mismatch", test_mismatch);
  g_test_add_func ("/identity/wrong-digest", test_wrong_digest);
  g_test_add_func ("/identity/cancelled", test_cancelled);
  g_test_add_func ("/identity/threads", test_threads);
  g_test_add_func ("/identity/chain", test_chain);
  g_test_add_func ("/identity/chain-missing", test_chain_missing);
  g_test_add_func ("/identity/chain-loop", test_chain_loop);
  g_test_add_func ("/identity/check-usage", test_check_usage);
  g_test_add_func ("/identity/check-time", test_check_time);
  return g_test_run ();
}
