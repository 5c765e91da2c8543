/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/trust/chain-builder.h"
#include "tests/core/trust/list-spec.h"
#include "tests/support/test-ca.h"

/* The table of decisions: what Windows' lists make of a chain. */

typedef enum {
  PLAIN,         /* leaf < lower < root */
  DIRECT,        /* leaf < root */
  DEEP,          /* leaf < middle < lower < root */
  CROSS,         /* the same, and lower is also issued by the other root */
  WITHOUT_ROOT,  /* PLAIN, but the root's certificate is nowhere */
  ROOT_KNOWN,    /* PLAIN, and the root's certificate was given, which does not make it trusted */
  TWIN,          /* PLAIN, but the root in the file is another certificate with its name and key */
  TWIN_AND_ROOT, /* with both */
  OLD_ROOT,      /* PLAIN, and the root has no extensions */
  LOWER_LISTED,  /* PLAIN, and the list is about lower */
  WRONG_LEAF,    /* PLAIN, and the leaf is for servers */
  PERSON,        /* PLAIN, and the person trusts the root */
} Shape;

#define CODE  SGN_PURPOSE_CODE_SIGNING
#define STAMP SGN_PURPOSE_TIME_STAMPING

typedef struct {
  Shape shape;
  const char *root;
  const char *other_root;
  const char *disallowed;
  SgnPurpose purpose;
  const char *issued;
  const char *time;
  const char *expected;
} Row;

static const Row rows[] = {
#include "decisions.inc.h"
};

typedef struct {
  TestCert *root;
  TestCert *other;
  TestCert *twin;
  TestCert *lower;
  TestCert *lower_of_other; /* the same name and key */
  TestCert *middle;
  TestCert *leaf;
} Certs;

static TestCert *
make (TestCert *issuer, const char *name, EVP_PKEY *key)
{
  const TestCertSpec spec = {
    .name = name,
    .key = key,
    .ca = TRUE,
    .not_before = list_spec_time ("1990-01-01"),
    .not_after = list_spec_time ("2099-12-31"),
  };

  return test_cert_new (issuer, &spec);
}

static TestCert *
make_old_root (void)
{
  const TestCertSpec spec = {
    .name = "Old Root",
    .key_usage = "",
    .not_before = list_spec_time ("1990-01-01"),
    .not_after = list_spec_time ("2099-12-31"),
  };

  return test_cert_new (NULL, &spec);
}

static TestCert *
make_leaf (TestCert *issuer, const Row *row)
{
  const TestCertSpec spec = {
    .name = "Leaf",
    .usages = row->shape == WRONG_LEAF ? "serverAuth"
              : row->purpose == CODE   ? "codeSigning"
                                       : "critical,timeStamping",
    .not_before = list_spec_time (row->issued),
    .not_after = list_spec_time ("2098-06-30"),
  };

  return test_cert_new (issuer, &spec);
}

static void
make_all (const Row *row, Certs *ret)
{
  ret->root = row->shape == OLD_ROOT ? make_old_root () : make (NULL, "Root", NULL);
  ret->other = make (NULL, "Other Root", NULL);
  ret->twin = make (NULL, "Root", ret->root->key);
  ret->lower = make (ret->root, "Lower", NULL);
  ret->lower_of_other = make (ret->other, "Lower", ret->lower->key);
  ret->middle = make (ret->lower, "Middle", NULL);
  ret->leaf = make_leaf (row->shape == DIRECT ? ret->root
                         : row->shape == DEEP ? ret->middle
                                              : ret->lower,
                         row);
}

static void
free_all (Certs *self)
{
  test_cert_free (self->leaf);
  test_cert_free (self->middle);
  test_cert_free (self->lower_of_other);
  test_cert_free (self->lower);
  test_cert_free (self->twin);
  test_cert_free (self->other);
  test_cert_free (self->root);
}

