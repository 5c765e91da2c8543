/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/verify/revocation.h"
#include "tests/core/trust/chain-fixture.h"
#include "tests/support/der-tree.h"
#include "tests/support/test-crl.h"
#include "tests/support/web-server.h"

/* What a signature's report says of revocation lists; how they are read is tested in core/trust. */

#define HOUR ((gint64) 60 * 60)

typedef struct {
  ChainFixture base;
  SgnReport *report;
  SgnSignatureReport *signature; /* of the report; its chain is leaf, lower, root */
  SgnRevocationLists *lists;
  SgnAuthorities *authorities; /* (nullable) */
} Fixture;

static SgnChain *
build (Fixture *f, SgnPurpose purpose)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->base.lower, NULL);

  return chain_build (&f->base, f->base.leaf, others, purpose, f->base.now);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  chain_set_up (&f->base, NULL);
  f->report = sgn_report_new ("a.exe");
  f->signature = sgn_signature_report_new ();
  g_ptr_array_add (f->report->signatures, f->signature);
  f->signature->chain = build (f, SGN_PURPOSE_CODE_SIGNING);
  f->lists = sgn_revocation_lists_new ();
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  sgn_revocation_lists_unref (f->lists);
  sgn_report_unref (f->report);
  chain_tear_down (&f->base, NULL);
}

static void
add (Fixture *f, TestCert *issuer, const TestCrlSpec *spec)
{
  g_autoptr (GBytes) der = test_crl_new (issuer, spec);

  sgn_revocation_lists_add_found (f->lists, der);
}

/* Lists of both issuers; the lower one's has this entry. */
static void
add_both (Fixture *f, TestCert *revoked, gint64 date)
{
  add (f, f->base.root, &(TestCrlSpec){ 0 });
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = revoked, .date = date });
}

/* What is said if the user @gave the lists; else they were in the signature. */
static void
assert_says (Fixture *f, gboolean gave, gint64 proven, SgnCheckStatus status, SgnReason reason)
{
  const SgnVerifyOptions options = { .revocation_lists = gave ? f->lists : NULL,
                                     .authorities = f->authorities };
  const SgnVerifyContext context = { .options = &options, .now = f->base.now };
  SgnCheck *check = &f->signature->checks[SGN_CHECK_REVOCATION];

  g_clear_pointer (&check->detail, g_free);
  check->status = SGN_CHECK_SKIPPED;
  check->reason = SGN_REASON_NOT_REACHED;
  f->signature->revoked_at = 0;
  sgn_verify_revocation (&context, f->lists, proven, f->signature);
  g_assert_cmpstr (sgn_reason_to_id (check->reason), ==, sgn_reason_to_id (reason));
  g_assert_cmpint (check->status, ==, status);
}

static void
assert_names (Fixture *f, const char *name, gint64 date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (date);
  g_autofree char *iso = g_date_time_format_iso8601 (time);
  g_autofree char *detail = g_strdup_printf ("%s, %s", name, iso);

  g_assert_cmpstr (f->signature->checks[SGN_CHECK_REVOCATION].detail, ==, detail);
  g_assert_cmpint (f->signature->revoked_at, ==, date);
}

