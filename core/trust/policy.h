/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/chain.h"

/* How a path ended. */
typedef enum {
  SGN_PATH_ANCHORED, /* the last certificate is a trusted root */
  SGN_PATH_ROOT,     /* the last certificate is a root that is not trusted */
  SGN_PATH_OPEN,     /* the issuer of the last certificate was not found */
} SgnPathEnd;

/* Sets all members of @chain except the certificates. The status is the most serious problem, at
 * the certificate closest to the leaf. @time is in seconds since the Unix epoch. */
void sgn_policy_grade (SgnChain *chain, SgnPathEnd end, SgnPurpose purpose, gint64 time);

/* Whether @a is a more serious result than @b. */
gboolean sgn_policy_is_worse (SgnChainStatus a, SgnChainStatus b);
