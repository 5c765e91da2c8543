/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/net/http.h"

#include "core/base/error.h"
#include "tests/support/time-server.h"

/* Far below the minute that the server stays silent, and enough for a busy computer. */
#define SOON (10 * G_USEC_PER_SEC)

static TestTimeServer *server;

static GBytes *
fetch (const char *uri, GTlsDatabase *database, GError **error)
{
  const SgnHttpRequest request = {
    .method = "GET",
    .uri = uri,
    .max_size = 4096,
    .connect_seconds = 60,
    .total_seconds = 60,
    .tls_database = database,
  };

  return sgn_http_send (&request, NULL, error);
}

static GBytes *
post (const char *path, const char *text, GError **error)
{
  g_autofree char *uri = test_time_server_get_uri (server, path);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  const SgnHttpRequest request = {
    .method = "POST",
    .uri = uri,
    .content_type = "text/x-test",
    .body = body,
    .max_size = 4096,
    .total_seconds = 30,
  };

  return sgn_http_send (&request, NULL, error);
}

static void
assert_text (GBytes *body, const char *text)
{
  g_assert_nonnull (body);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), text, strlen (text));
}

/* The error of getting @path says @what. */
static void
assert_failure (const char *path, const char *what)
{
  g_autofree char *uri = test_time_server_get_uri (server, path);
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (uri, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  if (strstr (error->message, what) == NULL)
    g_error ("%s: “%s” instead of “%s”", path, error->message, what);
}

static void
test_get (void)
{
  g_autofree char *uri = test_time_server_get_uri (server, "ok");
  g_autofree char *agent_uri = test_time_server_get_uri (server, "agent");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = fetch (uri, NULL, &error);
  g_autoptr (GBytes) agent = NULL;

  g_assert_no_error (error);
  assert_text (body, "GET");
  agent = fetch (agent_uri, NULL, &error);
  assert_text (agent, "signet");
}

static void
test_post (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = post ("echo", "some octets", &error);

  g_assert_no_error (error);
  assert_text (body, "some octets");
}

static void
test_status (void)
{
  assert_failure ("http500", "500");
  assert_failure ("http403", "403");
  assert_failure ("no-such-file", "404");
}

static void
test_redirect (gconstpointer code)
{
  g_autofree char *path = g_strdup_printf ("redirect%s", (const char *) code);
  g_autofree char *uri = test_time_server_get_uri (server, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = fetch (uri, NULL, &error);

  g_assert_no_error (error);
  assert_text (body, "GET");
}

/* What a POST becomes is seen at the other end: /ok refuses a POST of this content type (415). */
static void
test_redirect_post (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = post ("redirect303", "x", &error);

  g_assert_no_error (error);
  assert_text (body, "GET");
  for (guint code = 301; code <= 308; code++) {
    g_autofree char *path = g_strdup_printf ("redirect%u", code);

    if (code >= 303 && code <= 306)
      continue;
    g_assert_null (post (path, "x", &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
    g_assert_nonnull (strstr (error->message, "415"));
    g_clear_error (&error);
  }
}

static void
test_bad_redirect (void)
{
  assert_failure ("redirect-loop", "redirected too often");
  assert_failure ("redirect-nowhere", "redirected without");
  assert_failure ("redirect-file", "not a web address");
}

static void
test_sizes (void)
{
  assert_failure ("huge", "larger than 4096");
  assert_failure ("endless", "larger than 4096");
  assert_failure ("close", "");
}

static void
test_addresses (void)
{
  static const char *const bad[] = { "",          "http",          "http://",    "http:///x",
                                     "ftp://a/b", "file:///etc/x", "http://ä/b", "http://a:99999/",
                                     "mailto:a" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (fetch (bad[i], NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  }
}

static void
test_refused (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autoptr (GError) error = NULL;

  g_socket_listener_close (listener);
  g_assert_null (fetch (uri, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
}

/* Neither a silent server nor one that sends an octet now and then holds us longer than allowed. */
static void
test_total_limit (gconstpointer path)
{
  g_autofree char *uri = test_time_server_get_uri (server, path);
  const SgnHttpRequest request = {
    .method = "GET",
    .uri = uri,
    .max_size = 4096,
    .total_seconds = 1,
  };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (sgn_http_send (&request, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  g_assert_cmpstr (error->message, ==, "no answer within 1 second");
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
}

/* A TLS handshake that never ends belongs to connecting. */
static void
test_connect_limit (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/", port);
  const SgnHttpRequest request = {
    .method = "GET",
    .uri = uri,
    .max_size = 4096,
    .connect_seconds = 1,
  };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (sgn_http_send (&request, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
}

static void
test_tls (void)
{
  g_autofree char *root = test_time_server_get_root (server);
  g_autofree char *uri = test_time_server_get_tls_uri (server, "ok");
  g_autofree char *downgrade = test_time_server_get_tls_uri (server, "redirect-plain");
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (root, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = fetch (uri, database, &error);

  g_assert_no_error (error);
  assert_text (body, "GET");
  g_assert_null (fetch (uri, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_null (fetch (downgrade, database, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "from https to http"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = test_time_server_start ();
  g_test_add_func ("/http/get", test_get);
  g_test_add_func ("/http/post", test_post);
  g_test_add_func ("/http/status", test_status);
  g_test_add_data_func ("/http/redirect/301", "301", test_redirect);
  g_test_add_data_func ("/http/redirect/302", "302", test_redirect);
  g_test_add_data_func ("/http/redirect/303", "303", test_redirect);
  g_test_add_data_func ("/http/redirect/307", "307", test_redirect);
  g_test_add_data_func ("/http/redirect/308", "308", test_redirect);
  g_test_add_func ("/http/redirect/post", test_redirect_post);
  g_test_add_func ("/http/redirect/bad", test_bad_redirect);
  g_test_add_func ("/http/sizes", test_sizes);
  g_test_add_func ("/http/addresses", test_addresses);
  g_test_add_func ("/http/refused", test_refused);
  g_test_add_data_func ("/http/limit/hang", "hang", test_total_limit);
  g_test_add_data_func ("/http/limit/drip", "drip", test_total_limit);
  g_test_add_func ("/http/limit/connect", test_connect_limit);
  g_test_add_func ("/http/tls", test_tls);
  status = g_test_run ();
  test_time_server_stop (server);
  return status;
}
