/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/certificates/chain-link.h"

typedef struct {
  TestCert *root;
  TestCert *intermediate;
  TestCert *leaf;
} People;

static void
people_init (People *self)
{
  self->root = test_root_new ("Example Root");
  self->intermediate = test_intermediate_new (self->root, "Example CA");
  self->leaf = test_signer_new (self->intermediate, "Example GmbH", NULL);
}

static void
people_clear (People *self)
{
  test_cert_free (self->root);
  test_cert_free (self->intermediate);
  test_cert_free (self->leaf);
}

static GPtrArray *
create_links (const People *people, SgnChainStatus status, guint size, guint position)
{
  TestCert *all[] = { people->leaf, people->intermediate, people->root };
  g_autoptr (GPtrArray) certificates = g_ptr_array_new ();
  SgnChain chain = { .status = status, .certificates = certificates, .position = position };

  for (guint i = 0; i < size; i++)
    g_ptr_array_add (certificates, all[i]->certificate);
  return sgn_chain_links_new (&chain, SGN_LEAF_PUBLISHER);
}

static void
assert_link (GPtrArray *links, guint position, const char *role, const char *name, const char *mark)
{
  const SgnChainLink *link = g_ptr_array_index (links, position);

  g_assert_cmpstr (link->role, ==, role);
  g_assert_cmpstr (link->name, ==, name);
  g_assert_cmpstr (link->mark, ==, mark);
}

static void
test_trusted (void)
{
  People people;
  g_autoptr (GPtrArray) links = NULL;
  g_autofree char *words = NULL;

  people_init (&people);
  links = create_links (&people, SGN_CHAIN_TRUSTED, 3, 0);
  g_assert_cmpuint (links->len, ==, 3);
  assert_link (links, 0, "Publisher", "Example GmbH", NULL);
  assert_link (links, 1, "Certificate authority", "Example CA", NULL);
  assert_link (links, 2, "Root certificate", "Example Root", "Trusted");
  words = sgn_chain_link_describe (g_ptr_array_index (links, 2));
  g_assert_true (g_str_has_prefix (words, "Root certificate: Example Root, until "));
  g_assert_true (g_str_has_suffix (words, ", Trusted"));
  people_clear (&people);
}

/* What is missing is drawn as well, under the name the last certificate gives. */
static void
test_incomplete (void)
{
  People people;
  g_autoptr (GPtrArray) links = NULL;
  const SgnChainLink *missing;

  people_init (&people);
  links = create_links (&people, SGN_CHAIN_INCOMPLETE, 2, 1);
  g_assert_cmpuint (links->len, ==, 3);
  assert_link (links, 2, "Issuer", "Example Root", "Unknown");
  missing = g_ptr_array_index (links, 2);
  g_assert_null (missing->certificate);
  g_assert_cmpint (missing->look, ==, SGN_LOOK_WARN);
  people_clear (&people);
}

/* Nothing but a trusted chain ever looks good or says "Trusted". */
static void
test_faults (void)
{
  People people;

  people_init (&people);
  for (SgnChainStatus status = SGN_CHAIN_INCOMPLETE; status <= SGN_CHAIN_DISALLOWED; status++) {
    g_autoptr (GPtrArray) links = create_links (&people, status, 3, 1);
    guint marked = 0;

    for (guint i = 0; i < links->len; i++) {
      const SgnChainLink *link = g_ptr_array_index (links, i);

      g_assert_cmpint (link->look, !=, SGN_LOOK_GOOD);
      g_assert_cmpstr (link->mark, !=, "Trusted");
      marked += link->mark != NULL;
    }
    g_assert_cmpuint (marked, ==, 1);
  }
  people_clear (&people);
}

static void
test_odd (void)
{
  People people;
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GPtrArray) outside = NULL;
  g_autoptr (GPtrArray) single = NULL;

  people_init (&people);
  empty = create_links (&people, SGN_CHAIN_INVALID, 0, 7);
  g_assert_cmpuint (empty->len, ==, 0);
  outside = create_links (&people, SGN_CHAIN_EXPIRED, 2, 7);
  assert_link (outside, 1, "Certificate authority", "Example CA", "Expired");
  single = sgn_chain_links_new_for_certificate (people.leaf->certificate, SGN_LEAF_TIMESTAMP);
  assert_link (single, 0, "Timestamp server", "Example GmbH", NULL);
  people_clear (&people);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain-link/trusted", test_trusted);
  g_test_add_func ("/chain-link/incomplete", test_incomplete);
  g_test_add_func ("/chain-link/faults", test_faults);
  g_test_add_func ("/chain-link/odd", test_odd);
  return g_test_run ();
}
