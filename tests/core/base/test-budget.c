/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-budget"

#include "config.h"

#include "core/base/budget.h"
#include "core/base/error.h"
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "core/base/openssl.h"

#define PLENTY (G_MAXUINT64 / 2)

static void
test_none (void)
{
  g_assert_true (sgn_budget_spend (SGN_COST_BYTES, PLENTY, NULL));
  sgn_budget_allow (1);
}

/* Whatever runs out, everything is refused from then on, and the end says so. */
static void
test_exceeded (void)
{
  for (SgnCost cost = 0; cost < SGN_N_COSTS; cost++) {
    SgnBudget budget;
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) last = NULL;

    sgn_budget_begin (&budget, 1000, NULL);
    g_assert_true (sgn_budget_spend (cost, 1, &error));
    g_assert_false (sgn_budget_spend (cost, PLENTY, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_TOO_COSTLY);
    for (SgnCost other = 0; other < SGN_N_COSTS; other++)
      g_assert_false (sgn_budget_spend (other, 0, NULL));
    g_assert_false (sgn_budget_end (&budget, &last));
    g_assert_error (last, SGN_ERROR, SGN_ERROR_TOO_COSTLY);
  }
  g_assert_true (sgn_budget_spend (SGN_COST_BYTES, PLENTY, NULL));
}

/* Many small efforts are as one large one; a large file may cost more. */
static void
test_adds_up (void)
{
  SgnBudget budget;
  guint64 spent = 0;

  sgn_budget_begin (&budget, 0, NULL);
  while (sgn_budget_spend (SGN_COST_BYTES, 1024 * 1024, NULL))
    spent += 1024 * 1024;
  g_assert_cmpuint (spent, >=, 64 * 1024 * 1024);
  g_assert_false (sgn_budget_end (&budget, NULL));

  sgn_budget_begin (&budget, spent, NULL);
  g_assert_true (sgn_budget_spend (SGN_COST_BYTES, 4 * spent, NULL));
  g_assert_true (sgn_budget_end (&budget, NULL));
}

static void
test_inside (void)
{
  SgnBudget outer;
  SgnBudget inner;

  sgn_budget_begin_unlimited (&outer, NULL);
  sgn_budget_begin (&inner, 0, NULL);
  g_assert_false (sgn_budget_spend (SGN_COST_MEMORY, PLENTY, NULL));
  g_assert_false (sgn_budget_end (&inner, NULL));
  g_assert_true (sgn_budget_spend (SGN_COST_MEMORY, PLENTY, NULL));
  g_assert_true (sgn_budget_end (&outer, NULL));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) last = NULL;
  SgnBudget budget;

  sgn_budget_begin_unlimited (&budget, cancellable);
  g_assert_true (sgn_budget_spend (SGN_COST_WORK, 1, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (sgn_budget_spend (SGN_COST_WORK, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (sgn_budget_end (&budget, &last));
  g_assert_error (last, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
spend_elsewhere (gpointer data)
{
  return GINT_TO_POINTER (sgn_budget_spend (SGN_COST_WORK, PLENTY, NULL));
}

static void
test_threads (void)
{
  SgnBudget budget;

  sgn_budget_begin (&budget, 0, NULL);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (g_thread_new (NULL, spend_elsewhere, NULL))));
  g_assert_true (sgn_budget_end (&budget, NULL));
}

static EVP_PKEY *
make_rsa (guint bits, const char *exponent)
{
  g_autofree char *modulus = g_strnfill (bits / 4, 'f');
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  OSSL_PARAM *parameters;
  BIGNUM *n = NULL;
  BIGNUM *e = NULL;
  EVP_PKEY *key = NULL;

  BN_hex2bn (&n, modulus);
  BN_hex2bn (&e, exponent);
  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n);
  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e);
  parameters = OSSL_PARAM_BLD_to_param (builder);
  g_assert_cmpint (EVP_PKEY_fromdata_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters), ==, 1);
  OSSL_PARAM_free (parameters);
  OSSL_PARAM_BLD_free (builder);
  BN_free (n);
  BN_free (e);
  return key;
}

static guint
count_uses (EVP_PKEY *key)
{
  SgnBudget budget;
  guint count = 0;

  sgn_budget_begin (&budget, 0, NULL);
  while (count < 2000 && sgn_budget_spend_key (key, NULL))
    count++;
  sgn_budget_end (&budget, NULL);
  return count;
}

/* Usual keys may be used as often as any file needs, others only as long as it takes no longer. */
static void
test_keys (void)
{
  g_autofree char *huge = g_strnfill (3072 / 4, 'd');
  g_autoptr (EVP_PKEY) usual = make_rsa (4096, "10001");
  g_autoptr (EVP_PKEY) large = make_rsa (16384, "10001");
  g_autoptr (EVP_PKEY) slow = make_rsa (16384, "ffffffffffffffff");
  g_autoptr (EVP_PKEY) slower = make_rsa (3072, huge);
  g_autoptr (EVP_PKEY) curve = EVP_EC_gen ("P-256");

  g_assert_cmpuint (count_uses (usual), ==, 2000);
  g_assert_cmpuint (count_uses (large), >=, 300);
  g_assert_cmpuint (count_uses (slow), <, 500);
  g_assert_cmpuint (count_uses (slower), <, 500);
  g_assert_cmpuint (count_uses (curve), >=, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/budget/none", test_none);
  g_test_add_func ("/budget/exceeded", test_exceeded);
  g_test_add_func ("/budget/adds-up", test_adds_up);
  g_test_add_func ("/budget/inside", test_inside);
  g_test_add_func ("/budget/cancelled", test_cancelled);
  g_test_add_func ("/budget/threads", test_threads);
  g_test_add_func ("/budget/keys", test_keys);
  return g_test_run ();
}
