/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/der-tree.h"
#include "config.h"

#include <string.h>

#include "core/asn1/der.h"

#define TAG_BIT_STRING 0x03
#define TAG_OCTETS     0x04
#define CONSTRUCTED    0x20
#define MAX_DEPTH      24

static DerNode *
node_new (guint8 tag)
{
  DerNode *self = g_new0 (DerNode, 1);

  self->tag = tag;
  return self;
}

void
der_node_free (DerNode *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->octets, g_bytes_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

DerNode *
der_leaf_new (guint8 tag, GBytes *octets)
{
  DerNode *self = node_new (tag);

  self->octets = octets;
  return self;
}

void
der_node_insert (DerNode *self, guint at, DerNode *child)
{
  child->parent = self;
  g_ptr_array_insert (self->children, (gint) at, child);
}

GBytes *
der_tree_encode (const DerNode *root)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  for (guint i = 0; root->children != NULL && i < root->children->len; i++) {
    g_autoptr (GBytes) child = der_tree_encode (root->children->pdata[i]);

    g_byte_array_append (content, g_bytes_get_data (child, NULL), (guint) g_bytes_get_size (child));
  }
  if (root->octets != NULL)
    g_byte_array_append (content,
                         g_bytes_get_data (root->octets, NULL),
                         (guint) g_bytes_get_size (root->octets));
  return sgn_der_encode (root->tag, content->data, content->len);
}

/* An octet string may hold more DER; a few octets that look like it by chance do no harm, for they
 * are put together as they were. */
static gboolean
may_hold (guint8 tag, SgnDer content)
{
  return (tag & CONSTRUCTED) != 0 ||
         (tag == TAG_OCTETS && content.size > 8 && (content.data[0] & CONSTRUCTED) != 0);
}

static gboolean
is_same (const DerNode *self, SgnDer whole)
{
  g_autoptr (GBytes) again = der_tree_encode (self);

  return g_bytes_get_size (again) == whole.size &&
         memcmp (g_bytes_get_data (again, NULL), whole.data, whole.size) == 0;
}

static DerNode *
parse_element (const SgnDerElement *element, guint depth)
{
  DerNode *self = node_new (element->tag);
  SgnDer rest = element->content;
  SgnDerElement child;

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) der_node_free);
  while (may_hold (element->tag, element->content) && depth < MAX_DEPTH &&
         !sgn_der_is_empty (rest) && sgn_der_next (&rest, &child, NULL))
    der_node_insert (self, self->children->len, parse_element (&child, depth + 1));
  if (sgn_der_is_empty (rest) && is_same (self, element->whole))
    return self;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  self->octets = sgn_der_to_bytes (element->content);
  return self;
}

DerNode *
der_tree_parse (GBytes *der)
{
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement element;

  if (!sgn_der_next (&rest, &element, NULL) || !sgn_der_is_empty (rest))
    return NULL;
  return parse_element (&element, 0);
}

DerNode *
der_node_copy (const DerNode *self)
{
  DerNode *copy = node_new (self->tag);

  if (self->octets != NULL)
    copy->octets = g_bytes_ref (self->octets);
  if (self->children != NULL)
    copy->children = g_ptr_array_new_with_free_func ((GDestroyNotify) der_node_free);
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    der_node_insert (copy, i, der_node_copy (self->children->pdata[i]));
  return copy;
}

guint
der_node_get_index (const DerNode *self)
{
  guint index = 0;

  if (self->parent != NULL)
    g_ptr_array_find (self->parent->children, self, &index);
  return index;
}

static void
list (DerNode *self, GPtrArray *ret)
{
  g_ptr_array_add (ret, self);
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    list (self->children->pdata[i], ret);
}

GPtrArray *
der_tree_list (DerNode *root)
{
  GPtrArray *nodes = g_ptr_array_new ();

  list (root, nodes);
  return nodes;
}

char *
der_node_get_place (const DerNode *self)
{
  g_autofree char *before = NULL;

  if (self->parent == NULL)
    return g_strdup_printf ("%02x.0", self->tag);
  before = der_node_get_place (self->parent);
  return g_strdup_printf ("%s/%02x.%u", before, self->tag, der_node_get_index (self));
}

static DerNode *
choose (GPtrArray *nodes, GRand *random)
{
  return nodes->pdata[g_rand_int_range (random, 0, (gint32) nodes->len)];
}

