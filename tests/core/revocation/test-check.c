/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "core/revocation/check.h"
#include "tests/core/trust/chain-fixture.h"
#include "tests/support/test-crl.h"

#define HOUR (60 * 60)

typedef struct {
  ChainFixture base;
  SgnChain *chain; /* leaf, lower, root */
  SgnRevocationLists *lists;
  SgnRevocation got;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = NULL;

  chain_set_up (&f->base, NULL);
  others = test_certs_list (f->base.lower, NULL);
  f->chain = chain_build (&f->base, f->base.leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
  g_assert_cmpuint (f->chain->certificates->len, ==, 3);
  f->lists = sgn_revocation_lists_new ();
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  sgn_revocation_lists_unref (f->lists);
  sgn_chain_free (f->chain);
  chain_tear_down (&f->base, NULL);
}

static void
add (Fixture *f, TestCert *issuer, const TestCrlSpec *spec)
{
  g_autoptr (GBytes) der = test_crl_new (issuer, spec);
  guint before = sgn_revocation_lists_get_size (f->lists);

  sgn_revocation_lists_add_found (f->lists, der);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, before + 1);
}

/* Of the root, which has revoked nobody. */
static void
add_root (Fixture *f)
{
  add (f, f->base.root, &(TestCrlSpec){ 0 });
}

static SgnRevocationStatus
check_for (Fixture *f, SgnPurpose purpose, gint64 now, gint64 proven)
{
  const SgnRevocationSources sources = { .lists = f->lists };

  sgn_revocation_check (f->chain, &sources, purpose, now, proven, &f->got);
  return f->got.status;
}

static SgnRevocationStatus
check (Fixture *f, gint64 proven)
{
  return check_for (f, SGN_PURPOSE_CODE_SIGNING, f->base.now, proven);
}

static void
assert_is (Fixture *f, gint64 proven, SgnRevocationStatus status, guint position)
{
  g_assert_cmpint (check (f, proven), ==, status);
  g_assert_cmpuint (f->got.position, ==, position);
}

static void
test_good (Fixture *f, gconstpointer unused)
{
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  g_assert_false (f->got.consulted);
  add (f, f->base.lower, &(TestCrlSpec){ .n_others = 20 });
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 1);
  g_assert_true (f->got.consulted);
  add_root (f);
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

static void
test_revoked (Fixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  add_root (f);
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf, .date = date, .n_others = 20 });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  g_assert_cmpint (f->got.date, ==, date);
  assert_is (f, date, SGN_REVOCATION_REVOKED, 0);
  assert_is (f, date + 1, SGN_REVOCATION_REVOKED, 0);
  assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
  g_assert_cmpint (f->got.date, ==, date);
}

static void
test_intermediate (Fixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower, .date = date });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 1);
  assert_is (f, date + 1, SGN_REVOCATION_REVOKED, 1);
  assert_is (f, date - 1, SGN_REVOCATION_LATER, 1);
}

/* What a root says of itself does not matter. */
static void
test_root (Fixture *f, gconstpointer unused)
{
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.root });
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* Without a list of the leaf's issuer the revoked intermediate counts all the same. */
static void
test_worst (Fixture *f, gconstpointer unused)
{
  add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 1);
}

static void
test_foreign (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) namesake = test_intermediate_new (f->base.root, "Lower");
  g_autoptr (TestCert) other = test_intermediate_new (f->base.root, "Other");

  add_root (f);
  add (f, namesake, &(TestCrlSpec){ .revoked = f->base.leaf });
  add (f, other, &(TestCrlSpec){ .revoked = f->base.leaf });
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf, .key = other->key });
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

static void
test_bad_signature (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) der = test_crl_new (f->base.lower, &(TestCrlSpec){ 0 });
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autoptr (GBytes) bad = NULL;

  add_root (f);
  g_byte_array_append (octets, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  octets->data[octets->len - 1] ^= 1;
  bad = g_bytes_new (octets->data, octets->len);
  sgn_revocation_lists_add_found (f->lists, bad);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, 2);
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
}

