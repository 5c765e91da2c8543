/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-windows-judge"
#include "config.h"

#include "core/trust/windows/judge.h"

#include "core/trust/policy.h"

static void
report (SgnChain *chain, SgnChainStatus status, guint position)
{
  if (!sgn_policy_is_worse (status, chain->status))
    return;
  chain->status = status;
  chain->position = position;
}

void
sgn_windows_judge_root (const SgnRootRule *rule, SgnChain *chain, gint64 time)
{
  SgnCertificate *leaf = chain->certificates->pdata[0];
  guint root = chain->certificates->len - 1;

  chain->listed = TRUE;
  if (rule->disabled_from != SGN_ROOT_RULE_NEVER)
    chain->root_retired_at = rule->disabled_from;
  if (!rule->allowed)
    report (chain, SGN_CHAIN_ROOT_USAGE, root);
  if (sgn_certificate_get_not_before (leaf) >= rule->not_before_from)
    report (chain, SGN_CHAIN_ROOT_CLOSED, root);
  if (time >= rule->disabled_from)
    report (chain, SGN_CHAIN_ROOT_RETIRED, root);
}

/* Links on an explicit curve are not verified, so anybody could have put the certificates above the
 * leaf there. */
void
sgn_windows_judge_disallowed (SgnDisallowed *disallowed, SgnChain *chain)
{
  gboolean verified = chain->status != SGN_CHAIN_EXPLICIT_CURVE;

  for (guint i = 0; i < (verified ? chain->certificates->len : 1); i++) {
    if (!sgn_disallowed_contains (disallowed, chain->certificates->pdata[i]))
      continue;
    chain->status = SGN_CHAIN_DISALLOWED;
    chain->position = i;
    return;
  }
}
