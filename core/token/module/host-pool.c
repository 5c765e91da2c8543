/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-host-pool"

/* Processes kept between two looks at the tokens: starting a module takes seconds with some, and
 * the monitor looks every two. */

#include "config.h"

#include "core/token/module/host-pool.h"

typedef struct {
  guint n_keepers;
  SgnTokenHost *idle;
} Pool;

/* Shared by all pools, so nothing slow may be done while it is held. */
static GMutex lock;

static Pool *
get_pool (SgnTokenModule *module)
{
  Pool *pool = g_object_get_data (G_OBJECT (module), "host-pool");

  if (pool == NULL) {
    pool = g_new0 (Pool, 1);
    g_object_set_data_full (G_OBJECT (module), "host-pool", pool, g_free);
  }
  return pool;
}

SgnTokenHost *
sgn_host_pool_take (SgnTokenModule *module)
{
  SgnTokenHost *host;

  g_mutex_lock (&lock);
  host = g_steal_pointer (&get_pool (module)->idle);
  g_mutex_unlock (&lock);
  if (host != NULL && !sgn_token_host_is_alive (host))
    g_clear_pointer (&host, sgn_token_host_free);
  return host;
}

void
sgn_host_pool_give (SgnTokenModule *module, SgnTokenHost *host)
{
  Pool *pool;

  g_mutex_lock (&lock);
  pool = get_pool (module);
  if (pool->idle == NULL && pool->n_keepers > 0)
    pool->idle = g_steal_pointer (&host);
  g_mutex_unlock (&lock);
  /* NULL if it was kept. Ending it can take a second, so not under the lock. */
  sgn_token_host_free (host);
}

void
sgn_host_pool_keep (SgnTokenModule *module, gboolean keep)
{
  SgnTokenHost *idle = NULL;
  Pool *pool;

  g_mutex_lock (&lock);
  pool = get_pool (module);
  pool->n_keepers += keep ? 1 : -1;
  if (pool->n_keepers == 0)
    idle = g_steal_pointer (&pool->idle);
  g_mutex_unlock (&lock);
  sgn_token_host_free (idle);
}
