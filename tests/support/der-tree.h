/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* DER taken apart, to be changed and put together again with the right lengths: also what stands
 * inside of octet strings. */
typedef struct _DerNode DerNode;
struct _DerNode {
  guint8 tag;
  GBytes *octets;      /* of a leaf */
  GPtrArray *children; /* (nullable): of DerNode, all of the content */
  DerNode *parent;     /* unowned; NULL: the root */
};

/* NULL where it is no DER to its end. (transfer full) */
DerNode *der_tree_parse (GBytes *der);
void der_node_free (DerNode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DerNode, der_node_free)
GBytes *der_tree_encode (const DerNode *root); /* (transfer full) */

DerNode *der_leaf_new (guint8 tag, GBytes *octets);             /* takes @octets (transfer full) */
DerNode *der_node_copy (const DerNode *self);                   /* (transfer full) */
void der_node_insert (DerNode *self, guint at, DerNode *child); /* takes @child */
guint der_node_get_index (const DerNode *self);                 /* among its parent's children */
/* All nodes in the order of their octets, the root first, of unowned DerNode. (transfer full) */
GPtrArray *der_tree_list (DerNode *root);
/* The tags from the root on, with the number among the children: "30.0/a0.1/30.0". (transfer full)
 */
char *der_node_get_place (const DerNode *self);

/* One change, chosen by @random: a node changed, filled, emptied, inserted, doubled, moved, taken
 * out or exchanged. What was done, and where: "doubled 30.0/a0.1". (transfer full) */
char *der_tree_mutate (DerNode *root, GRand *random);