/* Small, larger than what is harmless, large; of what a program would be looked for by. */
static GBytes *
make_octets (GRand *random)
{
  static const char *const starts[] = { "", "MZ", "PK\3\4", "<html>", "0", "\r\n" };
  static const guint sizes[] = { 0, 1, 2, 16, 200, 600, 3000, 20000 };
  const char *start = starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))];
  gsize size = sizes[g_rand_int_range (random, 0, G_N_ELEMENTS (sizes))];
  guint8 *octets = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    octets[i] = (guint8) g_rand_int_range (random, 0, 256);
  memcpy (octets, start, MIN (strlen (start), size));
  return g_bytes_new_take (octets, size);
}

static GBytes *
change_octets (GBytes *bytes, GRand *random)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  guint8 *copy;

  if (size == 0)
    return make_octets (random);
  copy = g_memdup2 (data, size);
  copy[g_rand_int_range (random, 0, (gint32) size)] ^= (guint8) g_rand_int_range (random, 1, 256);
  return g_bytes_new_take (copy, size);
}

static void
set_octets (DerNode *self, GBytes *octets)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->octets, g_bytes_unref);
  self->octets = octets;
}

static const char *
change (DerNode *node, GPtrArray *nodes, GRand *random)
{
  if (node->octets == NULL)
    return NULL;
  set_octets (node, change_octets (node->octets, random));
  return "changed";
}

static const char *
fill (DerNode *node, GPtrArray *nodes, GRand *random)
{
  set_octets (node, make_octets (random));
  return "filled";
}

static const char *
retag (DerNode *node, GPtrArray *nodes, GRand *random)
{
  static const guint8 tags[] = { 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x30, 0x31, 0x80, 0xa0, 0xa1 };

  node->tag = tags[g_rand_int_range (random, 0, G_N_ELEMENTS (tags))];
  return "named otherwise";
}

static const char *
insert (DerNode *node, GPtrArray *nodes, GRand *random)
{
  static const guint8 tags[] = { 0x02, 0x03, 0x04, 0x05, 0x0c, 0x30, 0x31, 0xa0, 0xa1, 0xa3 };
  guint8 tag = tags[g_rand_int_range (random, 0, G_N_ELEMENTS (tags))];

  if (node->children == NULL)
    return NULL;
  der_node_insert (node,
                   (guint) g_rand_int_range (random, 0, (gint32) node->children->len + 1),
                   der_leaf_new (tag, make_octets (random)));
  return "given a member";
}

static const char *
repeat (DerNode *node, GPtrArray *nodes, GRand *random)
{
  guint times = (guint) g_rand_int_range (random, 1, 4);

  if (node->parent == NULL)
    return NULL;
  for (guint i = 0; i < times; i++)
    der_node_insert (node->parent, der_node_get_index (node), der_node_copy (node));
  return "repeated";
}

static const char *
take_out (DerNode *node, GPtrArray *nodes, GRand *random)
{
  if (node->parent == NULL)
    return NULL;
  g_ptr_array_remove_index (node->parent->children, der_node_get_index (node));
  return "taken out of";
}

/* A copy of what stands elsewhere comes beside it, or in its place. */
static const char *
transplant (DerNode *node, GPtrArray *nodes, GRand *random)
{
  DerNode *parent = node->parent;
  g_autoptr (DerNode) copy = der_node_copy (choose (nodes, random));
  guint index;

  if (parent == NULL)
    return NULL;
  index = der_node_get_index (node);
  if (g_rand_boolean (random))
    g_ptr_array_remove_index (parent->children, index);
  der_node_insert (parent, index, g_steal_pointer (&copy));
  return "given a copy of another";
}

static const char *
move (DerNode *node, GPtrArray *nodes, GRand *random)
{
  GPtrArray *siblings = node->parent != NULL ? node->parent->children : NULL;
  guint index = der_node_get_index (node);
  DerNode *moved;

  if (siblings == NULL || siblings->len < 2)
    return NULL;
  moved = g_ptr_array_steal_index (siblings, index);
  g_ptr_array_insert (siblings, g_rand_int_range (random, 0, (gint32) siblings->len + 1), moved);
  return "moved";
}

char *
der_tree_mutate (DerNode *root, GRand *random)
{
  static const char *(*const mutations[]) (DerNode *, GPtrArray *, GRand *) = {
    change, change, fill, retag, insert, insert, repeat, take_out, transplant, move,
  };
  g_autoptr (GPtrArray) nodes = der_tree_list (root);

  for (;;) {
    DerNode *node = choose (nodes, random);
    g_autofree char *place = der_node_get_place (node);
    const char *done = NULL;

    done = mutations[g_rand_int_range (random, 0, G_N_ELEMENTS (mutations))](node, nodes, random);
    if (done != NULL)
      return g_strdup_printf ("%s %s", done, place);
  }
}
