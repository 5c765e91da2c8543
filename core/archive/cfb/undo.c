/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

#include "config.h"

#include "core/archive/cfb/tree.h"

#include <string.h>

/* Inserting recolours some levels and then rotates at most once. The result does not show which of
 * it happened, so every possibility is undone and accepted if inserting again leads to the same
 * tree. The possibility with most levels is tried first: in a tree that only ever grew, two black
 * leaves below a red node come from recolouring. */

#define MAX_NODES  4096 /* a larger tree is rebuilt instead */
#define MAX_LEVELS 16   /* of recolouring, two levels of the tree each */
#define MAX_DEPTH  64

typedef enum {
  TURN_NONE,
  TURN_SINGLE,
  TURN_DOUBLE_LEFT, /* and the parent was a left child */
  TURN_DOUBLE_RIGHT,
  N_TURNS
} Turn;

typedef enum {
  RULES_NONE,
  RULES_RED_BLACK,
  RULES_GROWN, /* and nothing was ever removed */
} Rules;

static guint32
get_ancestor (const GArray *path, guint distance)
{
  return distance <= path->len ? g_array_index (path, guint32, path->len - distance) : SGN_CFB_NONE;
}

/* In a tree that is out of order, an entry may not be where its name leads to. */
static gboolean
find_path (const CfbTree *tree, guint32 id, GArray *path)
{
  guint32 parent;

  sgn_cfb_tree_find_path (tree, id, path);
  parent = get_ancestor (path, 1);
  if (parent == SGN_CFB_NONE)
    return tree->top == id;
  return sgn_cfb_tree_get (tree, parent)->left == id ||
         sgn_cfb_tree_get (tree, parent)->right == id;
}

/* Gives a node the other colour; FALSE if its colour is not @from. */
static gboolean
recolor (CfbTree *tree, guint32 id, guint32 from)
{
  CfbNode *node;

  if (id == SGN_CFB_NONE)
    return FALSE;
  node = sgn_cfb_tree_get (tree, id);
  if (node->color != from)
    return FALSE;
  node->color = from == CFB_RED ? CFB_BLACK : CFB_RED;
  return TRUE;
}

static gboolean
take_back_single (CfbTree *tree, guint32 id, const GArray *path, guint distance)
{
  guint32 parent = get_ancestor (path, distance);
  gboolean is_left;
  guint32 lowered;

  if (parent == SGN_CFB_NONE)
    return FALSE;
  is_left = sgn_cfb_tree_get (tree, parent)->left == id;
  lowered = is_left ? sgn_cfb_tree_get (tree, parent)->right
                    : sgn_cfb_tree_get (tree, parent)->left;
  if (!recolor (tree, parent, CFB_BLACK) || !recolor (tree, lowered, CFB_RED))
    return FALSE;
  sgn_cfb_tree_rotate (tree, get_ancestor (path, distance + 1), parent, is_left);
  return TRUE;
}

static gboolean
take_back_double (CfbTree *tree, guint32 id, guint32 above, gboolean parent_was_left)
{
  const CfbNode *node = sgn_cfb_tree_get (tree, id);
  guint32 parent = parent_was_left ? node->left : node->right;
  guint32 grandparent = parent_was_left ? node->right : node->left;

  if (parent == SGN_CFB_NONE || sgn_cfb_tree_get (tree, parent)->color != CFB_RED ||
      !recolor (tree, grandparent, CFB_RED) || !recolor (tree, id, CFB_BLACK))
    return FALSE;
  sgn_cfb_tree_rotate (tree, above, id, parent_was_left);
  sgn_cfb_tree_rotate (tree, grandparent, id, !parent_was_left);
  return TRUE;
}

/* Undoes the rotation that followed @levels of recolouring. */
static gboolean
take_back_turn (CfbTree *tree, guint32 id, guint levels, Turn turn)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint distance = 2 * levels + (turn >= TURN_DOUBLE_LEFT && levels > 0 ? 1 : 0);
  guint32 at;

  if (!find_path (tree, id, path))
    return FALSE;
  at = distance == 0 ? id : get_ancestor (path, distance);
  if (at == SGN_CFB_NONE)
    return FALSE;
  if (turn == TURN_NONE) {
    if (at == tree->top)
      sgn_cfb_tree_get (tree, at)->color = CFB_RED;
    return TRUE;
  }
  if (turn == TURN_SINGLE)
    return take_back_single (tree, at, path, distance + 1);
  return take_back_double (tree, at, get_ancestor (path, distance + 1), turn == TURN_DOUBLE_LEFT);
}

