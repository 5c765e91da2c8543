/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/trust/aia.h"

#include <string.h>

#include "core/base/error.h"
#include "core/certificate/addresses.h"
#include "tests/support/test-ca.h"
#include "tests/support/web-server.h"

typedef struct {
  TestWebServer *server;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  f->server = test_web_server_start ();
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  test_web_server_stop (f->server);
}

/* Its certificate says that the issuer's lies at @paths, separated by blanks. */
static TestCert *
make (Fixture *f, TestCert *issuer, const char *name, gboolean ca, const char *paths)
{
  g_auto (GStrv) list = g_strsplit (paths, " ", -1);
  g_autoptr (GString) value = g_string_new (NULL);
  TestCertSpec spec = { .name = name, .ca = ca, .usages = "codeSigning" };
  const char *more[] = { "authorityInfoAccess", NULL, NULL };

  for (guint i = 0; list[i] != NULL; i++) {
    g_string_append (value, i > 0 ? ",caIssuers;URI:" : "caIssuers;URI:");
    if (strstr (list[i], "://") == NULL) {
      g_autofree char *uri = test_web_server_get_uri (f->server, list[i]);

      g_string_append (value, uri);
    } else {
      g_string_append (value, list[i]);
    }
  }
  more[1] = value->str;
  spec.more = more;
  return test_cert_new (issuer, &spec);
}

static void
put (Fixture *f, const char *path, SgnCertificate *certificate)
{
  test_web_server_put (f->server, path, sgn_certificate_get_der (certificate));
}

static void
put_file (Fixture *f, const char *path, GPtrArray *certificates, gboolean pem)
{
  char *dir = test_dir_new ();
  g_autofree char *file = g_build_filename (dir, "x", NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *content;
  gsize size;

  if (pem)
    test_write_pem (file, certificates);
  else
    test_write_pkcs7 (file, certificates, FALSE);
  g_assert_true (g_file_get_contents (file, &content, &size, NULL));
  bytes = g_bytes_new_take (content, size);
  test_web_server_put (f->server, path, bytes);
  test_dir_remove (dir);
}

static GPtrArray *
fetch (TestCert *leaf, GPtrArray *known, gboolean *complete)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *chain = sgn_aia_fetch (leaf->certificate, known, complete, NULL, &error);

  g_assert_no_error (error);
  return chain;
}

static void
test_chain (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) upper = make (f, root, "Upper", TRUE, "/root");
  g_autoptr (TestCert) lower = make (f, upper, "Lower", TRUE, "/upper");
  g_autoptr (TestCert) leaf = make (f, lower, "Leaf", FALSE, "/lower");
  g_autoptr (GPtrArray) pkcs7 = test_certs_list (root, upper, NULL);
  g_autoptr (GPtrArray) pem = test_certs_list (root, NULL);
  g_autoptr (GPtrArray) chain = NULL;
  gboolean complete = FALSE;

  put (f, "/lower", lower->certificate);
  put_file (f, "/upper", pkcs7, FALSE);
  put_file (f, "/root", pem, TRUE);
  chain = fetch (leaf, NULL, &complete);
  g_assert_cmpuint (chain->len, ==, 2);
  g_assert_true (sgn_certificate_equal (chain->pdata[0], lower->certificate));
  g_assert_true (sgn_certificate_equal (chain->pdata[1], upper->certificate));
  g_assert_true (complete);
}

static void
test_known_is_not_asked_for (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) lower = make (f, root, "Lower", TRUE, "/root");
  g_autoptr (TestCert) leaf = make (f, lower, "Leaf", FALSE, "/lower");
  g_autoptr (GPtrArray) known = test_certs_list (root, lower, NULL);
  g_autoptr (GPtrArray) chain = fetch (leaf, known, NULL);

  g_assert_cmpuint (chain->len, ==, 1);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 0);
}

/* The upper end is not there: what was found is better than nothing. */
static void
test_part (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) lower = make (f, root, "Lower", TRUE, "/missing");
  g_autoptr (TestCert) leaf = make (f, lower, "Leaf", FALSE, "/missing /lower");
  g_autoptr (GPtrArray) chain = NULL;
  gboolean complete = TRUE;

  put (f, "/lower", lower->certificate);
  chain = fetch (leaf, NULL, &complete);
  g_assert_cmpuint (chain->len, ==, 1);
  g_assert_false (complete);
}

static void
assert_missing (TestCert *leaf, const char *what)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_aia_fetch (leaf->certificate, NULL, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_ISSUER_MISSING);
  if (strstr (error->message, what) == NULL)
    g_error ("“%s” instead of “%s”", error->message, what);
}

/* Of the same name, but with another key; or no authority at all. */
static void
test_impostor (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) lower = test_intermediate_new (NULL, "Lower");
  g_autoptr (TestCert) impostor = test_intermediate_new (NULL, "Lower");
  g_autoptr (TestCert) leaf = make (f, lower, "Leaf", FALSE, "/lower");
  g_autoptr (TestCert) signer = test_signer_new (NULL, "Signer", NULL);
  g_autoptr (TestCert) under = make (f, signer, "Under", FALSE, "/signer");

  put (f, "/lower", impostor->certificate);
  put (f, "/signer", signer->certificate);
  assert_missing (leaf, "is not the issuer");
  assert_missing (under, "is not the issuer");
}

