/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pace"

/* Keeps the distance between requests that operators of public timestamp servers ask for; they
 * block clients that do not. Slots are reserved in advance, so that several threads and
 * programs line up instead of racing. */

#include "config.h"

#include "core/timestamp/pace.h"

#include <unistd.h>

#include "core/base/keyed-hash.h"
#include "core/base/shared-file.h"

#define MAX_AHEAD ((gint64) 3600 * G_USEC_PER_SEC) /* microseconds: one hour */

/* Stores the time of the next free slot, in a file shared by all programs of the user if possible,
 * otherwise in this process. It uses the wall clock, the only one that is comparable after a
 * reboot. */
static GMutex mutex;
static GHashTable *free_places;

static gint64 *
find_place (const char *key)
{
  gint64 *next;

  if (free_places == NULL)
    free_places = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);
  next = g_hash_table_lookup (free_places, key);
  if (next == NULL) {
    next = g_new0 (gint64, 1);
    g_hash_table_insert (free_places, g_strdup (key), next);
  }
  return next;
}

/* The file is locked until it is closed, which is soon. -1 when there is no such file. */
static int
open_queue (const char *key)
{
  int queue = sgn_shared_file_open ("pace", key);

  if (queue >= 0 && !sgn_shared_file_lock (queue, TRUE)) {
    close (queue);
    return -1;
  }
  return queue;
}

/* Ignores times far in the future, which a wrong clock or another program may have stored. */
static gint64
read_place (int queue, const gint64 *own, gint64 now)
{
  gint64 next = *own;

  /* A new file is empty: no slot was taken yet. */
  if (queue >= 0 && pread (queue, &next, sizeof next, 0) != sizeof next)
    next = 0;
  return next > now + MAX_AHEAD ? 0 : next;
}

static void
write_place (int queue, gint64 *own, gint64 next)
{
  *own = next;
  if (queue >= 0 && pwrite (queue, &next, sizeof next, 0) != sizeof next)
    g_debug ("the queue cannot be written");
}

static gint64
take_place (const char *key, gint64 interval)
{
  gint64 now = g_get_real_time ();
  gint64 *own;
  gint64 place;
  int queue;

  g_mutex_lock (&mutex);
  own = find_place (key);
  queue = open_queue (key);
  place = MAX (now, read_place (queue, own, now));
  write_place (queue, own, place + interval);
  if (queue >= 0)
    close (queue);
  g_mutex_unlock (&mutex);
  return place;
}

static void
give_place_back (const char *key, gint64 place, gint64 interval)
{
  gint64 *own;
  int queue;

  g_mutex_lock (&mutex);
  own = find_place (key);
  queue = open_queue (key);
  /* Only if nobody took a later slot, because that one was calculated from ours. */
  if (read_place (queue, own, place) == place + interval)
    write_place (queue, own, place);
  if (queue >= 0)
    close (queue);
  g_mutex_unlock (&mutex);
}

static void
sleep_until (gint64 end, GCancellable *cancellable)
{
  GPollFD poll = { 0 };
  gint64 left = MAX (end - g_get_monotonic_time (), 0);

  /* Cancelling wakes it at once. */
  if (g_cancellable_make_pollfd (cancellable, &poll)) {
    g_poll (&poll, 1, (int) ((left + 999) / 1000));
    g_cancellable_release_fd (cancellable);
  } else {
    g_usleep ((gulong) left);
  }
}

static gboolean
wait_until (gint64 place,
            SgnPaceFunc func,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  for (;;) {
    gint64 now = g_get_monotonic_time ();

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (now >= place)
      return TRUE;
    if (func != NULL)
      func ((guint) ((place - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC), user_data);
    sleep_until (MIN (place, now + G_USEC_PER_SEC), cancellable);
  }
}

gboolean
sgn_pace_sleep (guint seconds,
                SgnPaceFunc func,
                gpointer user_data,
                GCancellable *cancellable,
                GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;

  return wait_until (end, func, user_data, cancellable, error);
}

gboolean
sgn_pace_wait (const char *key,
               guint interval_seconds,
               SgnPaceFunc func,
               gpointer user_data,
               GCancellable *cancellable,
               GError **error)
{
  gint64 interval = (gint64) interval_seconds * G_USEC_PER_SEC;
  gint64 place;
  gint64 end;

  if (interval == 0)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  place = take_place (key, interval);
  /* From here on a change of the wall clock does not matter. */
  end = g_get_monotonic_time () + place - g_get_real_time ();
  if (wait_until (end, func, user_data, cancellable, error))
    return TRUE;
  give_place_back (key, place, interval);
  return FALSE;
}
