/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-timestamp"

#include "config.h"

#include "core/timestamp/client.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/net/http.h"
#include "core/timestamp/pace.h"
#include "core/timestamp/rfc3161.h"

#define MAX_ANSWER (256 * 1024)

typedef struct {
  const SgnTimestampRequest *request;
  SgnTimestampServer *server;
} Turn;

static void
tell (const Turn *turn, SgnTimestampEvent event, guint seconds, const GError *error)
{
  if (turn->request->progress != NULL)
    turn->request->progress (event, turn->server, seconds, error, turn->request->user_data);
}

static void
on_waiting (guint seconds_left, gpointer user_data)
{
  tell (user_data, SGN_TIMESTAMP_WAITING, seconds_left, NULL);
}

/* Servers count their clients' calls by host, whatever the path. */
static gboolean
wait_for_turn (Turn *turn, GCancellable *cancellable, GError **error)
{
  const char *text = sgn_timestamp_server_get_uri (turn->server);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autofree char *key = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL)
    key = g_ascii_strdown (g_uri_get_host (uri), -1);
  return sgn_pace_wait (key != NULL ? key : text,
                        sgn_timestamp_server_get_min_interval (turn->server),
                        on_waiting,
                        turn,
                        cancellable,
                        error);
}

static GBytes *
send_query (const Turn *turn,
            const SgnTimestampQuery *query,
            GCancellable *cancellable,
            GError **error)
{
  const SgnHttpRequest request = {
    .method = "POST",
    .uri = sgn_timestamp_server_get_uri (turn->server),
    .content_type = "application/timestamp-query",
    .body = query->der,
    .max_size = MAX_ANSWER,
    .total_seconds = turn->request->total_seconds,
    .tls_database = turn->request->tls_database,
  };
  GError *cause = NULL;
  GBytes *answer = sgn_http_send (&request, cancellable, &cause);

  if (answer != NULL)
    return answer;
  if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_NETWORK))
    cause->code = SGN_ERROR_TS_UNREACHABLE;
  g_propagate_error (error, cause);
  return NULL;
}

static GBytes *
ask (Turn *turn, GBytes *signature_value, GCancellable *cancellable, GError **error)
{
  const SgnTimestampRequest *request = turn->request;
  g_auto (SgnTimestampQuery) query = { 0 };
  g_autoptr (GBytes) answer = NULL;

  if (!sgn_timestamp_query_init (&query, signature_value, request->hash, request->policy, error) ||
      !wait_for_turn (turn, cancellable, error))
    return NULL;
  tell (turn, SGN_TIMESTAMP_ASKING, 0, NULL);
  answer = send_query (turn, &query, cancellable, error);
  if (answer == NULL)
    return NULL;
  return sgn_timestamp_query_take (&query, answer, g_get_real_time () / G_USEC_PER_SEC, error);
}

GBytes *
sgn_timestamp_request (GBytes *signature_value,
                       const SgnTimestampRequest *request,
                       SgnTimestampServer **used,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) last = NULL;

  for (guint i = 0; request->servers != NULL && i < request->servers->len; i++) {
    Turn turn = { request, g_ptr_array_index (request->servers, i) };
    GBytes *token;

    g_clear_error (&last);
    token = ask (&turn, signature_value, cancellable, &last);
    if (token != NULL) {
      if (used != NULL)
        *used = g_object_ref (turn.server);
      return token;
    }
    if (g_error_matches (last, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      break;
    g_prefix_error (&last, "%s: ", sgn_timestamp_server_get_name (turn.server));
    tell (&turn, SGN_TIMESTAMP_FAILED, 0, last);
  }
  if (last == NULL)
    g_set_error (&last, SGN_ERROR, SGN_ERROR_TS_UNREACHABLE, _ ("there is no timestamp server"));
  g_propagate_error (error, g_steal_pointer (&last));
  return NULL;
}