static gboolean
take_back_level (CfbTree *tree, const GArray *path, guint level)
{
  guint32 parent = get_ancestor (path, 2 * level + 1);
  guint32 grandparent = get_ancestor (path, 2 * level + 2);
  const CfbNode *node;

  if (grandparent == SGN_CFB_NONE)
    return FALSE;
  node = sgn_cfb_tree_get (tree, grandparent);
  return recolor (tree, grandparent, CFB_RED) && recolor (tree, node->left, CFB_BLACK) &&
         recolor (tree, node->right, CFB_BLACK) && parent != SGN_CFB_NONE;
}

static gboolean
take_back (CfbTree *tree, guint32 id, guint levels, Turn turn)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));
  const CfbNode *node = sgn_cfb_tree_get (tree, id);

  if (!take_back_turn (tree, id, levels, turn) || !find_path (tree, id, path))
    return FALSE;
  for (guint level = 0; level < levels; level++)
    if (!take_back_level (tree, path, level))
      return FALSE;
  if (node->left != SGN_CFB_NONE || node->right != SGN_CFB_NONE || node->color != CFB_RED)
    return FALSE;
  sgn_cfb_tree_replace (tree, get_ancestor (path, 1), id, SGN_CFB_NONE);
  return TRUE;
}

static gboolean
is_red (const CfbTree *tree, guint32 id)
{
  return id != SGN_CFB_NONE && sgn_cfb_tree_get (tree, id)->color == CFB_RED;
}

static gboolean
is_black_leaf (const CfbTree *tree, guint32 id)
{
  const CfbNode *node;

  if (id == SGN_CFB_NONE)
    return FALSE;
  node = sgn_cfb_tree_get (tree, id);
  return node->color == CFB_BLACK && node->left == SGN_CFB_NONE && node->right == SGN_CFB_NONE;
}

/* The number of black nodes on each way down, or -1 if a rule is broken. RULES_GROWN also forbids
 * two black leaves below one node: they only become black when an entry is inserted below one of
 * them. */
static int
get_black_height (const CfbTree *tree, guint32 id, guint depth, Rules rules)
{
  const CfbNode *node;
  int left;
  int right;

  if (id == SGN_CFB_NONE)
    return 0;
  node = sgn_cfb_tree_get (tree, id);
  /* A hostile tree can be a single branch. */
  if (depth > MAX_DEPTH || (rules == RULES_GROWN && is_black_leaf (tree, node->left) &&
                            is_black_leaf (tree, node->right)))
    return -1;
  if (node->color == CFB_RED && (is_red (tree, node->left) || is_red (tree, node->right)))
    return -1;
  left = get_black_height (tree, node->left, depth + 1, rules);
  right = get_black_height (tree, node->right, depth + 1, rules);
  if (left < 0 || left != right)
    return -1;
  return left + (node->color == CFB_BLACK ? 1 : 0);
}

static gboolean
keeps (const CfbTree *tree, Rules rules)
{
  return rules == RULES_NONE || get_black_height (tree, tree->top, 0, rules) >= 0;
}

/* The proof: inserting the entry into the candidate gives the very tree that is in the file. */
static gboolean
leads_to (const CfbTree *before, guint32 id, const CfbTree *after)
{
  g_autoptr (CfbTree) tree = sgn_cfb_tree_copy (before);

  sgn_cfb_tree_insert (tree, id);
  return tree->top == after->top &&
         memcmp (tree->nodes->data, after->nodes->data, after->nodes->len * sizeof (CfbNode)) == 0;
}

/* The tree before the last @count insertions; NULL if there is none. Each candidate for the last
 * one is tried with all candidates for those before it. (transfer full) */
static CfbTree *
find_before (const CfbTree *tree, const guint32 *ids, guint count, Rules rules)
{
  if (count == 0)
    return sgn_cfb_tree_copy (tree);
  for (guint levels = 0; levels < MAX_LEVELS; levels++) {
    for (Turn turn = 0; turn < N_TURNS; turn++) {
      g_autoptr (CfbTree) candidate = sgn_cfb_tree_copy (tree);
      CfbTree *before;

      if (!take_back (candidate, ids[count - 1], levels, turn) || !keeps (candidate, rules) ||
          !leads_to (candidate, ids[count - 1], tree))
        continue;
      before = find_before (candidate, ids, count - 1, rules);
      if (before != NULL)
        return before;
    }
  }
  return NULL;
}

gboolean
sgn_cfb_tree_undo (CfbTree *self, const guint32 *ids, guint count)
{
  static const Rules by_likelihood[] = { RULES_GROWN, RULES_RED_BLACK, RULES_NONE };
  g_autoptr (CfbTree) before = NULL;

  if (self->nodes->len > MAX_NODES)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (by_likelihood) && before == NULL; i++)
    before = find_before (self, ids, count, by_likelihood[i]);
  if (before == NULL)
    return FALSE;
  self->top = before->top;
  g_array_set_size (self->nodes, 0);
  g_array_append_vals (self->nodes, before->nodes->data, before->nodes->len);
  return TRUE;
}