static void
test_rubbish (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = make (f, root, "Leaf", FALSE, "/rubbish");
  g_autofree char *large = g_strnfill (300 * 1024, '0');
  const char *texts[] = { "", "<html>", "-----BEGIN CERTIFICATE-----\nMII=\n", large };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) text = g_bytes_new_static (texts[i], strlen (texts[i]));

    test_web_server_put (f->server, "/rubbish", text);
    assert_missing (leaf, "");
  }
}

/* Only http, and only so many places. */
static void
test_addresses (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert)
      leaf = make (f, root, "Leaf", FALSE, "file:///etc/passwd ldap://x/ ftp://x/");
  g_autoptr (TestCert) many = make (f, root, "Leaf", FALSE, "/1 /2 /3 /4 /5");
  g_autoptr (TestCert) none = test_signer_new (root, "Leaf", NULL);
  g_auto (GStrv) addresses = sgn_certificate_get_issuer_addresses (many->certificate);

  assert_missing (leaf, "does not say where");
  assert_missing (none, "does not say where");
  assert_missing (many, "");
  g_assert_cmpuint (g_strv_length (addresses), ==, 3);
  g_assert_cmpuint (test_web_server_get_count (f->server), ==, 3);
}

/* RFC 5280, 4.2.2.1: other access methods and other kinds of names say nothing about the issuer. */
static void
test_access_descriptions (Fixture *f, gconstpointer unused)
{
  g_autofree char *longest = g_strnfill (2000 - strlen ("http://"), 'a');
  g_autofree char *too_long = g_strnfill (2001 - strlen ("http://"), 'a');
  const struct {
    const char *access, *rest;
    guint count;
  } cases[] = {
    { "caIssuers;URI:http://", "a", 1 },
    { "caIssuers;URI:HTTP://", "a.example/", 1 },
    { "caIssuers;URI:http://", "", 0 },
    { "caIssuers;URI:http://", longest, 1 },
    { "caIssuers;URI:http://", too_long, 0 },
    { "caIssuers;URI:https://", "a.example/", 0 },
    { "OCSP;URI:http://", "a.example/", 0 },
    { "caIssuers;DNS:http://", "a.example/", 0 },
    { "OCSP;URI:http://o.example/,caIssuers;URI:http://", "a.example/", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *value = g_strconcat (cases[i].access, cases[i].rest, NULL);
    const char *const more[] = { "authorityInfoAccess", value, NULL };
    g_autoptr (TestCert) leaf = test_cert_new (NULL, &(TestCertSpec){ .more = more });
    g_auto (GStrv) addresses = sgn_certificate_get_issuer_addresses (leaf->certificate);

    g_test_message ("%.60s", value);
    g_assert_cmpuint (g_strv_length (addresses), ==, cases[i].count);
  }
}

/* Certificates that go on for ever, each pointing to the next. */
static void
test_endless (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) test_cert_free);
  g_autoptr (GPtrArray) chain = NULL;
  char *paths[12];
  gboolean complete = TRUE;

  g_ptr_array_add (all, test_root_new ("Root"));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    TestCert *issuer = all->pdata[i];

    paths[i] = g_strdup_printf ("/%u", i);
    put (f, paths[i], issuer->certificate);
    g_ptr_array_add (all, make (f, issuer, paths[i], TRUE, paths[i]));
  }
  chain = fetch (all->pdata[G_N_ELEMENTS (paths)], NULL, &complete);
  g_assert_cmpuint (chain->len, ==, 8);
  g_assert_false (complete);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_free (paths[i]);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **ret = data;

  *ret = g_object_ref (result);
}

static void
test_async (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) lower = make (f, root, "Lower", TRUE, "/root");
  g_autoptr (TestCert) leaf = make (f, lower, "Leaf", FALSE, "/lower");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GError) error = NULL;

  put (f, "/lower", lower->certificate);
  put (f, "/root", root->certificate);
  sgn_aia_fetch_async (leaf->certificate, NULL, NULL, on_fetched, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  chain = sgn_aia_fetch_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chain->len, ==, 1);
  g_cancellable_cancel (cancellable);
  sgn_aia_fetch_async (leaf->certificate, NULL, cancellable, on_fetched, &cancelled);
  while (cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (sgn_aia_fetch_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) g_test_add ("/aia/" path, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("chain", test_chain);
  ADD ("known-is-not-asked-for", test_known_is_not_asked_for);
  ADD ("part", test_part);
  ADD ("impostor", test_impostor);
  ADD ("rubbish", test_rubbish);
  ADD ("addresses", test_addresses);
  ADD ("access-descriptions", test_access_descriptions);
  ADD ("endless", test_endless);
  ADD ("async", test_async);
  return g_test_run ();
}