/* Only what was signed before that date stays good, and only where that is proven. */
static void
test_dates (Fixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  add_both (f, f->base.leaf, date);
  assert_says (f, TRUE, date - 1, SGN_CHECK_PASS, SGN_REASON_REVOKED_LATER);
  assert_names (f, "Leaf", date);
  assert_says (f, TRUE, date, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  assert_names (f, "Leaf", date);
  assert_says (f, TRUE, date + 1, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  assert_says (f, TRUE, 0, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  assert_says (f, FALSE, 0, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
}

static void
test_issuer (Fixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.lower, .date = date });
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  assert_says (f, TRUE, 0, SGN_CHECK_FAIL, SGN_REASON_ISSUER_REVOKED);
  assert_names (f, "Lower", date);
  assert_says (f, TRUE, date - 1, SGN_CHECK_PASS, SGN_REASON_REVOKED_LATER);
  assert_names (f, "Lower", date);
}

static void
test_good (Fixture *f, gconstpointer unused)
{
  add_both (f, NULL, 0);
  assert_says (f, TRUE, 0, SGN_CHECK_PASS, SGN_REASON_NONE);
  g_assert_null (f->signature->checks[SGN_CHECK_REVOCATION].detail);
  g_assert_cmpint (f->signature->revoked_at, ==, 0);
}

/* The certificate whose list is missing or old is named, without a date. */
static void
test_open (Fixture *f, gconstpointer unused)
{
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  assert_says (f, TRUE, 0, SGN_CHECK_UNKNOWN, SGN_REASON_NO_REVOCATION_LIST);
  g_assert_cmpstr (f->signature->checks[SGN_CHECK_REVOCATION].detail, ==, "Lower");
  add (f, f->base.root, &(TestCrlSpec){ .next_update = f->base.now - 1 });
  assert_says (f, TRUE, 0, SGN_CHECK_UNKNOWN, SGN_REASON_LIST_OUTDATED);
  g_assert_cmpstr (f->signature->checks[SGN_CHECK_REVOCATION].detail, ==, "Lower");
}

/* Lists of the user's that do not apply were still an answer wanted; those that a signature brings
 * along are not. */
static void
test_without (Fixture *f, gconstpointer unused)
{
  assert_says (f, TRUE, 0, SGN_CHECK_UNKNOWN, SGN_REASON_NO_REVOCATION_LIST);
  assert_says (f, FALSE, 0, SGN_CHECK_SKIPPED, SGN_REASON_NO_REVOCATION_SOURCE);
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  assert_says (f, FALSE, 0, SGN_CHECK_UNKNOWN, SGN_REASON_NO_REVOCATION_LIST);
}

/* Another leaf, whose lists are at this address (nullable). */
static void
set_source (Fixture *f, const char *uri)
{
  g_autofree char *point = g_strconcat ("URI:", uri, NULL);
  const char *const more[] = { "crlDistributionPoints", point, NULL };
  const TestCertSpec spec = { .name = "Leaf",
                              .usages = "codeSigning",
                              .more = uri != NULL ? more : NULL };

  test_cert_free (f->base.leaf);
  f->base.leaf = test_cert_new (f->base.lower, &spec);
  sgn_chain_free (f->signature->chain);
  f->signature->chain = build (f, SGN_PURPOSE_CODE_SIGNING);
}

/* Whoever is not trusted could name any address, so nobody is asked there. Nor is it said that
 * nobody answered where nobody was asked. */
static void
test_asked (Fixture *f, gconstpointer unused)
{
  static const struct {
    gboolean trusted;
    gboolean has_source;
    gboolean may_ask;
    gboolean gave;
    gboolean asked;
    SgnCheckStatus status;
    SgnReason reason;
  } cases[] = {
    { TRUE, TRUE, TRUE, FALSE, TRUE, SGN_CHECK_UNKNOWN, SGN_REASON_NOT_ANSWERED },
    { TRUE, TRUE, TRUE, TRUE, TRUE, SGN_CHECK_UNKNOWN, SGN_REASON_NOT_ANSWERED },
    { TRUE, TRUE, FALSE, FALSE, FALSE, SGN_CHECK_UNKNOWN, SGN_REASON_OFFLINE },
    { TRUE, TRUE, FALSE, TRUE, FALSE, SGN_CHECK_UNKNOWN, SGN_REASON_NO_REVOCATION_LIST },
    { TRUE, FALSE, TRUE, TRUE, FALSE, SGN_CHECK_UNKNOWN, SGN_REASON_NO_REVOCATION_LIST },
    { FALSE, TRUE, TRUE, TRUE, FALSE, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED },
  };
  g_autoptr (TestWebServer) server = test_web_server_start ();
  g_autofree char *uri = test_web_server_get_uri (server, "/list");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint before = test_web_server_get_count (server);

    g_test_message ("case %u", i);
    set_source (f, cases[i].has_source ? uri : NULL);
    if (!cases[i].trusted)
      f->signature->chain->status = SGN_CHAIN_UNTRUSTED_ROOT;
    f->authorities = cases[i].may_ask ? sgn_authorities_new (10) : NULL;
    assert_says (f, cases[i].gave, 0, cases[i].status, cases[i].reason);
    g_assert_cmpint (test_web_server_get_count (server) > before, ==, cases[i].asked);
    g_clear_pointer (&f->authorities, sgn_authorities_unref);
  }
}

/* A root can only be distrusted: what lists say of it, anybody could have written. */
static void
test_root (Fixture *f, gconstpointer unused)
{
  add (f, f->base.lower, &(TestCrlSpec){ 0 });
  add (f, f->base.root, &(TestCrlSpec){ .revoked = f->base.root });
  assert_says (f, TRUE, 0, SGN_CHECK_PASS, SGN_REASON_NONE);
}

/* Its own issuer may revoke a certificate although we trust neither; that all is well, it may not
 * say. */
static void
test_untrusted (Fixture *f, gconstpointer unused)
{
  f->signature->chain->status = SGN_CHAIN_UNTRUSTED_ROOT;
  add_both (f, NULL, 0);
  assert_says (f, TRUE, 0, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED);
  add (f, f->base.lower, &(TestCrlSpec){ .revoked = f->base.leaf });
  assert_says (f, TRUE, 0, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  f->signature->chain->status = SGN_CHAIN_EXPLICIT_CURVE;
  assert_says (f, TRUE, 0, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED);
}

/* Without the issuer nobody can tell who made a list, so it must come from the user. */
static void
test_incomplete (Fixture *f, gconstpointer unused)
{
  gint64 date = f->base.now - 10 * HOUR;

  sgn_chain_free (f->signature->chain);
  f->signature->chain = chain_build (&f->base,
                                     f->base.leaf,
                                     NULL,
                                     SGN_PURPOSE_CODE_SIGNING,
                                     f->base.now);
  g_assert_cmpint (f->signature->chain->status, ==, SGN_CHAIN_INCOMPLETE);
  add_both (f, f->base.leaf, date);
  assert_says (f, FALSE, 0, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED);
  assert_says (f, TRUE, date - 1, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED);
  assert_says (f, TRUE, date, SGN_CHECK_FAIL, SGN_REASON_REVOKED);
  assert_names (f, "Leaf", date);
}

/* A stolen key can stamp any time; a certificate that was merely replaced could not. */
static void
test_stamper (Fixture *f, gconstpointer unused)
{
  static const int reasons[] = { CRL_REASON_SUPERSEDED, CRL_REASON_KEY_COMPROMISE };
  const SgnVerifyOptions options = { 0 };
  const SgnVerifyContext context = { .options = &options, .now = f->base.now };
  gint64 date = f->base.now - 10 * HOUR;
  SgnChain *chain = f->signature->chain;

  g_assert_false (sgn_verify_is_revoked_stamper (&context, chain, NULL, date));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++) {
    const TestCrlSpec spec = { .revoked = f->base.leaf, .date = date, .reason = reasons[i] };

    add (f, f->base.lower, &spec);
    g_assert_true (sgn_verify_is_revoked_stamper (&context, chain, f->lists, date));
    g_assert_cmpint (sgn_verify_is_revoked_stamper (&context, chain, f->lists, date - 1),
                     ==,
                     i == 1);
  }
  chain->status = SGN_CHAIN_EXPLICIT_CURVE;
  g_assert_false (sgn_verify_is_revoked_stamper (&context, chain, f->lists, date));
}

/* A signature with a list of the lower issuer in it, or without any. (transfer full) */
static SgnSignedData *
make_signature (Fixture *f, gboolean with_list)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (SgnIdentity) identity = test_identity_new (f->base.leaf, NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7);
  g_autoptr (GBytes) list = test_crl_new (f->base.lower, &(TestCrlSpec){ 0 });
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (DerNode) root = NULL;
  DerNode *fields;

  der = sgn_cms_build (SGN_OID_DATA, content, identity, &options, NULL, NULL);
  root = der_tree_parse (der);
  fields = ((DerNode *) root->children->pdata[1])->children->pdata[0];
  /* RFC 5652, 5.1: crls [1] stands after the certificates and before the signers. */
  if (with_list)
    der_node_insert (fields,
                     fields->children->len - 1,
                     der_leaf_new (0xa1, g_steal_pointer (&list)));
  whole = der_tree_encode (root);
  return sgn_signed_data_parse (whole, NULL);
}

