/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader-private.h"

/* The red-black tree of a storage's children, apart from the rest of their entries. */
typedef struct {
  guint32 left;
  guint32 right;
  guint32 color;
} CfbNode;

typedef struct {
  guint32 top;
  GArray *nodes;         /* of CfbNode, by number of entry */
  const GArray *entries; /* of SgnCfbEntry, for their names; not owned */
} CfbTree;

/* cfb-tree.c */
CfbTree *sgn_cfb_tree_new (const GArray *entries);
CfbTree *sgn_cfb_tree_copy (const CfbTree *self);
void sgn_cfb_tree_free (CfbTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CfbTree, sgn_cfb_tree_free)
CfbNode *sgn_cfb_tree_get (const CfbTree *self, guint32 id);
/* From the top down to @id, without it; for an entry that is not there: to its parent-to-be. */
void sgn_cfb_tree_find_path (const CfbTree *self, guint32 id, GArray *path);
/* Makes @by what @id was below @parent; SGN_CFB_NONE: at the top. */
void sgn_cfb_tree_replace (CfbTree *self, guint32 parent, guint32 id, guint32 by);
void sgn_cfb_tree_rotate (CfbTree *self, guint32 parent, guint32 id, gboolean to_left);
/* As Windows does it. */
void sgn_cfb_tree_insert (CfbTree *self, guint32 id);
/* A balanced tree of the children of the root storage but @without. */
void sgn_cfb_tree_rebuild (CfbTree *self, const guint32 *without, guint count);

/* cfb-undo.c */
/* The tree as it was before these entries were inserted in this order. FALSE when they cannot
 * have been the last ones; the tree stays as it is then. */
gboolean sgn_cfb_tree_undo (CfbTree *self, const guint32 *ids, guint count);
