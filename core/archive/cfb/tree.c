/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* The red-black tree of the root's children ([MS-CFB] 2.6.4). Readers may not rely on colours, but
 * they do rely on order: msiexec searches for names by it. Insertion follows Windows step by step,
 * so that undo.c can take it back. */

#include "config.h"

#include "core/archive/cfb/tree.h"

/* A copy of the links: the entries themselves are changed only when everything worked. */
CfbTree *
sgn_cfb_tree_new (const GArray *entries)
{
  CfbTree *self = g_new0 (CfbTree, 1);

  self->entries = entries;
  self->top = g_array_index (entries, SgnCfbEntry, SGN_CFB_ROOT).child;
  self->nodes = g_array_sized_new (FALSE, TRUE, sizeof (CfbNode), entries->len);
  for (guint i = 0; i < entries->len; i++) {
    const SgnCfbEntry *entry = &g_array_index (entries, SgnCfbEntry, i);
    CfbNode node = { entry->left, entry->right, entry->color };

    g_array_append_val (self->nodes, node);
  }
  return self;
}

CfbTree *
sgn_cfb_tree_copy (const CfbTree *self)
{
  CfbTree *copy = g_new0 (CfbTree, 1);

  copy->top = self->top;
  copy->nodes = g_array_copy (self->nodes);
  copy->entries = self->entries;
  return copy;
}

void
sgn_cfb_tree_free (CfbTree *self)
{
  g_array_unref (self->nodes);
  g_free (self);
}

CfbNode *
sgn_cfb_tree_get (const CfbTree *self, guint32 id)
{
  return &g_array_index (self->nodes, CfbNode, id);
}

static const SgnCfbEntry *
get_entry (const CfbTree *self, guint32 id)
{
  return &g_array_index (self->entries, SgnCfbEntry, id);
}

static gunichar
get_upper (const SgnCfbEntry *entry, guint at)
{
  gunichar unit = entry->name[at] | (gunichar) entry->name[at + 1] << 8;
  gunichar upper;

  /* Surrogates have no case of their own. */
  if (unit >= 0xd800 && unit <= 0xdfff)
    return unit;
  upper = g_unichar_toupper (unit);
  return upper <= 0xffff ? upper : unit;
}

/* [MS-CFB] 2.6.4: the shorter name first, then by upper-case UTF-16 units. */
int
sgn_cfb_compare_names (const SgnCfbEntry *a, const SgnCfbEntry *b)
{
  if (a->name_size != b->name_size)
    return a->name_size < b->name_size ? -1 : 1;
  for (guint at = 0; at < a->name_size; at += 2) {
    gunichar first = get_upper (a, at);
    gunichar second = get_upper (b, at);

    if (first != second)
      return first < second ? -1 : 1;
  }
  return 0;
}

void
sgn_cfb_tree_find_path (const CfbTree *self, guint32 id, GArray *path)
{
  guint32 at = self->top;

  while (at != SGN_CFB_NONE && at != id) {
    const CfbNode *node = sgn_cfb_tree_get (self, at);

    g_array_append_val (path, at);
    at = sgn_cfb_compare_names (get_entry (self, id), get_entry (self, at)) < 0 ? node->left
                                                                                : node->right;
  }
}

void
sgn_cfb_tree_replace (CfbTree *self, guint32 parent, guint32 id, guint32 by)
{
  CfbNode *node;

  if (parent == SGN_CFB_NONE) {
    self->top = by;
    return;
  }
  node = sgn_cfb_tree_get (self, parent);
  if (node->left == id)
    node->left = by;
  else
    node->right = by;
}

void
sgn_cfb_tree_rotate (CfbTree *self, guint32 parent, guint32 id, gboolean to_left)
{
  CfbNode *node = sgn_cfb_tree_get (self, id);
  guint32 up = to_left ? node->right : node->left;
  CfbNode *upper = sgn_cfb_tree_get (self, up);

  if (to_left) {
    node->right = upper->left;
    upper->left = id;
  } else {
    node->left = upper->right;
    upper->right = id;
  }
  sgn_cfb_tree_replace (self, parent, id, up);
}

/* The node @distance levels above the end of the path; SGN_CFB_NONE above the top. */
static guint32
get_ancestor (const GArray *path, guint distance)
{
  return distance <= path->len ? g_array_index (path, guint32, path->len - distance) : SGN_CFB_NONE;
}

