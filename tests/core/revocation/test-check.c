/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "tests/core/revocation/revocation-fixture.h"

/* Whom a list accuses and clears: only an issuer speaks about what it issued. */

#define HOUR (60 * 60)

static void
test_good (RevocationFixture *f, gconstpointer unused)
{
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  g_assert_false (f->got.consulted);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .n_others = 20 });
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 1);
  g_assert_true (f->got.consulted);
  revocation_add_root (f);
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

static void
test_revoked (RevocationFixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf, .date = date, .n_others = 20 });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  g_assert_cmpint (f->got.date, ==, date);
  revocation_assert_is (f, date, SGN_REVOCATION_REVOKED, 0);
  revocation_assert_is (f, date + 1, SGN_REVOCATION_REVOKED, 0);
  revocation_assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
  g_assert_cmpint (f->got.date, ==, date);
}

static void
test_intermediate (RevocationFixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  revocation_add (f, f->base.lower, &(TestCrlSpec){ 0 });
  revocation_add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower, .date = date });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 1);
  revocation_assert_is (f, date + 1, SGN_REVOCATION_REVOKED, 1);
  revocation_assert_is (f, date - 1, SGN_REVOCATION_LATER, 1);
}

/* What a root says of itself does not matter. */
static void
test_root (RevocationFixture *f, gconstpointer unused)
{
  revocation_add (f, f->base.lower, &(TestCrlSpec){ 0 });
  revocation_add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.root });
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* Without a list of the leaf's issuer the revoked intermediate counts all the same. */
static void
test_worst (RevocationFixture *f, gconstpointer unused)
{
  revocation_add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 1);
}

static void
test_foreign (RevocationFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) namesake = test_intermediate_new (f->base.root, "Lower");
  g_autoptr (TestCert) other = test_intermediate_new (f->base.root, "Other");

  revocation_add_root (f);
  revocation_add (f, namesake, &(TestCrlSpec){ .revoked = f->base.leaf });
  revocation_add (f, other, &(TestCrlSpec){ .revoked = f->base.leaf });
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf, .key = other->key });
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ 0 });
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

static void
test_bad_signature (RevocationFixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) der = test_crl_new (f->base.lower, &(TestCrlSpec){ 0 });
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autoptr (GBytes) bad = NULL;

  revocation_add_root (f);
  g_byte_array_append (octets, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  octets->data[octets->len - 1] ^= 1;
  bad = g_bytes_new (octets->data, octets->len);
  sgn_revocation_lists_add_found (f->lists, bad);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, 2);
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
}

static void
test_method (RevocationFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) lower = test_cert_new (f->base.root,
                                              &(TestCertSpec){ .name = "Issuer",
                                                               .ca = TRUE,
                                                               .key_type = "rsa-2048" });
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);
  g_autoptr (GPtrArray) others = test_certs_list (lower, NULL);

  sgn_chain_free (f->chain);
  f->chain = chain_build (&f->base, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
  revocation_add_root (f);
  revocation_add (f, lower, &(TestCrlSpec){ .hash = "md5" });
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  revocation_add (f, lower, &(TestCrlSpec){ .hash = "sha1" });
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* An issuer that may sign certificates but no lists. */
static void
test_key_usage (RevocationFixture *f, gconstpointer unused)
{
  static const char *const usages[] = { "critical,keyCertSign",
                                        "critical,keyCertSign,cRLSign",
                                        "" };

  for (guint i = 0; i < G_N_ELEMENTS (usages); i++) {
    g_autoptr (TestCert) lower = test_cert_new (f->base.root,
                                                &(TestCertSpec){ .name = "Issuer",
                                                                 .ca = TRUE,
                                                                 .key_usage = usages[i] });
    g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);
    g_autoptr (GPtrArray) others = test_certs_list (lower, NULL);

    sgn_chain_free (f->chain);
    f->chain = chain_build (&f->base, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
    revocation_add_root (f);
    revocation_add (f, lower, &(TestCrlSpec){ 0 });
    revocation_assert_is (f, 0, i == 0 ? SGN_REVOCATION_NO_LIST : SGN_REVOCATION_GOOD, 0);
  }
}

/* Nothing shows that the list of a missing issuer is genuine, so it clears nobody. */
static void
test_open_end (RevocationFixture *f, gconstpointer unused)
{
  const SgnRevocation before = { .status = SGN_REVOCATION_NO_LIST, .position = 7 };
  gint64 date = f->base.now - 10 * HOUR;
  g_autoptr (GPtrArray) others = test_certs_list (f->base.lower, NULL);

  sgn_chain_free (f->chain);
  f->chain = sgn_chain_build (NULL,
                              f->base.leaf->certificate,
                              others,
                              SGN_PURPOSE_CODE_SIGNING,
                              f->base.now);
  g_assert_cmpint (f->chain->status, ==, SGN_CHAIN_INCOMPLETE);
  f->got = before;
  revocation_add_root (f);
  sgn_revocation_check_open_end (f->chain, f->lists, f->base.now, 0, &f->got);
  g_assert_cmpmem (&f->got, sizeof f->got, &before, sizeof before);
  revocation_add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower, .date = date });
  sgn_revocation_check_open_end (f->chain, f->lists, f->base.now, date - 1, &f->got);
  g_assert_cmpmem (&f->got, sizeof f->got, &before, sizeof before);
  sgn_revocation_check_open_end (f->chain, f->lists, f->base.now, date, &f->got);
  g_assert_cmpint (f->got.status, ==, SGN_REVOCATION_REVOKED);
  g_assert_cmpuint (f->got.position, ==, 1);
  g_assert_cmpint (f->got.date, ==, date);
  g_assert_true (f->got.consulted);
}

/* Programs from before the day of revocation stay valid, timestamps by a stolen key do not. */
static void
test_compromise (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 10 * HOUR;

  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf,
                                  .date = date,
                                  .reason = CRL_REASON_KEY_COMPROMISE });
  revocation_assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
  g_assert_cmpint (revocation_check_for (f, SGN_PURPOSE_TIME_STAMPING, now, date - 1),
                   ==,
                   SGN_REVOCATION_REVOKED);
}

static void
test_superseded_stamper (RevocationFixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 10 * HOUR;

  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf,
                                  .date = date,
                                  .reason = CRL_REASON_SUPERSEDED });
  g_assert_cmpint (revocation_check_for (f, SGN_PURPOSE_TIME_STAMPING, now, date - 1),
                   ==,
                   SGN_REVOCATION_LATER);
  g_assert_cmpint (revocation_check_for (f, SGN_PURPOSE_TIME_STAMPING, now, date),
                   ==,
                   SGN_REVOCATION_REVOKED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation/" name,                                                                 \
              RevocationFixture,                                                                   \
              NULL,                                                                                \
              revocation_set_up,                                                                   \
              function,                                                                            \
              revocation_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("revoked", test_revoked);
  ADD ("intermediate", test_intermediate);
  ADD ("root", test_root);
  ADD ("worst", test_worst);
  ADD ("foreign", test_foreign);
  ADD ("bad-signature", test_bad_signature);
  ADD ("method", test_method);
  ADD ("key-usage", test_key_usage);
  ADD ("open-end", test_open_end);
  ADD ("compromise", test_compromise);
  ADD ("superseded-stamper", test_superseded_stamper);
  return g_test_run ();
}
