/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-read-ahead"

/* Reads the next windows while the current one is hashed. On a fast disk both take about as long,
 * so that halves the time; on a slow one the kernel's own read-ahead already does it. */

#include "config.h"

#include "core/io/read-ahead.h"

#include "core/io/sum-private.h"

/* Large enough to make handing over cheap. */
#define WINDOW SGN_INPUT_WINDOW
/* One being hashed, one ready, one being read. */
#define N_WINDOWS 3

struct _SgnReadAhead {
  SgnInput *bottom; /* not owned */
  guint64 offset;
  guint64 length;
  gboolean keep_sum;
  SgnSum sum;
  guint8 *windows;
  GThread *thread;

  GMutex lock;
  GCond changed;
  guint64 read;  /* number of windows read */
  guint64 taken; /* number of windows given out, the last of which is in use */
  gboolean stopped;
  GError *error;
};

static gsize
get_size (SgnReadAhead *self, guint64 number)
{
  return (gsize) MIN (WINDOW, self->length - number * WINDOW);
}

static guint8 *
get_window (SgnReadAhead *self, guint64 number)
{
  return &self->windows[number % N_WINDOWS * WINDOW];
}

static gboolean
wait_for_room (SgnReadAhead *self, guint64 number)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  /* The window given out last is still in use, hence "- 1". */
  while (!self->stopped && number >= MAX (self->taken, 1) - 1 + N_WINDOWS)
    g_cond_wait (&self->changed, &self->lock);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  return !stopped;
}

static void
hand_over (SgnReadAhead *self, GError *error)
{
  g_mutex_lock (&self->lock);
  self->error = error;
  if (error == NULL)
    self->read++;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  SgnReadAhead *self = data;
  guint64 count = self->length / WINDOW + (self->length % WINDOW != 0);
  GError *error = NULL;

  for (guint64 i = 0; i < count && error == NULL && wait_for_room (self, i); i++) {
    guint8 *window = get_window (self, i);
    gsize size = get_size (self, i);

    if (sgn_input_read (self->bottom, self->offset + i * WINDOW, window, size, &error) &&
        self->keep_sum)
      sgn_sum_add (&self->sum, window, size);
    hand_over (self, error);
  }
  return NULL;
}

SgnReadAhead *
sgn_read_ahead_new (SgnInput *bottom, guint64 offset, guint64 length, gboolean keep_sum)
{
  SgnReadAhead *self = g_new0 (SgnReadAhead, 1);

  self->bottom = bottom;
  self->offset = offset;
  self->length = length;
  self->keep_sum = keep_sum;
  self->windows = g_malloc (N_WINDOWS * WINDOW);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("read-ahead", run, self);
  return self;
}

const guint8 *
sgn_read_ahead_next (SgnReadAhead *self, gsize *size, GError **error)
{
  gboolean is_read;
  guint64 number;

  g_return_val_if_fail (self->taken * WINDOW < self->length, NULL);

  g_mutex_lock (&self->lock);
  number = self->taken++;
  g_cond_signal (&self->changed);
  while (self->read <= number && self->error == NULL)
    g_cond_wait (&self->changed, &self->lock);
  is_read = self->read > number;
  if (!is_read)
    /* A copy, because the thread's error may be asked for again. */
    g_propagate_error (error, g_error_copy (self->error));
  g_mutex_unlock (&self->lock);
  if (!is_read)
    return NULL;
  *size = get_size (self, number);
  return get_window (self, number);
}

guint16
sgn_read_ahead_get_sum (SgnReadAhead *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  return sgn_sum_finish (&self->sum);
}

void
sgn_read_ahead_free (SgnReadAhead *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->windows);
  g_free (self);
}
