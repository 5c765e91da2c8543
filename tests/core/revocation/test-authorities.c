/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/revocation/authorities.h"

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "core/revocation/answer-cache.h"
#include "tests/core/revocation/forget.h"
#include "tests/support/test-crl.h"
#include "tests/support/test-ocsp.h"
#include "tests/support/web-server.h"

#define HOUR (60 * 60)

typedef struct {
  TestWebServer *server;
  TestCert *issuer;
  TestCert *leaf; /* names /ocsp and /list */
  SgnAuthorities *authorities;
  gint64 now;
} Fixture;

/* Names the places at these paths of the server (nullable). */
static TestCert *
leaf_new (Fixture *f, const char *responder, const char *list)
{
  g_autofree char *responder_uri = test_web_server_get_uri (f->server, responder ?: "");
  g_autofree char *list_uri = test_web_server_get_uri (f->server, list ?: "");
  g_autofree char *access = g_strconcat ("OCSP;URI:", responder_uri, NULL);
  g_autofree char *point = g_strconcat ("URI:", list_uri, NULL);
  const char *more[5] = { NULL };
  guint n = 0;

  if (responder != NULL) {
    more[n++] = "authorityInfoAccess";
    more[n++] = access;
  }
  if (list != NULL) {
    more[n++] = "crlDistributionPoints";
    more[n++] = point;
  }
  return test_cert_new (f->issuer, &(TestCertSpec){ .name = "Leaf", .more = more });
}

static void
setup (Fixture *f, gconstpointer unused)
{
  forget_answers ();
  f->server = test_web_server_start ();
  f->issuer = test_root_new ("Issuer");
  f->leaf = leaf_new (f, "/ocsp", "/list");
  f->authorities = sgn_authorities_new (10);
  f->now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  sgn_authorities_unref (f->authorities);
  test_cert_free (f->leaf);
  test_cert_free (f->issuer);
  test_web_server_stop (f->server);
}

static void
put_response (Fixture *f, const TestOcspSpec *spec)
{
  g_autoptr (GBytes) der = test_ocsp_new (f->leaf, f->issuer, spec);

  test_web_server_put (f->server, "/ocsp", der);
}

static void
put_list (Fixture *f, const TestCrlSpec *spec)
{
  g_autoptr (GBytes) der = test_crl_new (f->issuer, spec);

  test_web_server_put (f->server, "/list", der);
}

static SgnRevocationReply
ask (Fixture *f)
{
  return sgn_authorities_ask (f->authorities, f->leaf->certificate, f->issuer->certificate, NULL);
}

/* The same in another process. */
static SgnRevocationReply
ask_anew (Fixture *f)
{
  sgn_authorities_unref (f->authorities);
  f->authorities = sgn_authorities_new (10);
  return ask (f);
}

static void
test_responder (Fixture *f, gconstpointer unused)
{
  SgnRevocationReply reply;

  put_response (f, &(TestOcspSpec){ 0 });
  reply = ask (f);
  g_assert_true (reply.answered);
  g_assert_false (reply.revoked);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 1);
}

static void
test_revoked (Fixture *f, gconstpointer unused)
{
  SgnRevocationReply reply;

  put_response (f,
                &(TestOcspSpec){ .status = V_OCSP_CERTSTATUS_REVOKED, .date = f->now - 2 * HOUR });
  reply = ask (f);
  g_assert_true (reply.answered);
  g_assert_true (reply.revoked);
  g_assert_cmpint (reply.entry.date, ==, f->now - 2 * HOUR);
}

