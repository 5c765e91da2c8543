/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

/* The limits for reading one file. Its author chooses how much has to be read, hashed and
 * computed. Each of these has a limit elsewhere; the budget limits their sum, so that no
 * combination adds up. */
typedef enum {
  SGN_COST_BYTES,      /* read, inflated or hashed; grows with the size of the file */
  SGN_COST_MEMORY,     /* bytes kept */
  SGN_COST_SIGNATURES, /* SignedData and SignerInfo, including those of timestamps */
  SGN_COST_CERTIFICATES,
  SGN_COST_WORK, /* computing with keys and comparing, in roughly nanoseconds */
  SGN_N_COSTS
} SgnCost;

typedef struct _SgnBudget SgnBudget;

struct _SgnBudget {
  guint64 left[SGN_N_COSTS];
  GCancellable *cancellable; /* (nullable) */
  gboolean is_exceeded;
  SgnBudget *outer; /* the budget of this thread before */
};

/* Makes this the budget of the thread until sgn_budget_end(), as a GCancellable can be the current
 * one of a thread: code far below checks it, and whether @cancellable was cancelled, without a
 * parameter. @size of the file is in bytes. */
void sgn_budget_begin (SgnBudget *self, guint64 size, GCancellable *cancellable);
/* The same without limits, only for @cancellable. */
void sgn_budget_begin_unlimited (SgnBudget *self, GCancellable *cancellable);
/* FALSE if anything was refused since the begin, even if nobody passed the error on. */
gboolean sgn_budget_end (SgnBudget *self, GError **error);

/* Adds the size in bytes of another file that is read along with this one. */
void sgn_budget_allow (guint64 size);

/* Call this before the effort. TRUE if the thread has no budget. FALSE if too much was requested
 * (SGN_ERROR_TOO_COSTLY) or if cancelled, and for all later calls. */
gboolean sgn_budget_spend (SgnCost cost, guint64 amount, GError **error);
/* The cost of verifying one signature with @key. */
gboolean sgn_budget_spend_key (EVP_PKEY *key, GError **error);