static void
test_method (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) lower = test_cert_new (f->base.root,
                                              &(TestCertSpec){ .name = "Issuer",
                                                               .ca = TRUE,
                                                               .key_type = "rsa-2048" });
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);
  g_autoptr (GPtrArray) others = test_certs_list (lower, NULL);

  sgn_chain_free (f->chain);
  f->chain = chain_build (&f->base, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
  add_root (f);
  add (f, lower, &(TestCrlSpec){ .hash = "md5" });
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  add (f, lower, &(TestCrlSpec){ .hash = "sha1" });
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* An issuer that may sign certificates but no lists. */
static void
test_key_usage (Fixture *f, gconstpointer unused)
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
    add_root (f);
    add (f, lower, &(TestCrlSpec){ 0 });
    assert_is (f, 0, i == 0 ? SGN_REVOCATION_NO_LIST : SGN_REVOCATION_GOOD, 0);
  }
}

/* A list that is not in force clears nobody, but accuses. */
static void
test_outdated (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 50 * HOUR;

  add_root (f);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .this_update = now - 48 * HOUR, .next_update = now - HOUR });
  assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  g_assert_cmpint (check_for (f, SGN_PURPOSE_CODE_SIGNING, now - 2 * HOUR, 0),
                   ==,
                   SGN_REVOCATION_GOOD);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf,
                       .date = date,
                       .this_update = now - 48 * HOUR,
                       .next_update = now - HOUR });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  assert_is (f, date - 1, SGN_REVOCATION_OUTDATED, 0);
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
}

static void
test_future (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;

  add_root (f);
  add (f, f->base.lower, &(TestCrlSpec){ .this_update = now + 2 * HOUR });
  assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf,
                       .date = now + HOUR,
                       .this_update = now + 2 * HOUR });
  assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  g_assert_cmpint (check_for (f, SGN_PURPOSE_CODE_SIGNING, now + 3 * HOUR, 0),
                   ==,
                   SGN_REVOCATION_REVOKED);
}

/* A list counts from thisUpdate on, less five minutes for clocks, up to and with nextUpdate. */
static void
test_bounds (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  const struct {
    gint64 this_update, next_update;
    SgnRevocationStatus status;
  } cases[] = {
    { now + 300, now + DAY, SGN_REVOCATION_GOOD },
    { now + 301, now + DAY, SGN_REVOCATION_OUTDATED },
    { now - DAY, now, SGN_REVOCATION_GOOD },
    { now - DAY, now - 1, SGN_REVOCATION_OUTDATED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
    f->lists = sgn_revocation_lists_new ();
    add_root (f);
    add (f,
         f->base.lower,
         &(TestCrlSpec){ .this_update = cases[i].this_update,
                         .next_update = cases[i].next_update });
    assert_is (f, 0, cases[i].status, 0);
  }
}

/* Without a proven time every revocation counts that has come about or that a list of now states.
 */
static void
test_date_to_come (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  const struct {
    gint64 date, this_update;
    SgnRevocationStatus status;
  } cases[] = {
    { now, now + HOUR, SGN_REVOCATION_REVOKED },
    { now + 1, now + HOUR, SGN_REVOCATION_OUTDATED },
    { now + 1, now, SGN_REVOCATION_REVOKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
    f->lists = sgn_revocation_lists_new ();
    add_root (f);
    add (f,
         f->base.lower,
         &(TestCrlSpec){ .revoked = f->base.leaf,
                         .date = cases[i].date,
                         .this_update = cases[i].this_update });
    assert_is (f, 0, cases[i].status, 0);
  }
}

/* Nobody can say when it was made. Newer versions of OpenSSL do not even read it. */
static void
test_timeless (Fixture *f, gconstpointer unused)
{
  const TestCrlSpec spec = { .revoked = f->base.leaf, .timeless = TRUE };
  g_autoptr (GBytes) der = test_crl_new (f->base.lower, &spec);

  add_root (f);
  sgn_revocation_lists_add_found (f->lists, der);
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
}

/* Nothing shows that the list of a missing issuer is genuine, so it clears nobody. */
static void
test_open_end (Fixture *f, gconstpointer unused)
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
  add_root (f);
  sgn_revocation_check_open_end (f->chain, f->lists, f->base.now, 0, &f->got);
  g_assert_cmpmem (&f->got, sizeof f->got, &before, sizeof before);
  add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower, .date = date });
  sgn_revocation_check_open_end (f->chain, f->lists, f->base.now, date - 1, &f->got);
  g_assert_cmpmem (&f->got, sizeof f->got, &before, sizeof before);
  sgn_revocation_check_open_end (f->chain, f->lists, f->base.now, date, &f->got);
  g_assert_cmpint (f->got.status, ==, SGN_REVOCATION_REVOKED);
  g_assert_cmpuint (f->got.position, ==, 1);
  g_assert_cmpint (f->got.date, ==, date);
  g_assert_true (f->got.consulted);
}

