/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader-private.h"

/* Links and colours of the red-black tree of the children of the root storage. */
typedef struct {
  guint32 left;
  guint32 right;
  guint32 color;
} CfbNode;

typedef struct {
  guint32 top;
  GArray *nodes;         /* of CfbNode, by entry number */
  const GArray *entries; /* of SgnCfbEntry, for the names; not owned */
} CfbTree;

/* tree.c */
CfbTree *sgn_cfb_tree_new (const GArray *entries);
CfbTree *sgn_cfb_tree_copy (const CfbTree *self);
void sgn_cfb_tree_free (CfbTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CfbTree, sgn_cfb_tree_free)
CfbNode *sgn_cfb_tree_get (const CfbTree *self, guint32 id);
/* Sets @path to the nodes from the top to the parent of @id, also for an entry that is not in the
 * tree yet. */
void sgn_cfb_tree_find_path (const CfbTree *self, guint32 id, GArray *path);
/* Puts @by in the place of @id below @parent; SGN_CFB_NONE: at the top. */
void sgn_cfb_tree_replace (CfbTree *self, guint32 parent, guint32 id, guint32 by);
/* Rotates @id below @parent (SGN_CFB_NONE: the top) to the left or right; the child that moves up
 * must exist. */
void sgn_cfb_tree_rotate (CfbTree *self, guint32 parent, guint32 id, gboolean to_left);
/* Inserts @id as Windows does. */
void sgn_cfb_tree_insert (CfbTree *self, guint32 id);
/* Makes a balanced tree of the children of the root storage except @without. */
void sgn_cfb_tree_rebuild (CfbTree *self, const guint32 *without, guint count);

/* undo.c */
/* Restores the tree as it was before these entries were inserted in this order. FALSE if they
 * cannot have been the last ones; the tree is then unchanged. */
gboolean sgn_cfb_tree_undo (CfbTree *self, const guint32 *ids, guint count);
