/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/chain-link.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

static void
free_link (gpointer data)
{
  SgnChainLink *self = data;

  g_clear_object (&self->certificate);
  g_free (self->role);
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

static const char *
get_leaf_role (SgnLeaf leaf)
{
  return leaf == SGN_LEAF_TIMESTAMP ? _ ("Timestamp server") : _ ("Publisher");
}

static const char *
get_issuer_role (SgnCertificate *certificate)
{
  return sgn_certificate_is_self_issued (certificate) ? _ ("Root certificate")
                                                      : _ ("Certificate authority");
}

static SgnChainLink *
add_link (GPtrArray *links, SgnCertificate *certificate, const char *role)
{
  SgnChainLink *self = g_new0 (SgnChainLink, 1);
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (certificate));

  self->certificate = g_object_ref (certificate);
  self->role = g_strdup (role);
  self->name = g_strdup (sgn_certificate_get_name (certificate));
  /* Translators: a date */
  self->note = g_strdup_printf (_ ("until %s"), date);
  g_ptr_array_add (links, self);
  return self;
}

static void
add_missing (GPtrArray *links, SgnCertificate *last)
{
  SgnChainLink *self = g_new0 (SgnChainLink, 1);

  self->role = g_strdup (_ ("Issuer"));
  self->name = g_strdup (sgn_certificate_get_issuer_name (last));
  self->note = g_strdup (_ ("not on this computer"));
  self->mark = C_ ("certificate", "Unknown");
  self->look = SGN_LOOK_WARN;
  g_ptr_array_add (links, self);
}

/* What is wrong with the certificate the status is about. */
static const char *
get_fault (SgnChainStatus status)
{
  switch (status) {
  case SGN_CHAIN_UNTRUSTED_ROOT:
  case SGN_CHAIN_SELF_SIGNED:
    return C_ ("certificate", "Not trusted");
  case SGN_CHAIN_EXPIRED:
    return C_ ("certificate", "Expired");
  case SGN_CHAIN_NOT_YET_VALID:
    return C_ ("certificate", "Not valid yet");
  case SGN_CHAIN_WRONG_USAGE:
    return C_ ("certificate", "Not for this use");
  case SGN_CHAIN_EXPLICIT_CURVE:
    return C_ ("certificate", "Forged");
  case SGN_CHAIN_TOO_WEAK:
    return C_ ("certificate", "Too weak");
  case SGN_CHAIN_ROOT_USAGE:
    return C_ ("certificate", "Not for this use");
  case SGN_CHAIN_ROOT_CLOSED:
  case SGN_CHAIN_ROOT_RETIRED:
    return C_ ("certificate", "No longer trusted");
  case SGN_CHAIN_DISALLOWED:
    return C_ ("certificate", "Disallowed");
  case SGN_CHAIN_TRUSTED:
  case SGN_CHAIN_INCOMPLETE:
  case SGN_CHAIN_INVALID:
  default:
    return C_ ("certificate", "Not valid");
  }
}

static void
mark_trusted (GPtrArray *links)
{
  SgnChainLink *root = g_ptr_array_index (links, links->len - 1);

  for (guint i = 0; i < links->len; i++)
    ((SgnChainLink *) g_ptr_array_index (links, i))->look = SGN_LOOK_GOOD;
  root->mark = C_ ("certificate", "Trusted");
}

static void
mark_fault (GPtrArray *links, const SgnChain *chain)
{
  guint position = chain->status == SGN_CHAIN_UNTRUSTED_ROOT ? links->len - 1 : chain->position;
  SgnChainLink *link = g_ptr_array_index (links, MIN (position, links->len - 1));

  link->mark = get_fault (chain->status);
  link->look = SGN_LOOK_WARN;
}

GPtrArray *
sgn_chain_links_new (const SgnChain *chain, SgnLeaf leaf)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (free_link);

  for (guint i = 0; i < chain->certificates->len; i++) {
    SgnCertificate *certificate = g_ptr_array_index (chain->certificates, i);

    add_link (links, certificate, i == 0 ? get_leaf_role (leaf) : get_issuer_role (certificate));
  }
  if (links->len == 0)
    return links;
  if (chain->status == SGN_CHAIN_TRUSTED)
    mark_trusted (links);
  else if (chain->status == SGN_CHAIN_INCOMPLETE)
    add_missing (links, g_ptr_array_index (chain->certificates, chain->certificates->len - 1));
  else
    mark_fault (links, chain);
  return links;
}

GPtrArray *
sgn_chain_links_new_for_certificate (SgnCertificate *certificate, SgnLeaf leaf)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (free_link);

  add_link (links, certificate, get_leaf_role (leaf));
  return links;
}

char *
sgn_chain_link_describe (const SgnChainLink *self)
{
  if (self->mark == NULL)
    /* Translators: what a certificate is for, its name, until when it is valid */
    return g_strdup_printf (_ ("%1$s: %2$s, %3$s"), self->role, self->name, self->note);
  /* Translators: what a certificate is for, its name, until when it is valid, "Trusted" */
  return g_strdup_printf (_ ("%1$s: %2$s, %3$s, %4$s"),
                          self->role,
                          self->name,
                          self->note,
                          self->mark);
}
