/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/core/trust/chain-fixture.h"

/* With which keys and digests the certificates of a path may be signed. */

static void
test_keys (ChainFixture *f, gconstpointer unused)
{
  const char *const types[] = { "rsa-2048", "rsa-pss", "ec-p384", "ec-p521", "ed25519" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (TestCert)
        ca = test_cert_new (f->root,
                            &(TestCertSpec){ .name = "CA", .ca = TRUE, .key_type = types[i] });
    g_autoptr (TestCert) leaf = test_signer_new (ca, "Leaf", types[i]);

    chain_assert_status (f, leaf, test_certs_list (ca, NULL), SGN_CHAIN_TRUSTED, 0);
  }
}

static void
assert_strength (ChainFixture *f, const TestCertSpec *spec, gint64 time, SgnChainStatus status)
{
  const TestCertSpec old = {
    .name = "Old",
    .ca = TRUE,
    .key_type = "rsa-2048",
    .hash = "sha1",
    .not_before = DAY,
  };
  g_autoptr (TestCert) root = test_cert_new (NULL, &old);
  g_autoptr (TestCert) leaf = test_cert_new (root, spec);
  g_autoptr (SgnChain) chain = NULL;

  sgn_anchors_add (f->anchors, root->certificate);
  chain = chain_build (f, leaf, NULL, SGN_PURPOSE_CODE_SIGNING, time);
  g_assert_cmpint (chain->status, ==, status);
  g_assert_cmpint (chain->weak, ==, spec->hash != NULL || spec->key_type != NULL);
}

static void
test_strength (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec good = { .name = "Leaf", .not_before = DAY };
  const TestCertSpec sha1 = { .name = "Leaf", .hash = "sha1", .not_before = DAY };
  const TestCertSpec md5 = { .name = "Leaf", .hash = "md5", .not_before = DAY };
  const TestCertSpec rsa1024 = { .name = "Leaf", .key_type = "rsa-1024", .not_before = DAY };
  const TestCertSpec rsa768 = { .name = "Leaf", .key_type = "rsa-768", .not_before = DAY };

  assert_strength (f, &good, f->now, SGN_CHAIN_TRUSTED);
  assert_strength (f, &sha1, f->now, SGN_CHAIN_TRUSTED);
  assert_strength (f, &rsa1024, f->now, SGN_CHAIN_TRUSTED);
  assert_strength (f, &md5, f->now, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &md5, 1235865600, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &md5, 1235865599, SGN_CHAIN_TRUSTED);
  assert_strength (f, &rsa768, f->now, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &rsa768, 1262304000, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &rsa768, 1262303999, SGN_CHAIN_TRUSTED);
}

/* A certificate whose signature names another method, the last number of which is @last: MD2 is 2,
 * MD4 is 3, MD5 is 4 (RFC 8017, appendix C). (transfer full) */
static SgnCertificate *
sign_as (TestCert *cert, guint8 last)
{
  static const guint8 md5_with_rsa[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x04 };
  GBytes *der = sgn_certificate_get_der (cert->certificate);
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (der, NULL), size);
  g_autoptr (GBytes) changed = NULL;
  guint8 *at = data;
  SgnCertificate *certificate;

  for (guint8 *end = data + size;
       (at = memmem (at, (gsize) (end - at), md5_with_rsa, sizeof md5_with_rsa)) != NULL;
       at += sizeof md5_with_rsa)
    at[sizeof md5_with_rsa - 1] = last;
  changed = g_bytes_new (data, size);
  certificate = sgn_certificate_new (changed, NULL);
  g_assert_nonnull (certificate);
  return certificate;
}

/* Nothing verifies these any more, but they are weak even where the issuer is missing. */
static void
test_old_digests (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec md5 = { .name = "Leaf", .key_type = "rsa-2048", .hash = "md5" };
  g_autoptr (TestCert) root = test_cert_new (NULL, &(TestCertSpec){ .key_type = "rsa-2048" });
  g_autoptr (TestCert) leaf = test_cert_new (root, &md5);

  for (guint8 last = 2; last <= 4; last++) {
    g_autoptr (SgnCertificate) old = sign_as (leaf, last);
    g_autoptr (SgnChain)
        chain = sgn_chain_build (f->anchors, old, NULL, SGN_PURPOSE_CODE_SIGNING, f->now);

    g_assert_cmpint (chain->status, ==, SGN_CHAIN_INCOMPLETE);
    g_assert_true (chain->weak);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/chain-keys/" name, ChainFixture, NULL, chain_set_up, func, chain_tear_down)
  ADD ("keys", test_keys);
  ADD ("strength", test_strength);
  ADD ("old-digests", test_old_digests);
  return g_test_run ();
}
