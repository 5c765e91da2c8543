/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

#include "config.h"

#include "core/archive/cfb/reader-private.h"

/* Windows enumerates a tree in any order to hash it, but to find a name it only goes left or right
 * at each node. */

static const SgnCfbEntry *
get (const SgnCfb *self, guint32 id)
{
  return &g_array_index (self->entries, SgnCfbEntry, id);
}

/* Pushes @id, its left sibling, the left sibling of that and so on. */
static void
push_lefts (const SgnCfb *self, GArray *stack, guint32 id)
{
  for (; id != SGN_CFB_NONE; id = get (self, id)->left)
    g_array_append_val (stack, id);
}

/* Walks the tree from left to right, where each name must be greater than the one before. */
static guint32
find_in_storage (const SgnCfb *self, guint32 storage)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  const SgnCfbEntry *previous = NULL;

  push_lefts (self, stack, get (self, storage)->child);
  while (stack->len > 0) {
    guint32 id = g_array_index (stack, guint32, stack->len - 1);

    if (previous != NULL && sgn_cfb_compare_names (previous, get (self, id)) >= 0)
      return id;
    previous = get (self, id);
    g_array_set_size (stack, stack->len - 1);
    push_lefts (self, stack, previous->right);
  }
  return SGN_CFB_NONE;
}

guint32
sgn_cfb_find_misordered (const SgnCfb *self)
{
  guint32 found = find_in_storage (self, SGN_CFB_ROOT);

  for (guint i = 0; i < self->sorted->len && found == SGN_CFB_NONE; i++) {
    guint32 id = g_array_index (self->sorted, guint32, i);

    if (get (self, id)->type == SGN_CFB_STORAGE)
      found = find_in_storage (self, id);
  }
  return found;
}
