/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-timestamp"

/* Gets a timestamp for the value of a signature that was just made: asks the servers in order,
 * waits for its turn at each of them, and asks again those that were only busy. RFC 3161 3.4
 * defines the exchange over HTTP. */

#include "config.h"

#include "core/timestamp/client.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/net/http.h"
#include "core/timestamp/pace.h"
#include "core/timestamp/rfc3161.h"

#define MAX_ANSWER     (256 * 1024) /* bytes; tokens with their chain have some 10 KiB */
#define RETRY_SECONDS  10           /* when the server names no time */
#define LONGEST_RETRY  60           /* upper limit, whatever the server asks for */
#define SILENT_SECONDS 2            /* a wait of this length makes the next file skip the server */

/* One server and the result of asking it. */
typedef struct {
  const SgnTimestampRequest *request;
  SgnTimestampServer *server;
  SgnHttpAnswer answer;
  gboolean again; /* may succeed after a pause */
} Turn;

/* All servers for one signature value. */
typedef struct {
  GBytes *value;
  Turn *turns;
  guint count;
  SgnTimestampServer *used;
} Round;

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

/* Servers limit requests per host, independent of the path. */
static gboolean
wait_for_turn (Turn *turn, GCancellable *cancellable, GError **error)
{
  const char *text = sgn_timestamp_server_get_uri (turn->server);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  int pause = turn->request->patience.pause;
  g_autofree char *key = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL)
    key = g_ascii_strdown (g_uri_get_host (uri), -1);
  return sgn_pace_wait (key != NULL ? key : text,
                        pause != 0 ? (guint) MAX (pause, 0)
                                   : sgn_timestamp_server_get_min_interval (turn->server),
                        on_waiting,
                        turn,
                        cancellable,
                        error);
}

/* With a status the server did answer, so the status describes the problem. */
static SgnError
get_code (guint status)
{
  /* RFC 9110 15.5 and 15.6; 425 is RFC 8470, 429 is RFC 6585. */
  switch (status) {
  case 401:
  case 402:
  case 403:
  case 407:
    return SGN_ERROR_TS_DENIED;
  case 404:
  case 405:
  case 410:
  case 501:
    return SGN_ERROR_TS_ADDRESS;
  case 408:
  case 425:
  case 429:
    return SGN_ERROR_TS_BUSY;
  default:
    if (status >= 500)
      return SGN_ERROR_TS_BUSY;
    return status >= 400 ? SGN_ERROR_TS_REFUSED : SGN_ERROR_TS_UNREACHABLE;
  }
}

static GBytes *
send_query (Turn *turn, const SgnTimestampQuery *query, GCancellable *cancellable, GError **error)
{
  const SgnHttpRequest request = {
    .method = "POST",
    .uri = sgn_timestamp_server_get_uri (turn->server),
    /* RFC 3161 3.4. */
    .content_type = "application/timestamp-query",
    .body = query->der,
    .max_size = MAX_ANSWER,
    .total_seconds = turn->request->patience.seconds,
    .tls_database = turn->request->tls_database,
    .answer = &turn->answer,
  };
  GError *cause = NULL;
  GBytes *answer = sgn_http_send (&request, cancellable, &cause);

  if (answer != NULL)
    return answer;
  if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_NETWORK))
    cause->code = (int) get_code (turn->answer.status);
  /* A connection that was cut, or a server that is busy: nothing speaks against another
   * attempt. */
  turn->again = turn->answer.cut || g_error_matches (cause, SGN_ERROR, SGN_ERROR_TS_BUSY);
  g_propagate_error (error, cause);
  return NULL;
}

/* Records whether the next file should skip this server. */
static GBytes *
send_and_note (Turn *turn,
               const SgnTimestampQuery *query,
               GCancellable *cancellable,
               GError **error)
{
  gint64 started = g_get_monotonic_time ();
  GBytes *answer = send_query (turn, query, cancellable, error);
  gint64 took = g_get_monotonic_time () - started;

  /* An interrupted attempt says nothing about the server. */
  if (g_cancellable_is_cancelled (cancellable))
    return answer;
  sgn_timestamp_memory_note (turn->request->memory,
                             turn->server,
                             answer == NULL && turn->answer.status == 0 && !turn->answer.cut &&
                                 took >= SILENT_SECONDS * G_USEC_PER_SEC);
  return answer;
}

static gboolean
check_rest (const Turn *turn, GError **error)
{
  guint rest = sgn_timestamp_memory_get_rest (turn->request->memory, turn->server);

  if (rest == 0)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_TS_UNREACHABLE,
                       _ ("it did not answer for an earlier file"));
  return FALSE;
}

