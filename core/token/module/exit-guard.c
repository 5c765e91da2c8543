/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-exit-guard"
#include "config.h"

#include "core/token/module/exit-guard.h"

#include <stdlib.h>

/* A module that does not answer must not keep the program from ending. */
#define PATIENCE (3 * G_TIME_SPAN_SECOND)

static GMutex lock;
static GCond changed;
static guint n_calls;
static GThread *ending; /* the thread that ends the process */

static void
wait_for_calls (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&lock);
  ending = g_thread_self ();
  /* Handlers may run in any thread that calls exit(). */
  while (n_calls > 0 && g_cond_wait_until (&changed, &lock, end))
    continue;
  g_mutex_unlock (&lock);
}

/* Handlers of atexit() run before the destructors of libraries. */
static gpointer
watch_exit (gpointer unused)
{
  atexit (wait_for_calls);
  return NULL;
}

void
sgn_exit_guard_begin (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, watch_exit, NULL);
  g_mutex_lock (&lock);
  while (ending != NULL && ending != g_thread_self ())
    g_cond_wait (&changed, &lock);
  n_calls++;
  g_mutex_unlock (&lock);
}

void
sgn_exit_guard_end (void)
{
  g_mutex_lock (&lock);
  n_calls--;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}