static void
add (GPtrArray *list, TestCert *certificate)
{
  g_ptr_array_add (list, g_object_ref (certificate->certificate));
}

/* The certificates in the signature. */
static GPtrArray *
list_inside (const Row *row, const Certs *certs)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  add (list, certs->middle);
  add (list, certs->lower);
  if (row->shape == CROSS) {
    add (list, certs->lower_of_other);
    add (list, certs->other);
  }
  if (row->shape == TWIN || row->shape == TWIN_AND_ROOT)
    add (list, certs->twin);
  if (row->shape != TWIN && row->shape != WITHOUT_ROOT && row->shape != ROOT_KNOWN)
    add (list, certs->root);
  return list;
}

static SgnCertificate *
get_named (const Certs *certs, const char *name)
{
  const struct {
    const char *name;
    TestCert *certificate;
  } all[] = {
    { "leaf", certs->leaf }, { "middle", certs->middle }, { "lower", certs->lower },
    { "root", certs->root }, { "other", certs->twin },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].name, name))
      return all[i].certificate->certificate;
  g_error ("there is no certificate %s", name);
}

/* "other" is a certificate that is in no chain, with a key of its own. */
static void
disallow (const Row *row, const Certs *certs, SgnAnchors *anchors)
{
  g_auto (GStrv) words = g_strsplit (row->disallowed, " ", 2);
  g_autoptr (TestCert) stranger = make (NULL, "Stranger", NULL);
  g_autoptr (SgnDisallowed) disallowed = NULL;

  disallowed = list_spec_disallowed (g_str_equal (words[0], "other") ? stranger->certificate
                                                                     : get_named (certs, words[0]),
                                     words[1]);
  sgn_anchors_set_disallowed (anchors, disallowed);
}

static SgnAnchors *
make_anchors (const Row *row, const Certs *certs)
{
  TestCert *listed = row->shape == LOWER_LISTED ? certs->lower : certs->root;
  const ListedSpec specs[] = {
    { listed->certificate, row->root },
    { certs->other->certificate, row->other_root },
  };
  g_autoptr (SgnRootList) roots = list_spec_roots (specs, G_N_ELEMENTS (specs));
  g_autoptr (SgnAnchors) known = sgn_anchors_new ();
  SgnAnchors *anchors = sgn_anchors_new ();

  sgn_anchors_set_windows (anchors, roots);
  if (row->disallowed != NULL)
    disallow (row, certs, anchors);
  if (row->shape == PERSON)
    sgn_anchors_add (anchors, certs->root->certificate);
  if (row->shape == ROOT_KNOWN) {
    sgn_anchors_add (known, certs->root->certificate);
    sgn_anchors_set_known (anchors, known);
  }
  return anchors;
}

static void
test_decision (gconstpointer data)
{
  const Row *row = data;
  Certs certs;
  g_autoptr (GPtrArray) inside = NULL;
  g_autoptr (SgnAnchors) anchors = NULL;
  g_autoptr (SgnChain) chain = NULL;

  make_all (row, &certs);
  inside = list_inside (row, &certs);
  anchors = make_anchors (row, &certs);
  chain = sgn_chain_build (anchors,
                           certs.leaf->certificate,
                           inside,
                           row->purpose,
                           list_spec_time (row->time));
  g_assert_cmpstr (sgn_chain_status_to_id (chain->status), ==, row->expected);
  g_assert_cmpuint (chain->position, <, chain->certificates->len);
  if (chain->status == SGN_CHAIN_TRUSTED)
    g_assert_cmpint (chain->listed, ==, row->shape != PERSON);
  free_all (&certs);
}

static void
test_enough_rows (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (rows), >=, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_strdup_printf ("/decisions/%03u/%s", i + 1, rows[i].expected);

    g_test_add_data_func (name, &rows[i], test_decision);
  }
  g_test_add_func ("/decisions/enough", test_enough_rows);
  return g_test_run ();
}
