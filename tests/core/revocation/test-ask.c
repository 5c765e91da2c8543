/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/ocsp.h>

#include "core/revocation/answer-cache.h"
#include "core/revocation/check.h"
#include "core/trust/chain-builder.h"
#include "tests/core/revocation/forget.h"
#include "tests/support/test-crl.h"
#include "tests/support/test-ocsp.h"
#include "tests/support/web-server.h"

/* When the authorities are asked about a chain, and what becomes of what they say. */

#define HOUR (60 * 60)

typedef struct {
  TestWebServer *server;
  TestCert *root;
  TestCert *leaf; /* names /ocsp */
  SgnChain *chain;
  SgnRevocationLists *lists;
  SgnAuthorities *authorities;
  gint64 now;
  SgnRevocation got;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autofree char *uri = NULL;
  g_autofree char *access = NULL;
  const char *more[] = { "authorityInfoAccess", NULL, NULL };

  forget_answers ();
  f->now = g_get_real_time () / G_USEC_PER_SEC;
  f->server = test_web_server_start ();
  uri = test_web_server_get_uri (f->server, "/ocsp");
  access = g_strconcat ("OCSP;URI:", uri, NULL);
  more[1] = access;
  f->root = test_root_new ("Root");
  f->leaf = test_cert_new (f->root, &(TestCertSpec){ .name = "Leaf", .more = more });
  sgn_anchors_add (anchors, f->root->certificate);
  f->chain = sgn_chain_build (anchors,
                              f->leaf->certificate,
                              NULL,
                              SGN_PURPOSE_CODE_SIGNING,
                              f->now);
  g_assert_cmpint (f->chain->status, ==, SGN_CHAIN_TRUSTED);
  f->lists = sgn_revocation_lists_new ();
  f->authorities = sgn_authorities_new (10);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  sgn_authorities_unref (f->authorities);
  sgn_revocation_lists_unref (f->lists);
  sgn_chain_free (f->chain);
  test_cert_free (f->leaf);
  test_cert_free (f->root);
  test_web_server_stop (f->server);
}

static void
put_response (Fixture *f, const TestOcspSpec *spec)
{
  g_autoptr (GBytes) der = test_ocsp_new (f->leaf, f->root, spec);

  test_web_server_put (f->server, "/ocsp", der);
}

static void
add_list (Fixture *f, const TestCrlSpec *spec)
{
  g_autoptr (GBytes) der = test_crl_new (f->root, spec);

  sgn_revocation_lists_add_found (f->lists, der);
}

static void
assert_is (Fixture *f, gint64 now, gint64 proven, SgnRevocationStatus status)
{
  const SgnRevocationSources sources = { .lists = f->lists, .authorities = f->authorities };

  sgn_revocation_check (f->chain, &sources, SGN_PURPOSE_CODE_SIGNING, now, proven, &f->got);
  g_assert_cmpint (f->got.status, ==, status);
}

static void
test_good (Fixture *f, gconstpointer unused)
{
  put_response (f, &(TestOcspSpec){ 0 });
  assert_is (f, f->now, 0, SGN_REVOCATION_GOOD);
  g_assert_true (f->got.consulted);
}

static void
test_no_answer (Fixture *f, gconstpointer unused)
{
  assert_is (f, f->now, 0, SGN_REVOCATION_NO_LIST);
  g_assert_false (f->got.consulted);
}

/* Only about what no list in force covers. */
static void
test_lists_first (Fixture *f, gconstpointer unused)
{
  put_response (f, &(TestOcspSpec){ .status = V_OCSP_CERTSTATUS_REVOKED });
  add_list (f, &(TestCrlSpec){ 0 });
  assert_is (f, f->now, 0, SGN_REVOCATION_GOOD);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 0);
}

static void
test_outdated_list (Fixture *f, gconstpointer unused)
{
  add_list (f, &(TestCrlSpec){ .next_update = f->now - HOUR });
  assert_is (f, f->now, 0, SGN_REVOCATION_OUTDATED);
  sgn_authorities_unref (f->authorities);
  f->authorities = sgn_authorities_new (10);
  forget_answers ();
  put_response (f, &(TestOcspSpec){ 0 });
  assert_is (f, f->now, 0, SGN_REVOCATION_GOOD);
}

/* What was signed before stays valid; so it is asked whether that is proven. */
static void
test_revoked (Fixture *f, gconstpointer unused)
{
  gint64 date = f->now - 2 * HOUR;

  put_response (f, &(TestOcspSpec){ .status = V_OCSP_CERTSTATUS_REVOKED, .date = date });
  assert_is (f, f->now, 0, SGN_REVOCATION_REVOKED);
  g_assert_cmpint (f->got.date, ==, date);
  assert_is (f, f->now, date, SGN_REVOCATION_REVOKED);
  assert_is (f, f->now, date - 1, SGN_REVOCATION_LATER);
  g_assert_cmpint (f->got.date, ==, date);
}

/* A signature judged as of yesterday is not revoked by what happened since. */
static void
test_earlier_day (Fixture *f, gconstpointer unused)
{
  gint64 date = f->now - 2 * HOUR;

  put_response (f, &(TestOcspSpec){ .status = V_OCSP_CERTSTATUS_REVOKED, .date = date });
  assert_is (f, f->now - 24 * HOUR, 0, SGN_REVOCATION_LATER);
  assert_is (f, date, 0, SGN_REVOCATION_REVOKED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation-ask/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  char *cache = test_dir_new ();
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("no-answer", test_no_answer);
  ADD ("lists-first", test_lists_first);
  ADD ("outdated-list", test_outdated_list);
  ADD ("revoked", test_revoked);
  ADD ("earlier-day", test_earlier_day);
  status = g_test_run ();
  test_dir_remove (cache);
  return status;
}