static gboolean
is_red (const CfbTree *self, guint32 id)
{
  return id != SGN_CFB_NONE && sgn_cfb_tree_get (self, id)->color == CFB_RED;
}

/* Resolves two red nodes in a row by rotating them around their grandparent. */
static void
turn (CfbTree *self, guint32 id, const GArray *path)
{
  guint32 parent = get_ancestor (path, 1);
  guint32 grandparent = get_ancestor (path, 2);
  gboolean parent_is_left = sgn_cfb_tree_get (self, grandparent)->left == parent;
  gboolean is_left = sgn_cfb_tree_get (self, parent)->left == id;

  if (is_left != parent_is_left) {
    sgn_cfb_tree_rotate (self, grandparent, parent, parent_is_left);
    parent = id;
  }
  sgn_cfb_tree_rotate (self, get_ancestor (path, 3), grandparent, !parent_is_left);
  sgn_cfb_tree_get (self, parent)->color = CFB_BLACK;
  sgn_cfb_tree_get (self, grandparent)->color = CFB_RED;
}

/* Two red nodes in a row are not allowed. With a red uncle the colours are pushed one level up,
 * otherwise a rotation ends it. */
static void
restore_colors (CfbTree *self, guint32 id, GArray *path)
{
  while (path->len >= 2 && is_red (self, get_ancestor (path, 1))) {
    guint32 parent = get_ancestor (path, 1);
    guint32 grandparent = get_ancestor (path, 2);
    CfbNode *node = sgn_cfb_tree_get (self, grandparent);
    guint32 uncle = node->left == parent ? node->right : node->left;

    if (!is_red (self, uncle)) {
      turn (self, id, path);
      return;
    }
    sgn_cfb_tree_get (self, parent)->color = CFB_BLACK;
    sgn_cfb_tree_get (self, uncle)->color = CFB_BLACK;
    node->color = CFB_RED;
    id = grandparent;
    g_array_set_size (path, path->len - 2);
  }
}

void
sgn_cfb_tree_insert (CfbTree *self, guint32 id)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));
  const CfbNode leaf = { SGN_CFB_NONE, SGN_CFB_NONE, CFB_RED };
  guint32 parent;

  if (id >= self->nodes->len)
    g_array_set_size (self->nodes, id + 1);
  *sgn_cfb_tree_get (self, id) = leaf;
  sgn_cfb_tree_find_path (self, id, path);
  parent = get_ancestor (path, 1);
  if (parent == SGN_CFB_NONE)
    self->top = id;
  else if (sgn_cfb_compare_names (get_entry (self, id), get_entry (self, parent)) < 0)
    sgn_cfb_tree_get (self, parent)->left = id;
  else
    sgn_cfb_tree_get (self, parent)->right = id;
  restore_colors (self, id, path);
  /* The top is always black. */
  sgn_cfb_tree_get (self, self->top)->color = CFB_BLACK;
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CfbTree *self = user_data;

  return sgn_cfb_compare_names (get_entry (self, *(const guint32 *) a),
                                get_entry (self, *(const guint32 *) b));
}

/* Puts the middle entry on top; nodes below the last full level are red. */
static guint32
build (CfbTree *self, const GArray *ids, guint from, guint to, guint black_levels)
{
  guint middle = from + (to - from) / 2;
  guint32 id;
  CfbNode *node;

  if (from >= to)
    return SGN_CFB_NONE;
  id = g_array_index (ids, guint32, middle);
  node = sgn_cfb_tree_get (self, id);
  node->color = black_levels > 0 ? CFB_BLACK : CFB_RED;
  black_levels = MAX (black_levels, 1) - 1;
  node->left = build (self, ids, from, middle, black_levels);
  node->right = build (self, ids, middle + 1, to, black_levels);
  return id;
}

static gboolean
contains (const guint32 *ids, guint count, guint32 id)
{
  for (guint i = 0; i < count; i++)
    if (ids[i] == id)
      return TRUE;
  return FALSE;
}

void
sgn_cfb_tree_rebuild (CfbTree *self, const guint32 *without, guint count)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 id = 1; id < self->entries->len; id++)
    if (get_entry (self, id)->parent == SGN_CFB_ROOT && !contains (without, count, id))
      g_array_append_val (ids, id);
  g_array_sort_with_data (ids, compare_ids, self);
  self->top = build (self, ids, 0, ids->len, g_bit_storage (ids->len + 1) - 1);
}