/* Where the responder says nothing that can be believed, the list is fetched. */
static void
test_list_instead (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) stranger = test_root_new ("Issuer");
  const TestOcspSpec specs[] = {
    { .error = OCSP_RESPONSE_STATUS_TRYLATER },
    { .error = OCSP_RESPONSE_STATUS_UNAUTHORIZED },
    { .status = V_OCSP_CERTSTATUS_UNKNOWN },
    { .next_update = f->now - HOUR },
    { .about = stranger },
    { .signer = stranger },
  };

  put_list (f, &(TestCrlSpec){ .revoked = f->leaf, .reason = CRL_REASON_KEY_COMPROMISE });
  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++) {
    SgnRevocationReply reply;

    forget_answers ();
    put_response (f, &specs[i]);
    reply = ask_anew (f);
    g_assert_true (reply.answered);
    g_assert_true (reply.revoked);
    g_assert_true (reply.entry.compromised);
  }
}

static void
test_good_by_list (Fixture *f, gconstpointer unused)
{
  SgnRevocationReply reply;

  put_list (f, &(TestCrlSpec){ 0 });
  reply = ask (f);
  g_assert_true (reply.answered);
  g_assert_false (reply.revoked);
}

/* Lists of others, of yesterday and of tomorrow, for some reasons or other certificates only. */
static void
test_useless_list (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) stranger = test_root_new ("Issuer");
  const TestCrlSpec specs[] = {
    { .key = stranger->key },
    { .next_update = f->now - HOUR },
    { .this_update = f->now + HOUR },
    { .endless = TRUE },
    { .more = "issuingDistributionPoint=critical,onlyCA:TRUE" },
    { .more = "issuingDistributionPoint=critical,onlysomereasons:keyCompromise" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++) {
    forget_answers ();
    put_list (f, &specs[i]);
    g_assert_false (ask_anew (f).answered);
  }
}

static void
test_garbage (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("<html>moved</html>", 18);
  g_autofree char *endless = g_malloc0 (17 * 1024 * 1024);
  g_autoptr (GBytes) large = g_bytes_new_static (endless, 17 * 1024 * 1024);
  g_autofree char *circle = test_web_server_get_uri (f->server, "/list");
  const TestWebPage pages[] = {
    { .content = text },
    { .content = large },
    { .status = 503 },
    { .status = 302, .location = circle },
    { .status = 302, .location = "file:///etc/passwd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    test_web_server_set (f->server, "/ocsp", &pages[i]);
    test_web_server_set (f->server, "/list", &pages[i]);
    g_assert_false (ask_anew (f).answered);
  }
}

/* Each question once, whoever asks it. */
static void
test_asked_once (Fixture *f, gconstpointer unused)
{
  put_response (f, &(TestOcspSpec){ 0 });
  for (int i = 0; i < 5; i++)
    g_assert_true (ask (f).answered);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 1);
}

static gpointer
ask_in_thread (gpointer data)
{
  return GINT_TO_POINTER (ask (data).answered);
}

static void
test_threads (Fixture *f, gconstpointer unused)
{
  GThread *threads[8];

  put_response (f, &(TestOcspSpec){ 0 });
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asking", ask_in_thread, f);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 1);
}

static void
test_remembered (Fixture *f, gconstpointer unused)
{
  put_response (f, &(TestOcspSpec){ 0 });
  g_assert_true (ask (f).answered);
  g_assert_true (ask_anew (f).answered);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 1);
}

/* What somebody wrote into the cache is believed no more than what comes from the network. */
static void
test_forged_memory (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) stranger = test_root_new ("Issuer");
  g_autofree char *folder = sgn_answer_cache_get_folder ();
  g_autoptr (GBytes)
      forged = test_ocsp_new (f->leaf, f->issuer, &(TestOcspSpec){ .signer = stranger });
  g_autoptr (GDir) names = NULL;
  const char *name;

  put_response (f, &(TestOcspSpec){ .status = V_OCSP_CERTSTATUS_REVOKED });
  g_assert_true (ask (f).revoked);
  names = g_dir_open (folder, 0, NULL);
  name = g_dir_read_name (names);
  g_assert_nonnull (name);
  sgn_answer_cache_store (name, forged);
  g_assert_true (ask_anew (f).revoked);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 2);
}

