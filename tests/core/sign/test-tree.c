/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-tree"

#include "config.h"

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/sign/tree.h"
#include "tests/support/test-ca.h"

/* Signatures of names instead of a file, which are written with those nested in them in brackets:
 * "0(1(2)3)4". The names are in the order in which signatures are counted. */

#define TREE      "0(1(2)3(4(5)6))7"
#define N_TREE    8
#define MAX_DEPTH 7 /* of what a report shows too; see test_depth of verify/test-rules.c */

typedef struct {
  TestCert *leaf;
  SgnIdentity *identity;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->leaf = test_signer_new (NULL, "Example", NULL);
  self->identity = test_identity_new (self->leaf, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->identity);
  test_cert_free (self->leaf);
}

static GBytes *
sign (Fixture *self, char name)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (GBytes) content = g_bytes_new (&name, 1);
  g_autoptr (GError) error = NULL;
  GBytes *der = sgn_cms_build (SGN_OID_DATA, content, self->identity, &options, NULL, &error);

  g_assert_no_error (error);
  return der;
}

static GBytes *
nest (GBytes *der, GBytes *inner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSignedData) outer = sgn_signed_data_parse (der, &error);
  GBytes *both;

  g_assert_no_error (error);
  both = sgn_cms_add_nested (outer, inner, &error);
  g_assert_no_error (error);
  return both;
}

static GPtrArray *
make (Fixture *self, const char **text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  while (**text != '\0' && **text != ')') {
    g_autoptr (GBytes) der = sign (self, *(*text)++);
    g_autoptr (GPtrArray) nested = NULL;

    if (**text == '(') {
      (*text)++;
      nested = make (self, text);
      (*text)++;
    }
    for (guint i = 0; nested != NULL && i < nested->len; i++) {
      g_autoptr (GBytes) alone = g_steal_pointer (&der);

      der = nest (alone, nested->pdata[i]);
    }
    g_ptr_array_add (list, g_steal_pointer (&der));
  }
  return list;
}

static char
get_name (SgnSignedData *signature)
{
  const char *name = g_bytes_get_data (sgn_signed_data_get_content_bytes (signature), NULL);

  return *name;
}

static void
describe (GPtrArray *list, GString *ret)
{
  for (guint i = 0; i < list->len; i++) {
    g_autoptr (SgnSignedData) signature = sgn_signed_data_parse (list->pdata[i], NULL);
    GPtrArray *nested = sgn_signed_data_get_nested (signature);

    g_string_append_c (ret, get_name (signature));
    if (nested->len > 0) {
      g_string_append_c (ret, '(');
      describe (nested, ret);
      g_string_append_c (ret, ')');
    }
  }
}

static void
assert_tree (GPtrArray *list, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  describe (list, text);
  g_assert_cmpstr (text->str, ==, expected);
}

static GPtrArray *
make_tree (Fixture *self)
{
  const char *text = TREE;
  GPtrArray *tree = make (self, &text);

  assert_tree (tree, TREE);
  return tree;
}

static gboolean
drop (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  *ret = NULL;
  return TRUE;
}

/* Collects the names of what it was called for. */
static gboolean
keep (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  g_string_append_c (user_data, get_name (signature));
  *ret = g_bytes_ref (sgn_signed_data_get_der (signature));
  return TRUE;
}

static gboolean
refuse (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_KEY_FAILED, "refused");
  return FALSE;
}

/* Another signature without those that are nested in it. */
static gboolean
exchange (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  *ret = sign (user_data, 'x');
  return TRUE;
}

