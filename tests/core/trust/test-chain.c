/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/trust/chain-fixture.h"

/* Which certificates a path is made of. */

static void
test_trusted (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->leaf, f->lower, f->root, NULL);
  g_autoptr (SgnChain) chain = chain_build (f, f->leaf, others, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpint (chain->status, ==, SGN_CHAIN_TRUSTED);
  g_assert_cmpuint (chain->certificates->len, ==, 3);
  g_assert_true (sgn_certificate_equal (chain->certificates->pdata[2], f->root->certificate));
  g_assert_false (chain->weak);
  g_assert_false (chain->lifetime);
}

static void
test_nobody_believed (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, f->root, NULL);
  g_autoptr (SgnChain) chain = sgn_chain_build (NULL,
                                                f->leaf->certificate,
                                                others,
                                                SGN_PURPOSE_CODE_SIGNING,
                                                f->now);

  g_assert_nonnull (chain);
  g_assert_cmpint (chain->status, ==, SGN_CHAIN_UNTRUSTED_ROOT);
}

/* Root certificates are not part of signatures; only without the issuer's there is a gap. */
static void
test_lacks_intermediate (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, NULL);
  g_autoptr (GPtrArray) roots = test_certs_list (f->root, NULL);
  const struct {
    TestCert *leaf;
    GPtrArray *others;
    SgnAnchors *anchors;
    gboolean lacks;
  } cases[] = {
    { f->leaf, NULL, f->anchors, TRUE },    { f->leaf, roots, f->anchors, TRUE },
    { f->leaf, others, f->anchors, FALSE }, { f->leaf, others, NULL, FALSE },
    { f->root, NULL, f->anchors, FALSE },   { f->root, NULL, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnChain) chain = sgn_chain_build (cases[i].anchors,
                                                  cases[i].leaf->certificate,
                                                  cases[i].others,
                                                  SGN_PURPOSE_CODE_SIGNING,
                                                  f->now);

    g_assert_cmpint (sgn_chain_lacks_intermediate (chain), ==, cases[i].lacks);
  }
}

static void
test_root_from_anchors (ChainFixture *f, gconstpointer unused)
{
  chain_assert_status (f, f->leaf, test_certs_list (f->lower, NULL), SGN_CHAIN_TRUSTED, 0);
}

static void
test_missing_intermediate (ChainFixture *f, gconstpointer unused)
{
  chain_assert_status (f, f->leaf, NULL, SGN_CHAIN_INCOMPLETE, 0);
  chain_assert_status (f, f->leaf, test_certs_list (f->root, NULL), SGN_CHAIN_INCOMPLETE, 0);
}

static void
test_missing_upper (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Elsewhere");
  g_autoptr (TestCert) lower = test_intermediate_new (root, "Their CA");
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (lower, NULL), SGN_CHAIN_INCOMPLETE, 1);
}

