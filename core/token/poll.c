/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-poll"

/* Looks at one module every two seconds. PKCS #11 has C_WaitForSlotEvent(), but many modules lack
 * it or block everything else in it. */

#include "config.h"

#include "core/token/poll.h"

#include "core/base/post.h"
#include "core/token/module/host-pool.h"
#include "core/token/module/module-private.h"
#include "core/token/token-private.h"

#define INTERVAL     (2 * G_USEC_PER_SEC)
#define MAX_INTERVAL (64 * G_USEC_PER_SEC) /* upper limit, after repeated failures */

struct _SgnTokenPoll {
  /* one for the starter, one for the thread, one for each report in flight */
  gatomicrefcount references;
  SgnTokenModule *module;
  GMainContext *context;
  GCancellable *cancellable; /* cancelled when polling is stopped */
  SgnTokenPollFunc func;     /* only called in the main context */
  gpointer data;
  GMutex lock;
  GCond changed;
  gboolean wake;
  GPtrArray *known; /* only used by the thread */
};

typedef struct {
  SgnTokenPoll *poll;
  GPtrArray *tokens;
  GError *error;
} Report;

static void
unref (SgnTokenPoll *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_object_unref (self->module);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_clear_pointer (&report->tokens, g_ptr_array_unref);
  g_clear_error (&report->error);
  unref (report->poll);
  g_free (report);
}

static gboolean
deliver (gpointer data)
{
  Report *report = data;
  SgnTokenPoll *poll = report->poll;

  if (!g_cancellable_is_cancelled (poll->cancellable))
    poll->func (report->tokens, report->error, poll->data);
  return G_SOURCE_REMOVE;
}

/* Sends copies of the tokens, because those in the main context change there. */
static void
report (SgnTokenPoll *self, GPtrArray *tokens, GError *error)
{
  Report *message = g_new0 (Report, 1);

  g_atomic_ref_count_inc (&self->references);
  message->poll = self;
  message->error = error;
  if (tokens != NULL) {
    message->tokens = g_ptr_array_new_with_free_func (g_object_unref);
    for (guint i = 0; i < tokens->len; i++)
      g_ptr_array_add (message->tokens, sgn_token_copy (tokens->pdata[i]));
  }
  sgn_post (self->context, deliver, message, report_free);
}

/* FALSE when the module failed. */
static gboolean
look (SgnTokenPoll *self)
{
  SgnTokenHost *host = sgn_host_pool_take (self->module);
  GPtrArray *tokens = NULL;
  GError *error = NULL;

  if (host == NULL)
    host = sgn_token_host_start (self->module, self->cancellable, &error);
  if (host != NULL)
    tokens = sgn_tokens_read_host (host, self->module, self->known, self->cancellable, &error);
  if (tokens != NULL)
    sgn_host_pool_give (self->module, host);
  else
    sgn_token_host_free (host);
  report (self, tokens, error);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = tokens;
  return tokens != NULL;
}

static void
wait (SgnTokenPoll *self, gint64 interval)
{
  gint64 end = g_get_monotonic_time () + interval;

  g_mutex_lock (&self->lock);
  while (!self->wake && g_cond_wait_until (&self->changed, &self->lock, end))
    continue;
  self->wake = FALSE;
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  SgnTokenPoll *self = data;
  gint64 interval = INTERVAL;

  sgn_host_pool_keep (self->module, TRUE);
  while (!g_cancellable_is_cancelled (self->cancellable)) {
    /* A session has the module, and the token may be waiting for a touch. */
    if (!sgn_token_module_is_used (self->module))
      /* A module that fails is asked less and less. */
      interval = look (self) ? INTERVAL : MIN (2 * interval, MAX_INTERVAL);
    wait (self, interval);
  }
  sgn_host_pool_keep (self->module, FALSE);
  unref (self);
  return NULL;
}

SgnTokenPoll *
sgn_token_poll_start (SgnTokenModule *module, SgnTokenPollFunc func, gpointer data)
{
  SgnTokenPoll *self = g_new0 (SgnTokenPoll, 1);

  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->module = g_object_ref (module);
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->func = func;
  self->data = data;
  g_thread_unref (g_thread_new ("token poll", run, self));
  return self;
}

void
sgn_token_poll_wake (SgnTokenPoll *self)
{
  g_mutex_lock (&self->lock);
  self->wake = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Does not wait for the thread: it may be in a call that takes long. */
void
sgn_token_poll_stop (SgnTokenPoll *self)
{
  g_cancellable_cancel (self->cancellable);
  sgn_token_poll_wake (self);
  unref (self);
}