/* Nobody listens there: one try, then not again for some minutes, in other processes neither. */
static void
test_silent_host (Fixture *f, gconstpointer unused)
{
  const char *more[] = { "authorityInfoAccess",
                         "OCSP;URI:http://127.0.0.1:1/a,OCSP;URI:http://127.0.0.1:1/b",
                         NULL };
  g_autoptr (TestCert)
      leaf = test_cert_new (f->issuer, &(TestCertSpec){ .name = "Leaf", .more = more });

  g_assert_false (sgn_answer_cache_is_silent ("127.0.0.1:1"));
  g_assert_false (
      sgn_authorities_ask (f->authorities, leaf->certificate, f->issuer->certificate, NULL)
          .answered);
  g_assert_true (sgn_answer_cache_is_silent ("127.0.0.1:1"));
  g_assert_false (sgn_answer_cache_is_silent ("127.0.0.1:2"));
}

static void
test_silent_is_not_asked (Fixture *f, gconstpointer unused)
{
  g_autofree char *uri = test_web_server_get_uri (f->server, "");

  put_response (f, &(TestOcspSpec){ 0 });
  sgn_answer_cache_note_silent (uri + strlen ("http://"));
  g_assert_false (ask (f).answered);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 0);
}

/* The limit is for all of them together. */
static void
test_limit (Fixture *f, gconstpointer unused)
{
  gint64 start = g_get_monotonic_time ();

  sgn_authorities_unref (f->authorities);
  f->authorities = sgn_authorities_new (1);
  test_web_server_set (f->server, "/ocsp", &(TestWebPage){ .silent = TRUE });
  put_list (f, &(TestCrlSpec){ 0 });
  g_assert_false (ask (f).answered);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC / 2);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 1);
}

static void
test_cancelled (Fixture *f, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SgnRevocationReply reply;

  put_response (f, &(TestOcspSpec){ 0 });
  g_cancellable_cancel (cancellable);
  reply = sgn_authorities_ask (f->authorities,
                               f->leaf->certificate,
                               f->issuer->certificate,
                               cancellable);
  g_assert_false (reply.answered);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 0);
  g_assert_true (ask_anew (f).answered);
}

/* Only http; nothing on this computer. */
static void
test_no_address (Fixture *f, gconstpointer unused)
{
  const char *more[] = { "authorityInfoAccess",
                         "OCSP;URI:file:///etc/passwd,OCSP;URI:https://127.0.0.1/,"
                         "OCSP;URI:ldap://127.0.0.1/,caIssuers;URI:http://127.0.0.1:1/",
                         "crlDistributionPoints",
                         "URI:file:///etc/passwd",
                         NULL };
  g_autoptr (TestCert)
      leaf = test_cert_new (f->issuer, &(TestCertSpec){ .name = "Leaf", .more = more });

  g_assert_false (
      sgn_authorities_ask (f->authorities, leaf->certificate, f->issuer->certificate, NULL)
          .answered);
  g_assert_false (sgn_answer_cache_is_silent ("127.0.0.1:1"));
}

#define ADD(path, func) g_test_add ("/authorities/" path, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  char *cache = test_dir_new ();
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("responder", test_responder);
  ADD ("revoked", test_revoked);
  ADD ("list-instead", test_list_instead);
  ADD ("good-by-list", test_good_by_list);
  ADD ("useless-list", test_useless_list);
  ADD ("garbage", test_garbage);
  ADD ("asked-once", test_asked_once);
  ADD ("threads", test_threads);
  ADD ("remembered", test_remembered);
  ADD ("forged-memory", test_forged_memory);
  ADD ("silent-host", test_silent_host);
  ADD ("silent-is-not-asked", test_silent_is_not_asked);
  ADD ("limit", test_limit);
  ADD ("cancelled", test_cancelled);
  ADD ("no-address", test_no_address);
  status = g_test_run ();
  test_dir_remove (cache);
  return status;
}