static GBytes *
ask (Turn *turn, GBytes *signature_value, GCancellable *cancellable, GError **error)
{
  const SgnTimestampRequest *request = turn->request;
  g_auto (SgnTimestampQuery) query = { 0 };
  g_autoptr (GBytes) answer = NULL;

  turn->answer = (SgnHttpAnswer){ 0 };
  turn->again = FALSE;
  if (!check_rest (turn, error) ||
      !sgn_timestamp_query_init (&query, signature_value, request->hash, request->policy, error) ||
      !wait_for_turn (turn, cancellable, error))
    return NULL;
  /* Meanwhile another thread may have waited for it in vain. */
  if (!check_rest (turn, error))
    return NULL;
  tell (turn, SGN_TIMESTAMP_ASKING, 0, NULL);
  answer = send_and_note (turn, &query, cancellable, error);
  if (answer == NULL)
    return NULL;
  return sgn_timestamp_query_take (&query, answer, g_get_real_time () / G_USEC_PER_SEC, error);
}

/* Asks the servers in order; in later rounds only those that may succeed. @last is set to the last
 * failure. */
static GBytes *
ask_all (Round *self, gboolean first, GCancellable *cancellable, GError **last)
{
  for (guint i = 0; i < self->count; i++) {
    Turn *turn = &self->turns[i];
    GBytes *token;

    if (!first && !turn->again)
      continue;
    g_clear_error (last);
    token = ask (turn, self->value, cancellable, last);
    if (token != NULL) {
      self->used = turn->server;
      return token;
    }
    if (g_error_matches (*last, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return NULL;
    g_prefix_error (last, "%s: ", sgn_timestamp_server_get_name (turn->server));
    tell (turn, SGN_TIMESTAMP_FAILED, 0, *last);
  }
  return NULL;
}

static guint
get_pause (const Turn *turn)
{
  int pause = turn->request->patience.pause;

  if (pause != 0)
    return (guint) MAX (pause, 0);
  if (turn->answer.retry_seconds > 0)
    return MIN (turn->answer.retry_seconds, LONGEST_RETRY);
  return RETRY_SECONDS;
}

/* Waits until the first server may be asked again. FALSE when there is none or it was cancelled. */
static gboolean
wait_for_any (const Round *self, GCancellable *cancellable, GError **last)
{
  Turn *soonest = NULL;

  for (guint i = 0; i < self->count; i++) {
    Turn *turn = &self->turns[i];

    if (turn->again && (soonest == NULL || get_pause (turn) < get_pause (soonest)))
      soonest = turn;
  }
  if (soonest == NULL)
    return FALSE;
  return sgn_pace_sleep (get_pause (soonest), on_waiting, soonest, cancellable, last);
}

static GBytes *
run (Round *self, guint retries, GCancellable *cancellable, GError **last)
{
  GBytes *token = ask_all (self, TRUE, cancellable, last);

  for (guint i = 0; i < retries && token == NULL; i++) {
    g_autoptr (GError) cancelled = NULL;

    if (!wait_for_any (self, cancellable, &cancelled)) {
      /* The user's wish counts, not the servers' failures before it. */
      if (cancelled != NULL) {
        g_clear_error (last);
        *last = g_steal_pointer (&cancelled);
      }
      return NULL;
    }
    token = ask_all (self, FALSE, cancellable, last);
  }
  return token;
}

GBytes *
sgn_timestamp_request (GBytes *signature_value,
                       const SgnTimestampRequest *request,
                       SgnTimestampServer **used,
                       GCancellable *cancellable,
                       GError **error)
{
  guint count = request->servers != NULL ? request->servers->len : 0;
  g_autofree Turn *turns = g_new0 (Turn, count + 1);
  Round round = { .value = signature_value, .turns = turns, .count = count };
  GError *last = NULL;
  GBytes *token;

  for (guint i = 0; i < count; i++)
    turns[i] = (Turn){ .request = request, .server = request->servers->pdata[i] };
  token = run (&round, request->patience.retries, cancellable, &last);
  if (token != NULL) {
    g_clear_error (&last);
    if (used != NULL)
      *used = g_object_ref (round.used);
    return token;
  }
  if (last == NULL)
    g_set_error (&last, SGN_ERROR, SGN_ERROR_TS_UNREACHABLE, _ ("there is no timestamp server"));
  g_propagate_error (error, last);
  return NULL;
}
