/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"
#include "config.h"

#include "core/revocation/exchange.h"

#include "core/base/keyed-hash.h"
#include "core/net/http.h"
#include "core/revocation/answer-cache.h"

/* Whoever does not even accept a connection in this time is not there. */
#define CONNECT_SECONDS 3

typedef struct {
  gboolean busy;   /* a thread is asking it */
  gboolean silent; /* it did not answer */
} Host;

/* What a question was answered with. */
typedef struct {
  gpointer value; /* (nullable) */
  GDestroyNotify free;
} Known;

struct _SgnExchange {
  GMutex lock;
  GCond changed;
  GHashTable *hosts; /* by name, of Host */
  GHashTable *known; /* by key of the cache, of Known */
  /* Time spent on the network by any thread, in microseconds; the time of two at once counts
   * once. */
  gint64 limit;
  gint64 spent;
  gint64 since;
  guint n_asking;
};

static void
known_free (gpointer data)
{
  Known *known = data;

  if (known->value != NULL)
    known->free (known->value);
  g_free (known);
}

SgnExchange *
sgn_exchange_new (guint seconds)
{
  SgnExchange *self = g_new0 (SgnExchange, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->hosts = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);
  self->known = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, known_free);
  self->limit = (gint64) seconds * G_USEC_PER_SEC;
  return self;
}

void
sgn_exchange_free (SgnExchange *self)
{
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->hosts);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static char *
get_host_name (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  if (parsed == NULL || g_uri_get_host (parsed) == NULL)
    return NULL;
  return g_strdup_printf ("%s:%d", g_uri_get_host (parsed), g_uri_get_port (parsed));
}

/* With the lock held. */
static Host *
get_host (SgnExchange *self, const char *name)
{
  Host *host = g_hash_table_lookup (self->hosts, name);

  if (host == NULL) {
    host = g_new0 (Host, 1);
    host->silent = sgn_answer_cache_is_silent (name);
    g_hash_table_insert (self->hosts, g_strdup (name), host);
  }
  return host;
}

static void
start_clock (SgnExchange *self)
{
  if (self->n_asking++ == 0)
    self->since = g_get_monotonic_time ();
}

static void
stop_clock (SgnExchange *self)
{
  if (--self->n_asking == 0)
    self->spent += g_get_monotonic_time () - self->since;
}

static guint
get_seconds_left (SgnExchange *self)
{
  gint64 running = self->n_asking > 0 ? g_get_monotonic_time () - self->since : 0;

  return (guint) (MAX (self->limit - self->spent - running, 0) / G_USEC_PER_SEC);
}

static GBytes *
send (const SgnQuestion *question, guint seconds, gboolean *silent, GCancellable *cancellable)
{
  SgnHttpAnswer answer = { 0 };
  const SgnHttpRequest request = {
    .method = question->body != NULL ? "POST" : "GET",
    .uri = question->uri,
    .content_type = question->content_type,
    .body = question->body,
    .max_size = question->max_size,
    .connect_seconds = MIN (seconds, CONNECT_SECONDS),
    .total_seconds = seconds,
    .answer = &answer,
  };
  g_autoptr (GError) error = NULL;
  GBytes *body = sgn_http_send (&request, cancellable, &error);

  if (error != NULL)
    g_debug ("%s: %s", question->uri, error->message);
  *silent = body == NULL && answer.status == 0 && !g_cancellable_is_cancelled (cancellable);
  return body;
}

/* With the lock held, which is given up while waiting for the network. */
static GBytes *
ask_host (SgnExchange *self,
          const SgnQuestion *question,
          const char *name,
          GCancellable *cancellable)
{
  Host *host = get_host (self, name);
  guint seconds = get_seconds_left (self);
  gboolean silent;
  GBytes *body;

  if (host->silent || seconds == 0)
    return NULL;
  host->busy = TRUE;
  start_clock (self);
  g_mutex_unlock (&self->lock);
  body = send (question, seconds, &silent, cancellable);
  if (silent)
    sgn_answer_cache_note_silent (name);
  g_mutex_lock (&self->lock);
  stop_clock (self);
  host->busy = FALSE;
  host->silent = silent;
  g_cond_broadcast (&self->changed);
  return body;
}

static gpointer
read_cached (const SgnQuestion *question, const char *key)
{
  g_autoptr (GBytes) cached = sgn_answer_cache_load (key);

  return cached != NULL ? question->read (cached, question->data) : NULL;
}

static gpointer
ask_network (SgnExchange *self,
             const SgnQuestion *question,
             const char *key,
             GCancellable *cancellable)
{
  g_autofree char *name = get_host_name (question->uri);
  g_autoptr (GBytes) answer = NULL;
  gpointer value;

  if (name == NULL)
    return NULL;
  answer = ask_host (self, question, name, cancellable);
  value = answer != NULL ? question->read (answer, question->data) : NULL;
  if (value != NULL)
    sgn_answer_cache_store (key, answer);
  return value;
}

/* Whether another thread is asking the host of @uri. */
static gboolean
is_busy (SgnExchange *self, const char *uri)
{
  g_autofree char *name = get_host_name (uri);

  return name != NULL && get_host (self, name)->busy;
}

gpointer
sgn_exchange_ask (SgnExchange *self, const SgnQuestion *question, GCancellable *cancellable)
{
  g_autofree char *key = sgn_answer_cache_get_key (question->uri, question->body);
  Known *known;
  gpointer value;

  g_mutex_lock (&self->lock);
  while ((known = g_hash_table_lookup (self->known, key)) == NULL && is_busy (self, question->uri))
    g_cond_wait (&self->changed, &self->lock);
  if (known == NULL) {
    known = g_new0 (Known, 1);
    known->free = question->free;
    known->value = read_cached (question, key) ?: ask_network (self, question, key, cancellable);
    g_hash_table_insert (self->known, g_strdup (key), known);
  }
  value = known->value;
  g_mutex_unlock (&self->lock);
  return value;
}