static void
test_get (Fixture *self, gconstpointer data)
{
  static const char *const expected[N_TREE] = {
    "0(1(2)3(4(5)6))", "1(2)", "2", "3(4(5)6)", "4(5)", "5", "6", "7"
  };
  g_autoptr (GPtrArray) tree = make_tree (self);

  for (int i = -1; i < N_TREE; i++) {
    g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (one, sgn_signature_tree_get (tree, i, &error));
    g_assert_no_error (error);
    assert_tree (one, expected[MAX (i, 0)]);
  }
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  static const char *const expected[N_TREE] = { "1(23(4(5)6))7",   "0(23(4(5)6))7",
                                                "0(13(4(5)6))7",   "0(1(2)4(56))7",
                                                "0(1(2)3(56))7",   "0(1(2)3(46))7",
                                                "0(1(2)3(4(5)))7", "0(1(2)3(4(5)6))" };
  g_autoptr (GPtrArray) tree = make_tree (self);

  for (int i = 0; i < N_TREE; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) left = sgn_signature_tree_map (tree, i, drop, NULL, &error);

    g_assert_no_error (error);
    assert_tree (left, expected[i]);
  }
}

static void
test_remove_all (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tree = make_tree (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = sgn_signature_tree_map (tree, -1, drop, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (left->len, ==, 0);
}

/* Each is visited once and alone, or all are; what is not changed keeps every byte. */
static void
test_keep (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tree = make_tree (self);

  for (int i = -1; i < N_TREE; i++) {
    g_autoptr (GString) visited = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) same = sgn_signature_tree_map (tree, i, keep, visited, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (visited->len, ==, i < 0 ? N_TREE : 1);
    if (i >= 0)
      g_assert_cmpint (visited->str[0], ==, '0' + i);
    g_assert_cmpuint (same->len, ==, tree->len);
    for (guint k = 0; k < tree->len; k++)
      g_assert_true (g_bytes_equal (same->pdata[k], tree->pdata[k]));
  }
}

static void
test_exchange (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tree = make_tree (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) inner = sgn_signature_tree_map (tree, 4, exchange, self, &error);
  g_autoptr (GPtrArray) last = NULL;

  g_assert_no_error (error);
  assert_tree (inner, "0(1(2)3(x6))7");
  last = sgn_signature_tree_map (tree, 7, exchange, self, &error);
  g_assert_no_error (error);
  assert_tree (last, "0(1(2)3(4(5)6))x");
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tree = make_tree (self);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_signature_tree_map (tree, N_TREE, drop, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNED);
  g_clear_error (&error);
  g_assert_null (sgn_signature_tree_get (tree, N_TREE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNED);
  g_clear_error (&error);
  g_assert_null (sgn_signature_tree_map (none, -1, drop, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNED);
}

/* Where one cannot be changed, none is. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tree = make_tree (self);

  for (int i = -1; i < N_TREE; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_signature_tree_map (tree, i, refuse, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_FAILED);
  }
}

/* What follows the wanted one is read too: a tree with such a branch is not edited. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tree = make_tree (self);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (tree, g_bytes_new_static ("\x30\x00", 2));
  g_assert_null (sgn_signature_tree_get (tree, 0, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  g_clear_error (&error);
  g_assert_null (sgn_signature_tree_map (tree, 0, drop, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
}

/* As deep as a report shows, and no deeper. */
static void
test_depth (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (list, sign (self, '0'));
  for (guint depth = 0; depth <= MAX_DEPTH + 1; depth++) {
    g_autoptr (GBytes) outer = sign (self, '1');
    g_autoptr (GString) visited = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) same = sgn_signature_tree_map (list, -1, keep, visited, &error);
    GBytes *inner = list->pdata[0];

    if (depth <= MAX_DEPTH)
      g_assert_cmpuint (visited->len, ==, depth + 1);
    else
      g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
    list->pdata[0] = nest (outer, inner);
    g_bytes_unref (inner);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/tree/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("get", test_get);
  ADD ("remove", test_remove);
  ADD ("remove-all", test_remove_all);
  ADD ("keep", test_keep);
  ADD ("exchange", test_exchange);
  ADD ("missing", test_missing);
  ADD ("refused", test_refused);
  ADD ("damaged", test_damaged);
  ADD ("depth", test_depth);
  return g_test_run ();
}
