/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-recent"

/* A small cache of parsed certificates. Files are checked by several threads, hence the lock. */

#include "config.h"

#include "core/certificate/recent.h"

/* Together these limit how much memory a hostile file can keep in use. */
#define MAX_OBJECTS 32
#define MAX_SIZE    ((gsize) 8 * 1024)

typedef struct {
  GBytes *bytes;
  GObject *object;
} Recent;

static GMutex lock;
static Recent recent[MAX_OBJECTS];
static guint next;

static GObject *
find (GBytes *bytes)
{
  for (guint i = 0; i < MAX_OBJECTS && recent[i].object != NULL; i++) {
    if (g_bytes_equal (recent[i].bytes, bytes))
      return recent[i].object;
  }
  return NULL;
}

gpointer
sgn_recent_find (GBytes *bytes)
{
  GObject *found;

  if (g_bytes_get_size (bytes) > MAX_SIZE)
    return NULL;
  g_mutex_lock (&lock);
  found = find (bytes);
  if (found != NULL)
    g_object_ref (found);
  g_mutex_unlock (&lock);
  return found;
}

static void
replace (Recent *place, GBytes *bytes, GObject *object)
{
  g_clear_pointer (&place->bytes, g_bytes_unref);
  place->bytes = g_bytes_ref (bytes);
  g_set_object (&place->object, object);
}

void
sgn_recent_add (GBytes *bytes, gpointer object)
{
  if (g_bytes_get_size (bytes) > MAX_SIZE)
    return;
  g_mutex_lock (&lock);
  /* Another thread may have parsed the same bytes meanwhile. */
  if (find (bytes) == NULL) {
    replace (&recent[next], bytes, object);
    next = (next + 1) % MAX_OBJECTS;
  }
  g_mutex_unlock (&lock);
}
