/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-budget"

/* Limits what one file may cost in all. Limits for single fields do not help against files that
 * reach all of them at once, such as a thousand signatures, each over the whole file and with the
 * largest key. */

#include "config.h"

#include "core/base/budget.h"

#include <glib/gi18n-lib.h>
#include <openssl/core_names.h>
#include <openssl/err.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

#define MIB ((guint64) 1024 * 1024)

/* Less than a second of each, and far more than any real file needed. */
static const guint64 limits[SGN_N_COSTS] = {
  [SGN_COST_BYTES] = 512 * MIB,   [SGN_COST_MEMORY] = 256 * MIB,       [SGN_COST_SIGNATURES] = 1000,
  [SGN_COST_CERTIFICATES] = 2000, [SGN_COST_WORK] = 500 * 1000 * 1000,
};

/* A file is read and hashed several times: per algorithm, signature and catalog. */
#define PASSES 32
/* The tables of a container are a small part of the file. */
#define MEMORY_PART 8

/* The cost of verifying with an elliptic curve, per square of the bits of the field. Curves with
 * optimised code need far less. */
#define EC_FACTOR        12
#define UNKNOWN_KEY_WORK (1000 * 1000)

static GPrivate current = G_PRIVATE_INIT (NULL);

static void
begin (SgnBudget *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
  self->is_exceeded = FALSE;
  self->outer = g_private_get (&current);
  g_private_set (&current, self);
}

void
sgn_budget_begin (SgnBudget *self, guint64 size, GCancellable *cancellable)
{
  memcpy (self->left, limits, sizeof limits);
  begin (self, cancellable);
  sgn_budget_allow (size);
}

void
sgn_budget_begin_unlimited (SgnBudget *self, GCancellable *cancellable)
{
  for (guint i = 0; i < SGN_N_COSTS; i++)
    self->left[i] = G_MAXUINT64;
  begin (self, cancellable);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_TOO_COSTLY,
                       _ ("it requires more work than any real file"));
  return FALSE;
}

gboolean
sgn_budget_end (SgnBudget *self, GError **error)
{
  g_return_val_if_fail (g_private_get (&current) == self, FALSE);

  /* Budgets nest: a file inside a file may have its own. */
  g_private_set (&current, self->outer);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  return !self->is_exceeded || fail (error);
}

/* Saturates, so that no size is large enough to make the budget small again. */
static guint64
add (guint64 a, guint64 b)
{
  return a > G_MAXUINT64 - b ? G_MAXUINT64 : a + b;
}

void
sgn_budget_allow (guint64 size)
{
  SgnBudget *self = g_private_get (&current);

  if (self == NULL)
    return;
  self->left[SGN_COST_BYTES] = add (self->left[SGN_COST_BYTES],
                                    MIN (size, G_MAXUINT64 / PASSES) * PASSES);
  self->left[SGN_COST_MEMORY] = add (self->left[SGN_COST_MEMORY], size / MEMORY_PART);
}

gboolean
sgn_budget_spend (SgnCost cost, guint64 amount, GError **error)
{
  SgnBudget *self = g_private_get (&current);

  if (self == NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (amount > self->left[cost])
    self->is_exceeded = TRUE;
  /* From then on everything fails, so code that ignores one error cannot go on at full cost. */
  if (self->is_exceeded)
    return fail (error);
  self->left[cost] -= amount;
  return TRUE;
}

/* The owner of an RSA key can choose an exponent of any length. */
static guint64
get_exponent_bits (EVP_PKEY *key)
{
  BIGNUM *exponent = NULL;
  int bits = 0;

  if (EVP_PKEY_get_bn_param (key, OSSL_PKEY_PARAM_RSA_E, &exponent))
    bits = BN_num_bits (exponent);
  BN_free (exponent);
  return (guint64) MAX (bits, 16);
}

static guint64
estimate (EVP_PKEY *key)
{
  guint64 bits = (guint64) MAX (EVP_PKEY_get_bits (key), 0);
  guint64 words = bits / 64 + 1;

  switch (EVP_PKEY_get_base_id (key)) {
  case EVP_PKEY_RSA:
  case EVP_PKEY_RSA_PSS:
    /* Square-and-multiply: one multiplication of words² steps for each bit of the exponent. */
    return words * words * get_exponent_bits (key);
  /* two exponentiations, with exponents of at most 256 bits */
  case EVP_PKEY_DSA:
    return words * words * 2 * 256;
  case EVP_PKEY_EC:
    return bits * bits * EC_FACTOR;
  default:
    return UNKNOWN_KEY_WORK;
  }
}

gboolean
sgn_budget_spend_key (EVP_PKEY *key, GError **error)
{
  gboolean spent;

  if (g_private_get (&current) == NULL)
    return TRUE;
  spent = sgn_budget_spend (SGN_COST_WORK, estimate (key), error);
  ERR_clear_error ();
  return spent;
}
