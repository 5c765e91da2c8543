/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/budget.h"
#include "core/revocation/list.h"
#include "tests/support/test-crl.h"

/* One list by itself. */

typedef struct {
  TestCert *root;
  TestCert *leaf;
  GBytes *der;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->root = test_root_new ("Root");
  f->leaf = test_signer_new (f->root, "Leaf", NULL);
  f->der = test_crl_new (f->root, &(TestCrlSpec){ .revoked = f->leaf, .n_others = 5 });
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_bytes_unref (f->der);
  test_cert_free (f->leaf);
  test_cert_free (f->root);
}

/* What follows a list would be covered by no signature. */
static void
test_exactly_one (Fixture *f, gconstpointer unused)
{
  gsize size = g_bytes_get_size (f->der);
  g_autofree guint8 *octets = g_malloc0 (size + 1);
  g_autoptr (SgnRevocationList) list = NULL;

  memcpy (octets, g_bytes_get_data (f->der, NULL), size);
  g_assert_null (sgn_revocation_list_new (octets, size + 1));
  g_assert_null (sgn_revocation_list_new (octets, size - 1));
  list = sgn_revocation_list_new (octets, size);
  g_assert_nonnull (list);
}

/* CVE-2020-0601: no computing on a curve that the file defines. */
static void
test_explicit_curve (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Root", .ca = TRUE, .key_type = "ec-explicit" };
  g_autoptr (TestCert) forged = test_cert_new (NULL, &spec);
  g_autoptr (GBytes) der = test_crl_new (forged, &(TestCrlSpec){ 0 });
  g_autoptr (SgnRevocationList)
      list = sgn_revocation_list_new (g_bytes_get_data (der, NULL), g_bytes_get_size (der));

  g_assert_false (sgn_revocation_list_is_signed_by (list, forged->certificate));
}

/* Whoever gave up waiting gets no yes; that answer is not kept for those who ask later. */
static void
test_cancelled (Fixture *f, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SgnRevocationList)
      list = sgn_revocation_list_new (g_bytes_get_data (f->der, NULL), g_bytes_get_size (f->der));
  SgnBudget budget;

  g_cancellable_cancel (cancellable);
  sgn_budget_begin_unlimited (&budget, cancellable);
  g_assert_false (sgn_revocation_list_is_signed_by (list, f->root->certificate));
  g_assert_false (sgn_budget_end (&budget, NULL));
  g_assert_true (sgn_revocation_list_is_signed_by (list, f->root->certificate));
}

/* Whatever octet is wrong: read or refused, never more. */
static void
test_flipped (Fixture *f, gconstpointer unused)
{
  gsize size;
  const guint8 *octets = g_bytes_get_data (f->der, &size);
  guint read = 0;

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = g_memdup2 (octets, size);
    g_autoptr (SgnRevocationList) list = NULL;
    SgnRevocationEntry entry;

    copy[i] ^= (guint8) (1 << (i % 8));
    list = sgn_revocation_list_new (copy, size);
    if (list == NULL)
      continue;
    read++;
    sgn_revocation_list_concerns (list, f->leaf->certificate);
    sgn_revocation_list_look_up (list, f->leaf->certificate, &entry);
    g_assert_false (sgn_revocation_list_is_of (list, X509_get_subject_name (f->root->x509)) &&
                    sgn_revocation_list_is_signed_by (list, f->root->certificate));
  }
  g_assert_cmpuint (read, >, 0);
  g_assert_cmpuint (read, <, size);
}

/* Hundreds of thousands are revoked at some authorities. */
static void
test_long (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes)
      der = test_crl_new (f->root, &(TestCrlSpec){ .revoked = f->leaf, .n_others = 50000 });
  g_autoptr (SgnRevocationList) list = NULL;
  SgnRevocationEntry entry;

  list = sgn_revocation_list_new (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  g_assert_true (sgn_revocation_list_is_signed_by (list, f->root->certificate));
  g_assert_true (sgn_revocation_list_look_up (list, f->leaf->certificate, &entry));
  g_assert_false (sgn_revocation_list_look_up (list, f->root->certificate, &entry));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation-list/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("exactly-one", test_exactly_one);
  ADD ("explicit-curve", test_explicit_curve);
  ADD ("cancelled", test_cancelled);
  ADD ("flipped", test_flipped);
  ADD ("long", test_long);
  return g_test_run ();
}
