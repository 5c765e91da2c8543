/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

/* What reading one file may cost. Whoever made the file chose what has to be read, hashed and
 * computed, and each of these has a limit of its own somewhere; all of them together are bounded
 * here, so that no combination adds up. */
typedef enum {
  SGN_COST_BYTES,      /* read, inflated or hashed; grows with the size of the file */
  SGN_COST_MEMORY,     /* bytes kept */
  SGN_COST_SIGNATURES, /* SignedData and SignerInfo, also of timestamps */
  SGN_COST_CERTIFICATES,
  SGN_COST_WORK, /* computing with keys and comparing, in about nanoseconds */
  SGN_N_COSTS
} SgnCost;

typedef struct _SgnBudget SgnBudget;

struct _SgnBudget {
  guint64 left[SGN_N_COSTS];
  GCancellable *cancellable; /* (nullable) */
  gboolean is_exceeded;
  SgnBudget *outer; /* the thread's before */
};

/* From here to the end, it is the budget of this thread (as a GCancellable can be the current one):
 * loops far below see it, and with it that somebody cancelled, without handing it on. */
void sgn_budget_begin (SgnBudget *self, guint64 size, GCancellable *cancellable);
/* No limits, only to be cancelled. */
void sgn_budget_begin_unlimited (SgnBudget *self, GCancellable *cancellable);
/* FALSE when anything was refused meanwhile, also where nobody passed the error on. */
gboolean sgn_budget_end (SgnBudget *self, GError **error);

/* So many more bytes belong to what is read: another file beside. */
void sgn_budget_allow (guint64 size);

/* To be asked before the effort. TRUE where no budget is set; FALSE once too much was asked for
 * (SGN_ERROR_TOO_COSTLY) or when cancelled, and from then on always. */
gboolean sgn_budget_spend (SgnCost cost, guint64 amount, GError **error);
/* One signature checked with @key. */
gboolean sgn_budget_spend_key (EVP_PKEY *key, GError **error);
