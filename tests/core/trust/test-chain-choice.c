/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/trust/chain-fixture.h"

/* Which of several paths is taken, and how long one is looked for. */

/* The path over @others, which consumes them, goes through @expected. */
static void
assert_through (ChainFixture *f, TestCert *leaf, GPtrArray *others, TestCert *expected)
{
  g_autoptr (GPtrArray) list = others;
  g_autoptr (SgnChain) chain = chain_build (f, leaf, list, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpuint (chain->certificates->len, >, 1);
  g_assert_true (sgn_certificate_equal (chain->certificates->pdata[1], expected->certificate));
}

/* Of two that can be trusted, the one without SHA-1. */
static void
test_stronger_path (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) weak = test_cert_new (f->root,
                                             &(TestCertSpec){ .name = "Lower",
                                                              .key = f->lower->key,
                                                              .hash = "sha1",
                                                              .ca = TRUE });

  assert_through (f, f->leaf, test_certs_list (weak, f->lower, NULL), f->lower);
  assert_through (f, f->leaf, test_certs_list (f->lower, weak, NULL), f->lower);
}

/* Of several that lead nowhere, the one that leads furthest; of equals, the first in the file. */
static void
test_furthest_path (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Elsewhere");
  g_autoptr (TestCert) upper = test_intermediate_new (root, "Upper");
  g_autoptr (TestCert) lower = test_intermediate_new (upper, "Theirs");
  const TestCertSpec spec = { .name = "Theirs", .key = lower->key, .ca = TRUE };
  g_autoptr (TestCert) other_root = test_root_new ("Nowhere");
  g_autoptr (TestCert) alone = test_cert_new (other_root, &spec);
  g_autoptr (TestCert) twin = test_cert_new (other_root, &spec);
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);

  assert_through (f, leaf, test_certs_list (lower, alone, upper, NULL), lower);
  assert_through (f, leaf, test_certs_list (alone, lower, upper, NULL), lower);
  assert_through (f, leaf, test_certs_list (alone, twin, NULL), alone);
  assert_through (f, leaf, test_certs_list (twin, alone, NULL), twin);
  assert_through (f, leaf, test_certs_list (alone, twin, other_root, NULL), alone);
  assert_through (f, leaf, test_certs_list (twin, alone, other_root, NULL), twin);
}

/* Neither its name nor its key have anything to do with the leaf. */
static void
test_unrelated_explicit_curve (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) stray = test_cert_new (NULL,
                                              &(TestCertSpec){ .name = "Stray",
                                                               .ca = TRUE,
                                                               .key_type = "ec-explicit" });

  chain_assert_status (f, f->leaf, test_certs_list (stray, NULL), SGN_CHAIN_INCOMPLETE, 0);
}

/* @count forgeries with the name of the issuer of the leaf, before its own certificate. */
static GPtrArray *
forge_issuers (ChainFixture *f, guint count, const char *key_type)
{
  g_autoptr (TestCert)
      forged = test_cert_new (NULL,
                              &(TestCertSpec){ .name = "Lower", .key_type = key_type, .ca = TRUE });
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count; i++) {
    g_autoptr (TestCert)
        again = test_cert_new (NULL,
                               &(TestCertSpec){ .name = "Lower", .key = forged->key, .ca = TRUE });

    g_ptr_array_add (list, g_object_ref (again->certificate));
  }
  g_ptr_array_add (list, g_object_ref (f->lower->certificate));
  return list;
}

/* No more than 200 signatures are verified, two of which the right path needs. */
static void
test_many_verifications (ChainFixture *f, gconstpointer unused)
{
  chain_assert_status (f, f->leaf, forge_issuers (f, 198, NULL), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, f->leaf, forge_issuers (f, 199, NULL), SGN_CHAIN_INCOMPLETE, 1);
}

/* Keys on curves of their own are never computed with, so only the number of paths bounds them. */
static void
test_many_paths (ChainFixture *f, gconstpointer unused)
{
  const char *type = "ec-explicit";

  chain_assert_status (f, f->leaf, forge_issuers (f, 199, type), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, f->leaf, forge_issuers (f, 200, type), SGN_CHAIN_EXPLICIT_CURVE, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/chain-choice/" name, ChainFixture, NULL, chain_set_up, func, chain_tear_down)
  ADD ("stronger", test_stronger_path);
  ADD ("furthest", test_furthest_path);
  ADD ("unrelated-explicit-curve", test_unrelated_explicit_curve);
  ADD ("many-verifications", test_many_verifications);
  ADD ("many-paths", test_many_paths);
  return g_test_run ();
}
