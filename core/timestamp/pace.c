/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pace"

#include "config.h"

#include "core/timestamp/pace.h"

#include "core/base/keyed-hash.h"

static GMutex mutex;
static GHashTable *free_places; /* key: monotonic time of the next free place */

static gint64
take_place (const char *key, gint64 interval)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *next, place;

  g_mutex_lock (&mutex);
  if (free_places == NULL)
    free_places = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);
  next = g_hash_table_lookup (free_places, key);
  if (next == NULL) {
    next = g_new0 (gint64, 1);
    g_hash_table_insert (free_places, g_strdup (key), next);
  }
  place = MAX (now, *next);
  *next = place + interval;
  g_mutex_unlock (&mutex);
  return place;
}

static void
give_place_back (const char *key, gint64 place, gint64 interval)
{
  gint64 *next;

  g_mutex_lock (&mutex);
  next = g_hash_table_lookup (free_places, key);
  if (*next == place + interval)
    *next = place;
  g_mutex_unlock (&mutex);
}

static void
sleep_until (gint64 end, GCancellable *cancellable)
{
  GPollFD poll = { 0 };
  gint64 left = MAX (end - g_get_monotonic_time (), 0);

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
sgn_pace_wait (const char *key,
               guint interval_seconds,
               SgnPaceFunc func,
               gpointer user_data,
               GCancellable *cancellable,
               GError **error)
{
  gint64 interval = (gint64) interval_seconds * G_USEC_PER_SEC;
  gint64 place;

  if (interval == 0)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  place = take_place (key, interval);
  if (wait_until (place, func, user_data, cancellable, error))
    return TRUE;
  give_place_back (key, place, interval);
  return FALSE;
}
