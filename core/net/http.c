/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-http"

/* One HTTP exchange, for timestamps, issuers' certificates and revocation lists. It runs in a main
 * context of its own and blocks, since its callers are worker threads. Answers are data from
 * anybody on the network: limited in size and time here, and believed only after their signatures
 * were verified. */

#include "config.h"

#include "core/net/http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "core/base/address.h"
#include "core/base/error.h"

/* Long enough for a slow mobile connection; the caller then tries the next server. */
#define CONNECT_SECONDS 10
#define TOTAL_SECONDS   30
#define MAX_REDIRECTS   5
#define CHUNK_SIZE      (16 * 1024)

/* One exchange, on the stack of the calling thread. */
typedef struct {
  const SgnHttpRequest *request;
  GMainContext *context;
  SoupSession *session;
  GCancellable *cancellable; /* triggered by the caller's and by the time limits */
  GSource *connect_limit;
  gboolean started;
  guint expired; /* seconds of the time limit that was exceeded; 0: none */
  GAsyncResult *result;
} Exchange;

static void
on_caller_cancelled (GCancellable *caller, GCancellable *own)
{
  g_cancellable_cancel (own);
}

static gboolean
on_total_limit (Exchange *exchange)
{
  exchange->expired = exchange->request->total_seconds ?: TOTAL_SECONDS;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
on_connect_limit (Exchange *exchange)
{
  exchange->expired = exchange->request->connect_seconds ?: CONNECT_SECONDS;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static GSource *
add_limit (Exchange *exchange, guint seconds, GSourceFunc on_limit)
{
  GSource *source = g_timeout_source_new (seconds * 1000);

  g_source_set_callback (source, on_limit, exchange, NULL);
  g_source_attach (source, exchange->context);
  return source;
}

static void
remove_limit (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The connection is established and the request is about to be written. */
static void
on_starting (SoupMessage *message, Exchange *exchange)
{
  remove_limit (&exchange->connect_limit);
  exchange->started = TRUE;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Exchange *exchange)
{
  while (exchange->result == NULL)
    g_main_context_iteration (exchange->context, TRUE);
  return g_steal_pointer (&exchange->result);
}

/* Parses an acceptable address: http or https with a host. */
static GUri *
parse_uri (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  /* Addresses come out of certificates: no other scheme may read files or start programs.
   * Characters outside ASCII would have to be encoded first (RFC 3986, 2). */
  if (host == NULL || *host == '\0' || !g_str_is_ascii (text) ||
      (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0)) {
    g_autofree char *shown = sgn_address_to_public (text);

    g_set_error (error, SGN_ERROR, SGN_ERROR_NETWORK, _ ("“%s” is not a web address"), shown);
    return NULL;
  }
  return g_steal_pointer (&uri);
}

/* Also called when the request is repeated with a login: the body was consumed. */
static void
set_body (SoupMessage *message, const SgnHttpRequest *request)
{
  soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
}

static SoupMessage *
new_message (Exchange *exchange, const char *method, GUri *uri)
{
  const SgnHttpRequest *request = exchange->request;
  SoupMessage *message = soup_message_new_from_uri (method, uri);

  /* Redirects are followed in run(), which keeps the method and refuses a step down to http. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->body != NULL && g_strcmp0 (method, "POST") == 0) {
    set_body (message, request);
    g_signal_connect (message, "restarted", G_CALLBACK (set_body), (gpointer) request);
  }
  g_signal_connect (message, "starting", G_CALLBACK (on_starting), exchange);
  return message;
}

static GInputStream *
send_message (Exchange *exchange, SoupMessage *message, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  exchange->connect_limit = add_limit (exchange,
                                       exchange->request->connect_seconds ?: CONNECT_SECONDS,
                                       G_SOURCE_FUNC (on_connect_limit));
  soup_session_send_async (exchange->session,
                           message,
                           G_PRIORITY_DEFAULT,
                           exchange->cancellable,
                           on_result,
                           exchange);
  result = wait_for_result (exchange);
  remove_limit (&exchange->connect_limit);
  return soup_session_send_finish (exchange->session, result, error);
}

static gboolean
check_size (const SgnHttpRequest *request, goffset size, GError **error)
{
  if (size <= 0 || (guint64) size <= request->max_size)
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_NETWORK,
               _ ("the answer is larger than %zu bytes"),
               request->max_size);
  return FALSE;
}

static GBytes *
read_body (Exchange *exchange, SoupMessage *message, GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  /* The length may be missing or wrong, so it is checked again below. */
  if (!check_size (exchange->request, soup_message_headers_get_content_length (headers), error))
    return NULL;
  for (;;) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GBytes) chunk = NULL;

    g_input_stream_read_bytes_async (stream,
                                     CHUNK_SIZE,
                                     G_PRIORITY_DEFAULT,
                                     exchange->cancellable,
                                     on_result,
                                     exchange);
    result = wait_for_result (exchange);
    chunk = g_input_stream_read_bytes_finish (stream, result, error);
    if (chunk == NULL)
      return NULL;
    if (g_bytes_get_size (chunk) == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&body));
    if (!check_size (exchange->request, body->len + g_bytes_get_size (chunk), error))
      return NULL;
    g_byte_array_append (body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  }
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT ||
         status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* The address that @message is redirected to. (transfer full) */
static GUri *
follow (SoupMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  GUri *from = soup_message_get_uri (message);
  g_autoptr (GUri) relative = NULL;
  g_autoptr (GUri) target = NULL;
  g_autofree char *text = NULL;

  if (location != NULL)
    relative = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (relative == NULL) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_NETWORK, _ ("redirected without a valid address"));
    return NULL;
  }
  text = g_uri_to_string (relative);
  target = parse_uri (text, error);
  if (target == NULL)
    return NULL;
  /* A login or a private address would go over the network in the open. */
  if (g_str_equal (g_uri_get_scheme (from), "https") &&
      g_str_equal (g_uri_get_scheme (target), "http")) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_NETWORK, _ ("redirected from https to http"));
    return NULL;
  }
  return g_steal_pointer (&target);
}

/* Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
static guint
read_retry (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
  gint64 left = date != NULL ? g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC : 0;

  if (date == NULL && text != NULL)
    left = g_ascii_strtoll (text, NULL, 10);
  return (guint) CLAMP (left, 0, G_MAXINT);
}

static gboolean
check_status (Exchange *exchange, SoupMessage *message, GError **error)
{
  guint status = soup_message_get_status (message);

  if (exchange->request->answer != NULL) {
    exchange->request->answer->status = status;
    exchange->request->answer->retry_seconds = read_retry (message);
  }
  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    return TRUE;
  g_set_error (error, SGN_ERROR, SGN_ERROR_NETWORK, _ ("answered with HTTP status %u"), status);
  return FALSE;
}

static GBytes *
run (Exchange *exchange, GError **error)
{
  const char *method = exchange->request->method;
  g_autoptr (GUri) uri = parse_uri (exchange->request->uri, error);

  for (guint hop = 0; uri != NULL && hop <= MAX_REDIRECTS; hop++) {
    g_autoptr (SoupMessage) message = new_message (exchange, method, uri);
    g_autoptr (GInputStream) stream = send_message (exchange, message, error);

    if (stream == NULL)
      return NULL;
    if (!is_redirect (soup_message_get_status (message)))
      return check_status (exchange, message, error) ? read_body (exchange, message, stream, error)
                                                     : NULL;
    /* Timestamp servers that moved answer 301 or 302 and expect the same POST at the new
     * address. */
    if (soup_message_get_status (message) == SOUP_STATUS_SEE_OTHER)
      method = "GET";
    g_clear_pointer (&uri, g_uri_unref);
    uri = follow (message, error);
  }
  if (uri != NULL)
    g_set_error (error, SGN_ERROR, SGN_ERROR_NETWORK, _ ("redirected too often"));
  return NULL;
}

