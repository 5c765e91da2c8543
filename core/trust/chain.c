/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-chain"

/* The result of building a chain, and the stable words for its status. */

#include "config.h"

#include "core/trust/chain.h"

static gpointer
copy_certificate (gconstpointer certificate, gpointer user_data)
{
  return g_object_ref ((gpointer) certificate);
}

gboolean
sgn_chain_lacks_intermediate (const SgnChain *self)
{
  return self->status == SGN_CHAIN_INCOMPLETE && self->certificates->len == 1;
}

SgnChain *
sgn_chain_copy (const SgnChain *self)
{
  SgnChain *copy = g_memdup2 (self, sizeof *self);

  copy->certificates = g_ptr_array_copy (self->certificates, copy_certificate, NULL);
  return copy;
}

void
sgn_chain_free (SgnChain *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->certificates);
  g_free (self);
}

const char *
sgn_chain_status_to_id (SgnChainStatus status)
{
  switch (status) {
  case SGN_CHAIN_TRUSTED:
    return "trusted";
  case SGN_CHAIN_INCOMPLETE:
    return "incomplete";
  case SGN_CHAIN_UNTRUSTED_ROOT:
    return "untrusted-root";
  case SGN_CHAIN_SELF_SIGNED:
    return "self-signed";
  case SGN_CHAIN_EXPIRED:
    return "expired";
  case SGN_CHAIN_NOT_YET_VALID:
    return "not-yet-valid";
  case SGN_CHAIN_WRONG_USAGE:
    return "wrong-usage";
  case SGN_CHAIN_INVALID:
    return "invalid";
  case SGN_CHAIN_EXPLICIT_CURVE:
    return "explicit-curve";
  case SGN_CHAIN_TOO_WEAK:
    return "too-weak";
  case SGN_CHAIN_ROOT_USAGE:
    return "root-usage";
  case SGN_CHAIN_ROOT_CLOSED:
    return "root-closed";
  case SGN_CHAIN_ROOT_RETIRED:
    return "root-retired";
  case SGN_CHAIN_DISALLOWED:
    return "disallowed";
  default:
    return "invalid";
  }
}