/* Without an end a list could be shown for ever. */
static void
test_endless (Fixture *f, gconstpointer unused)
{
  add_root (f);
  add (f, f->base.lower, &(TestCrlSpec){ .endless = TRUE });
  assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
  add (f, f->base.lower, &(TestCrlSpec){ .endless = TRUE, .revoked = f->base.leaf });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
}

/* As if they were not there. */
static void
test_unusable (Fixture *f, gconstpointer unused)
{
  static const char *const extensions[] = {
    "deltaCRL=critical,DER:02:01:01",
    "deltaCRL=DER:02:01:01",
    "issuingDistributionPoint=critical,indirectCRL:TRUE",
    "issuingDistributionPoint=critical,onlyAA:TRUE",
    "issuingDistributionPoint=critical,DER:04:00",
    "issuingDistributionPoint=critical,onlyCA:TRUE",
    "issuingDistributionPoint=critical,fullname:URI:http://a.example/2.crl",
    "1.2.3.4=critical,DER:05:00",
  };

  add_root (f);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++) {
    g_test_message ("%s", extensions[i]);
    add (f, f->base.lower, &(TestCrlSpec){ .more = extensions[i] });
    add (f, f->base.lower, &(TestCrlSpec){ .more = extensions[i], .revoked = f->base.leaf });
    assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  }
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf, .entry_more = "1.2.3.4=critical,DER:05:00" });
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
}

static void
test_usable (Fixture *f, gconstpointer unused)
{
  static const char *const extensions[] = {
    "1.2.3.4=DER:05:00",
    "issuingDistributionPoint=critical,onlyuser:TRUE",
    "crlNumber=DER:02:01:01",
  };

  add_root (f);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++) {
    add (f, f->base.lower, &(TestCrlSpec){ .more = extensions[i] });
    assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
    sgn_revocation_lists_unref (f->lists);
    f->lists = sgn_revocation_lists_new ();
    add_root (f);
  }
}

/* A list of a few reasons accuses, and its silence means nothing. */
static void
test_some_reasons (Fixture *f, gconstpointer unused)
{
  const char *some = "issuingDistributionPoint=critical,onlysomereasons:keyCompromise";

  add_root (f);
  add (f, f->base.lower, &(TestCrlSpec){ .more = some });
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  add (f, f->base.lower, &(TestCrlSpec){ .more = some, .revoked = f->base.leaf });
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
}