static void
test_untrusted_root (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Other Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (root, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
}

/* The name of a good root on another key. */
static void
test_forged_root (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forged = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (forged, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (forged, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
  chain_assert_status (f, leaf, NULL, SGN_CHAIN_INCOMPLETE, 0);
}

/* The key of a good root in another certificate is not that root. */
static void
test_root_key_reused (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert)
      twin = test_cert_new (NULL,
                            &(TestCertSpec){ .name = "Twin", .key = f->root->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (twin, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (twin, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
}

static void
test_self_signed (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", NULL);

  chain_assert_status (f, leaf, NULL, SGN_CHAIN_SELF_SIGNED, 0);
  sgn_anchors_add (f->anchors, leaf->certificate);
  chain_assert_status (f, leaf, NULL, SGN_CHAIN_TRUSTED, 0);
}

/* CVE-2020-0601: a root's name on a curve of one's own. */
static void
test_explicit_curve (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forged = test_cert_new (NULL,
                                               &(TestCertSpec){ .name = "Root",
                                                                .ca = TRUE,
                                                                .key_type = "ec-explicit" });
  g_autoptr (TestCert) leaf = test_signer_new (forged, "Leaf", NULL);
  g_autoptr (TestCert) own = test_signer_new (f->lower, "Own", "ec-explicit");

  chain_assert_status (f, leaf, test_certs_list (forged, NULL), SGN_CHAIN_EXPLICIT_CURVE, 1);
  chain_assert_status (f, own, test_certs_list (f->lower, NULL), SGN_CHAIN_EXPLICIT_CURVE, 0);
  sgn_anchors_add (f->anchors, forged->certificate);
  chain_assert_status (f, leaf, NULL, SGN_CHAIN_EXPLICIT_CURVE, 1);
}

static void
test_duplicate_names (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forged = test_root_new ("Lower");
  g_autoptr (TestCert) renewed = test_cert_new (f->root,
                                                &(TestCertSpec){ .name = "Lower",
                                                                 .key = f->lower->key,
                                                                 .ca = TRUE });
  g_autoptr (TestCert) expired = test_cert_new (f->root,
                                                &(TestCertSpec){ .name = "Lower",
                                                                 .key = f->lower->key,
                                                                 .ca = TRUE,
                                                                 .not_before = f->now - 20 * DAY,
                                                                 .not_after = f->now - 10 * DAY });

  chain_assert_status (f,
                       f->leaf,
                       test_certs_list (forged, expired, renewed, NULL),
                       SGN_CHAIN_TRUSTED,
                       0);
  chain_assert_status (f, f->leaf, test_certs_list (forged, expired, NULL), SGN_CHAIN_EXPIRED, 1);
}

/* A root nobody knows yet, certified by one that is known. */
static void
test_cross_signed (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) young = test_root_new ("Young");
  g_autoptr (TestCert)
      cross = test_cert_new (f->root,
                             &(TestCertSpec){ .name = "Young", .key = young->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (young, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (young, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
  chain_assert_status (f, leaf, test_certs_list (young, cross, NULL), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, leaf, test_certs_list (cross, young, NULL), SGN_CHAIN_TRUSTED, 0);
}

/* A root with a new key, certified by the old one: self-issued, but not self-signed (RFC 5280,
 * 3.2). */
static void
test_new_root_key (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) renewed = test_intermediate_new (f->root, "Root");
  g_autoptr (TestCert) leaf = test_signer_new (renewed, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (renewed, NULL), SGN_CHAIN_TRUSTED, 0);
}

static void
test_loop (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) a = test_root_new ("A");
  g_autoptr (TestCert) b = test_root_new ("B");
  g_autoptr (TestCert)
      a_by_b = test_cert_new (b, &(TestCertSpec){ .name = "A", .key = a->key, .ca = TRUE });
  g_autoptr (TestCert)
      b_by_a = test_cert_new (a, &(TestCertSpec){ .name = "B", .key = b->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (a, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (a_by_b, b_by_a, NULL), SGN_CHAIN_INCOMPLETE, 2);
}

/* Forty certificates of one name, each certifying the next: paths without end but for the bounds.
 */
static void
test_maze (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) a = test_root_new ("Maze");
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TestCert) leaf = test_signer_new (a, "Leaf", NULL);
  g_autoptr (SgnChain) chain = NULL;
  gint64 start;

  for (guint i = 0; i < 40; i++) {
    TestCertSpec spec = { .name = "Maze", .key = a->key, .ca = TRUE };
    g_autoptr (TestCert) again = NULL;

    again = test_cert_new (a, &spec);
    g_ptr_array_add (others, g_object_ref (again->certificate));
  }
  start = g_get_monotonic_time ();
  chain = chain_build (f, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->now);
  g_assert_cmpint (chain->status, ==, SGN_CHAIN_UNTRUSTED_ROOT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_too_deep (ChainFixture *f, gconstpointer unused)
{
  TestCert *certs[15];
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TestCert) leaf = NULL;

  certs[0] = f->root;
  for (guint i = 1; i < G_N_ELEMENTS (certs); i++) {
    g_autofree char *name = g_strdup_printf ("CA %u", i);

    certs[i] = test_intermediate_new (certs[i - 1], name);
    g_ptr_array_add (others, g_object_ref (certs[i]->certificate));
  }
  leaf = test_signer_new (certs[G_N_ELEMENTS (certs) - 1], "Leaf", NULL);
  chain_assert_status (f, leaf, g_steal_pointer (&others), SGN_CHAIN_INCOMPLETE, 9);
  for (guint i = 1; i < G_N_ELEMENTS (certs); i++)
    test_cert_free (certs[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/chain/" name, ChainFixture, NULL, chain_set_up, func, chain_tear_down)
  ADD ("trusted", test_trusted);
  ADD ("nobody-believed", test_nobody_believed);
  ADD ("lacks-intermediate", test_lacks_intermediate);
  ADD ("root-from-anchors", test_root_from_anchors);
  ADD ("missing-intermediate", test_missing_intermediate);
  ADD ("missing-upper", test_missing_upper);
  ADD ("untrusted-root", test_untrusted_root);
  ADD ("forged-root", test_forged_root);
  ADD ("root-key-reused", test_root_key_reused);
  ADD ("self-signed", test_self_signed);
  ADD ("explicit-curve", test_explicit_curve);
  ADD ("duplicate-names", test_duplicate_names);
  ADD ("cross-signed", test_cross_signed);
  ADD ("new-root-key", test_new_root_key);
  ADD ("loop", test_loop);
  ADD ("maze", test_maze);
  ADD ("too-deep", test_too_deep);
  return g_test_run ();
}
