/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/chain.h"

/* How a path ended. */
typedef enum {
  SGN_PATH_ANCHORED, /* the last certificate is an anchor */
  SGN_PATH_ROOT,     /* the last one is a root that nobody believes */
  SGN_PATH_OPEN,     /* the issuer of the last one was not found */
} SgnPathEnd;

/* Sets all but the certificates of @chain: the worst of what is wrong, about the certificate
 * nearest to the leaf. */
void sgn_policy_grade (SgnChain *chain, SgnPathEnd end, SgnPurpose purpose, gint64 time);

/* Is @a a worse result than @b? */
gboolean sgn_policy_is_worse (SgnChainStatus a, SgnChainStatus b);