/* One of several parts counts for those who name it. */
static void
test_part (Fixture *f, gconstpointer unused)
{
  const char *const points[] = { "crlDistributionPoints", "URI:http://a.example/1.crl", NULL };
  g_autoptr (TestCert) leaf = test_cert_new (f->base.lower,
                                             &(TestCertSpec){ .name = "Leaf",
                                                              .usages = "codeSigning",
                                                              .more = points });
  g_autoptr (GPtrArray) others = test_certs_list (f->base.lower, NULL);

  sgn_chain_free (f->chain);
  f->chain = chain_build (&f->base, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
  add_root (f);
  add (f,
       f->base.lower,
       &(TestCrlSpec){
           .more = "issuingDistributionPoint=critical,fullname:URI:http://a.example/2.crl" });
  assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  add (f,
       f->base.lower,
       &(TestCrlSpec){
           .more = "issuingDistributionPoint=critical,fullname:URI:http://a.example/1.crl" });
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* On hold: for as long as the newest list says so. */
static void
test_hold (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 40 * HOUR;
  const TestCrlSpec held = { .revoked = f->base.leaf,
                             .date = date,
                             .reason = CRL_REASON_CERTIFICATE_HOLD,
                             .this_update = now - 30 * HOUR };

  add_root (f);
  add (f, f->base.lower, &held);
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
  add (f, f->base.lower, &(TestCrlSpec){ .this_update = now - 20 * HOUR });
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* What lists of the same date name adds up, in whatever order they are found. */
static void
test_same_date (Fixture *f, gconstpointer unused)
{
  gint64 this_update = f->base.now - 30 * HOUR;
  gint64 date = f->base.now - 40 * HOUR;
  const TestCrlSpec silent = { .this_update = this_update };
  const TestCrlSpec held = { .revoked = f->base.leaf,
                             .date = date,
                             .reason = CRL_REASON_CERTIFICATE_HOLD,
                             .this_update = this_update };

  for (guint i = 0; i < 2; i++) {
    g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
    f->lists = sgn_revocation_lists_new ();
    add_root (f);
    add (f, f->base.lower, i == 0 ? &held : &silent);
    add (f, f->base.lower, i == 0 ? &silent : &held);
    assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
    g_assert_cmpint (f->got.date, ==, date);
    assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
    g_assert_cmpint (f->got.date, ==, date);
    add (f, f->base.lower, &(TestCrlSpec){ .this_update = this_update + HOUR });
    assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
  }
}

static void
test_held_once (Fixture *f, gconstpointer unused)
{
  add_root (f);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf,
                       .reason = CRL_REASON_CERTIFICATE_HOLD,
                       .next_update = f->base.now - 1 });
  assert_is (f, 0, SGN_REVOCATION_OUTDATED, 0);
}

static void
test_taken_back (Fixture *f, gconstpointer unused)
{
  add_root (f);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf, .reason = CRL_REASON_REMOVE_FROM_CRL });
  assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

/* Programs from before the day of revocation stay valid, timestamps by a stolen key do not. */
static void
test_compromise (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 10 * HOUR;

  add_root (f);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf,
                       .date = date,
                       .reason = CRL_REASON_KEY_COMPROMISE });
  assert_is (f, date - 1, SGN_REVOCATION_LATER, 0);
  g_assert_cmpint (check_for (f, SGN_PURPOSE_TIME_STAMPING, now, date - 1),
                   ==,
                   SGN_REVOCATION_REVOKED);
}

static void
test_superseded_stamper (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;
  gint64 date = now - 10 * HOUR;

  add_root (f);
  add (f,
       f->base.lower,
       &(TestCrlSpec){ .revoked = f->base.leaf, .date = date, .reason = CRL_REASON_SUPERSEDED });
  g_assert_cmpint (check_for (f, SGN_PURPOSE_TIME_STAMPING, now, date - 1),
                   ==,
                   SGN_REVOCATION_LATER);
  g_assert_cmpint (check_for (f, SGN_PURPOSE_TIME_STAMPING, now, date), ==, SGN_REVOCATION_REVOKED);
}

/* The earliest date of several lists, wherever it stands. */
static void
test_several (Fixture *f, gconstpointer unused)
{
  gint64 now = f->base.now;

  add_root (f);
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf, .date = now - 10 * HOUR });
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf, .date = now - 30 * HOUR });
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf, .date = now - 20 * HOUR });
  assert_is (f, now - 25 * HOUR, SGN_REVOCATION_REVOKED, 0);
  assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
  g_assert_cmpint (f->got.date, ==, now - 30 * HOUR);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation/" name, Fixture, NULL, set_up, function, tear_down)

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
  ADD ("outdated", test_outdated);
  ADD ("future", test_future);
  ADD ("bounds", test_bounds);
  ADD ("date-to-come", test_date_to_come);
  ADD ("timeless", test_timeless);
  ADD ("open-end", test_open_end);
  ADD ("endless", test_endless);
  ADD ("unusable", test_unusable);
  ADD ("usable", test_usable);
  ADD ("some-reasons", test_some_reasons);
  ADD ("part", test_part);
  ADD ("hold", test_hold);
  ADD ("same date", test_same_date);
  ADD ("held-once", test_held_once);
  ADD ("taken-back", test_taken_back);
  ADD ("compromise", test_compromise);
  ADD ("superseded-stamper", test_superseded_stamper);
  ADD ("several", test_several);
  return g_test_run ();
}
