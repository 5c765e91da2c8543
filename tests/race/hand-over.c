/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

/* What one thread leaves for another to call: pools of threads and main contexts. See
 * happens-before.c. */

#include <glib.h>
#include <sanitizer/tsan_interface.h>

#include "tests/race/next.h"

/* -- pools: the work itself is what is handed over -- */

typedef struct {
  GFunc func;
  gpointer data;
} Worker;

static void
work (gpointer item, gpointer user_data)
{
  const Worker *worker = user_data;

  __tsan_acquire (item);
  worker->func (item, worker->data);
}

/* The worker stays until the end of the program, because a pool may outlive who frees it. */
GThreadPool *
g_thread_pool_new (GFunc func, gpointer data, gint threads, gboolean exclusive, GError **error)
{
  Worker *worker = g_new (Worker, 1);
  NEXT (g_thread_pool_new);

  *worker = (Worker){ func, data };
  return next (work, worker, threads, exclusive, error);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer item, GError **error)
{
  NEXT (g_thread_pool_push);

  __tsan_release (item);
  return next (pool, item, error);
}

/* -- main contexts: what the callback is given, and everything up to its source being attached --
 */

typedef struct {
  GSource *source;
  GSourceFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Message;

static gboolean
deliver (gpointer user_data)
{
  Message *message = user_data;

  __tsan_acquire (message->source);
  return message->func (message->data);
}

static void
message_free (gpointer user_data)
{
  Message *message = user_data;

  __tsan_acquire (message->source);
  if (message->destroy != NULL)
    message->destroy (message->data);
  g_free (message);
}

/* Other sources than these two call functions with further arguments. */
void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  Message *message;
  NEXT (g_source_set_callback);

  if (source->source_funcs != &g_idle_funcs && source->source_funcs != &g_timeout_funcs) {
    next (source, func, data, destroy);
    return;
  }
  message = g_new (Message, 1);
  *message = (Message){ source, func, data, destroy };
  __tsan_release (source);
  next (source, deliver, message, message_free);
}

guint
g_source_attach (GSource *source, GMainContext *context)
{
  NEXT (g_source_attach);

  __tsan_release (source);
  return next (source, context);
}