/* Those that the user gave and those that the signature brings along, together. */
static void
test_join (Fixture *f, gconstpointer unused)
{
  static const struct {
    gboolean given;
    gboolean inside;
  } cases[] = { { FALSE, FALSE }, { FALSE, TRUE }, { TRUE, FALSE }, { TRUE, TRUE } };

  add (f, f->base.root, &(TestCrlSpec){ 0 });
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnSignedData) signature = make_signature (f, cases[i].inside);
    g_autoptr (SgnRevocationLists)
        joined = sgn_verify_join_lists (cases[i].given ? f->lists : NULL, signature);
    guint size = joined != NULL ? sgn_revocation_lists_get_size (joined) : 0;

    g_assert_true ((joined != NULL) == (cases[i].given || cases[i].inside));
    g_assert_cmpuint (size, ==, (guint) cases[i].given + (guint) cases[i].inside);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("dates", test_dates);
  ADD ("issuer", test_issuer);
  ADD ("good", test_good);
  ADD ("open", test_open);
  ADD ("without", test_without);
  ADD ("asked", test_asked);
  ADD ("root", test_root);
  ADD ("untrusted", test_untrusted);
  ADD ("incomplete", test_incomplete);
  ADD ("stamper", test_stamper);
  ADD ("join", test_join);
  return g_test_run ();
}
