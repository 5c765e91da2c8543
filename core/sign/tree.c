/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Walks the tree of nested signatures. Each is an unsigned attribute of the one it is nested in, so
 * changing an inner one means encoding all outer ones again; their own signatures stay valid, since
 * unsigned attributes are not covered. */

#include "config.h"

#include "core/sign/tree.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"

/* SignTool nests everything in the first signature, so the depth is 1; an attacker may nest without
 * end. */
#define MAX_DEPTH 8

typedef struct {
  int index;
  int next; /* number of the next signature visited */
  SgnSignatureFunc func;
  gpointer user_data;
  gboolean found;
} Walk;

static GPtrArray *
new_bytes_array (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

/* Encoding again may change the bytes of signatures that nobody asked to change, so it is avoided
 * where possible. */
static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_bytes_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static GBytes *
with_nested (GBytes *der, GPtrArray *nested, GError **error)
{
  g_autoptr (SgnSignedData) signature = sgn_signed_data_parse (der, error);

  if (signature == NULL)
    return NULL;
  return sgn_cms_set_unsigned (signature, SGN_OID_SPC_NESTED, nested);
}

/* The first nested signature replaces the removed one; the others are nested in it, behind those
 * that it already has. */
static GBytes *
promote (GPtrArray *nested, GError **error)
{
  g_autoptr (GBytes) first = g_ptr_array_steal_index (nested, 0);
  g_autoptr (SgnSignedData) signature = NULL;
  GPtrArray *own;

  if (nested->len == 0)
    return g_steal_pointer (&first);
  signature = sgn_signed_data_parse (first, error);
  if (signature == NULL)
    return NULL;
  own = sgn_signed_data_get_nested (signature);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_insert (nested, (int) i, g_bytes_ref (own->pdata[i]));
  return sgn_cms_set_unsigned (signature, SGN_OID_SPC_NESTED, nested);
}

static GPtrArray *map_list (Walk *walk, GPtrArray *list, guint depth, GError **error);

/* *ret is NULL if the signature is removed. */
static gboolean
apply (Walk *walk, SgnSignedData *signature, int number, GBytes **ret, GError **error)
{
  if (walk->index >= 0 && walk->index != number) {
    *ret = g_bytes_ref (sgn_signed_data_get_der (signature));
    return TRUE;
  }
  walk->found = TRUE;
  return walk->func (signature, ret, walk->user_data, error);
}

static gboolean
map_one (Walk *walk, GBytes *der, guint depth, GPtrArray *ret, GError **error)
{
  g_autoptr (SgnSignedData) signature = sgn_signed_data_parse (der, error);
  g_autoptr (GPtrArray) mapped = NULL;
  g_autoptr (GBytes) self = NULL;
  GPtrArray *nested;
  GBytes *whole;
  int number = walk->next++;

  if (signature == NULL)
    return FALSE;
  nested = sgn_signed_data_get_nested (signature);
  /* The nested ones first, since the outer one is encoded with the result. */
  mapped = map_list (walk, nested, depth + 1, error);
  if (mapped == NULL || !apply (walk, signature, number, &self, error))
    return FALSE;
  if (self == NULL && mapped->len == 0)
    return TRUE;
  if (self == NULL)
    whole = promote (mapped, error);
  else if (is_same (nested, mapped))
    whole = g_steal_pointer (&self);
  else
    whole = with_nested (self, mapped, error);
  if (whole == NULL)
    return FALSE;
  g_ptr_array_add (ret, whole);
  return TRUE;
}

static GPtrArray *
map_list (Walk *walk, GPtrArray *list, guint depth, GError **error)
{
  g_autoptr (GPtrArray) ret = new_bytes_array ();

  if (depth > MAX_DEPTH) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_SIGNATURE_DAMAGED,
                         _ ("signatures are nested too deeply"));
    return NULL;
  }
  for (guint i = 0; i < list->len; i++)
    if (!map_one (walk, g_ptr_array_index (list, i), depth, ret, error))
      return NULL;
  return g_steal_pointer (&ret);
}

static gboolean
remember (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  GBytes **found = user_data;

  *found = g_bytes_ref (sgn_signed_data_get_der (signature));
  *ret = g_bytes_ref (*found);
  return TRUE;
}

GPtrArray *
sgn_signature_tree_map (GPtrArray *signatures,
                        int index,
                        SgnSignatureFunc func,
                        gpointer user_data,
                        GError **error)
{
  Walk walk = { .index = index, .func = func, .user_data = user_data };
  g_autoptr (GPtrArray) ret = map_list (&walk, signatures, 0, error);

  if (ret == NULL)
    return NULL;
  if (!walk.found) {
    if (signatures->len == 0)
      g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNED, _ ("the file has no signature"));
    else
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_NOT_SIGNED,
                   _ ("the file has no signature %d"),
                   index);
    return NULL;
  }
  return g_steal_pointer (&ret);
}

GBytes *
sgn_signature_tree_get (GPtrArray *signatures, int index, GError **error)
{
  GBytes *ret = NULL;
  g_autoptr (GPtrArray)
      same = sgn_signature_tree_map (signatures, MAX (index, 0), remember, &ret, error);

  if (same == NULL)
    g_clear_pointer (&ret, g_bytes_unref);
  return ret;
}
