/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-timestamp"

/* Servers that did not answer, so that each further file of a batch does not wait for the same
 * timeout again. */

#include "config.h"

#include "core/timestamp/memory.h"

#include "core/base/keyed-hash.h"

/* Long enough for hundreds of files, short enough to notice that a server was restarted. */
#define REST (300 * G_USEC_PER_SEC)

struct _SgnTimestampMemory {
  gatomicrefcount refs;
  GMutex lock;
  GHashTable *rests; /* server address to the monotonic time at which the entry expires */
};

SgnTimestampMemory *
sgn_timestamp_memory_new (void)
{
  SgnTimestampMemory *self = g_new0 (SgnTimestampMemory, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->rests = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);
  return self;
}

SgnTimestampMemory *
sgn_timestamp_memory_ref (SgnTimestampMemory *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_timestamp_memory_unref (SgnTimestampMemory *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->rests);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
sgn_timestamp_memory_get_rest (SgnTimestampMemory *self, SgnTimestampServer *server)
{
  gint64 left = 0;
  gint64 *end;

  if (self == NULL)
    return 0;
  g_mutex_lock (&self->lock);
  end = g_hash_table_lookup (self->rests, sgn_timestamp_server_get_uri (server));
  if (end != NULL)
    left = *end - g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  return left > 0 ? (guint) (left / G_USEC_PER_SEC) + 1 : 0;
}

void
sgn_timestamp_memory_note (SgnTimestampMemory *self, SgnTimestampServer *server, gboolean silent)
{
  const char *address = sgn_timestamp_server_get_uri (server);
  gint64 end = g_get_monotonic_time () + REST;

  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  if (silent)
    g_hash_table_insert (self->rests, g_strdup (address), g_memdup2 (&end, sizeof end));
  else
    g_hash_table_remove (self->rests, address);
  g_mutex_unlock (&self->lock);
}