/* Converts the reason why there was no answer to an SgnError. Consumes @cause. */
static void
take_error (Exchange *exchange, GCancellable *caller, GError *cause, GError **error)
{
  /* Both the caller and the time limits end the exchange by the same cancellable, so the cause is
   * sorted out afterwards. */
  if (g_cancellable_set_error_if_cancelled (caller, error)) {
    g_error_free (cause);
  } else if (exchange->expired != 0) {
    if (exchange->request->answer != NULL)
      exchange->request->answer->silent = TRUE;
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_NETWORK,
                 g_dngettext (GETTEXT_PACKAGE,
                              "no answer within %u second",
                              "no answer within %u seconds",
                              exchange->expired),
                 exchange->expired);
    g_error_free (cause);
  } else if (cause->domain == SGN_ERROR) {
    g_propagate_error (error, cause);
  } else {
    if (exchange->request->answer != NULL)
      exchange->request->answer->cut = exchange->started;
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NETWORK, cause->message);
    g_error_free (cause);
  }
}

static SoupSession *
new_session (const SgnHttpRequest *request)
{
  guint total = request->total_seconds ?: TOTAL_SECONDS;
  /* libsoup's "timeout" only ends a silence, so a server that sends one byte a second could go on
   * for ever; on_total_limit() ends that. */
  SoupSession *session = soup_session_new_with_options ("user-agent",
                                                        "signet",
                                                        "timeout",
                                                        total,
                                                        NULL);

  if (request->tls_database != NULL)
    soup_session_set_tls_database (session, request->tls_database);
  return session;
}

/* Runs cancelled operations to their end, so that nothing outlives the context. */
static void
close_session (Exchange *exchange)
{
  soup_session_abort (exchange->session);
  g_object_unref (exchange->session);
  while (g_main_context_iteration (exchange->context, FALSE))
    continue;
}

static GBytes *
run_in_context (Exchange *exchange, GCancellable *caller, GError **error)
{
  GSource *limit = add_limit (exchange,
                              exchange->request->total_seconds ?: TOTAL_SECONDS,
                              G_SOURCE_FUNC (on_total_limit));
  gulong handler = 0;
  GError *cause = NULL;
  GBytes *body = NULL;

  exchange->session = new_session (exchange->request);
  if (caller != NULL)
    handler = g_cancellable_connect (caller,
                                     G_CALLBACK (on_caller_cancelled),
                                     g_object_ref (exchange->cancellable),
                                     g_object_unref);
  body = run (exchange, &cause);
  g_cancellable_disconnect (caller, handler);
  if (body == NULL)
    take_error (exchange, caller, cause, error);
  remove_limit (&limit);
  close_session (exchange);
  return body;
}

GBytes *
sgn_http_send (const SgnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) own = g_cancellable_new ();
  Exchange exchange = { .request = request, .context = context, .cancellable = own };
  GBytes *body;

  g_return_val_if_fail (request != NULL && request->uri != NULL, NULL);
  g_return_val_if_fail (g_strcmp0 (request->method, "GET") == 0 ||
                            g_strcmp0 (request->method, "POST") == 0,
                        NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_main_context_push_thread_default (context);
  body = run_in_context (&exchange, cancellable, error);
  g_main_context_pop_thread_default (context);
  return body;
}

/* GLib's proxy resolver takes a value without "://" for invalid, while curl and wget accept it. */
void
sgn_http_init (void)
{
  static const char *const names[] = { "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
                                       "all_proxy",  "ALL_PROXY",  "ftp_proxy",   "FTP_PROXY" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *value = g_getenv (names[i]);
    g_autofree char *whole = NULL;

    if (value == NULL || *value == '\0' || strstr (value, "://") != NULL)
      continue;
    whole = g_strconcat ("http://", value, NULL);
    g_setenv (names[i], whole, TRUE);
  }
}
