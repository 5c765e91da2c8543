/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/chain.h"

#include <glib/gi18n.h>

#include "core/base/text.h"
#include "core/identity/make/join.h"
#include "core/identity/read/source.h"
#include "core/trust/aia.h"

void
sgn_chain_option_append (GPtrArray *list, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (list, g_object_ref (more->pdata[i]));
}

static void
tell_left_out (SgnIdentity *identity, SgnCertificate *certificate)
{
  SgnCertificate *root = sgn_identity_get_root (identity);
  const char *name = sgn_certificate_get_name (certificate);

  if (sgn_certificate_equal (sgn_identity_get_certificate (identity), certificate) ||
      sgn_certificate_is_among (certificate, sgn_identity_get_chain (identity)))
    return;
  if (root != NULL && sgn_certificate_equal (root, certificate))
    /* Translators: the name of a certificate */
    g_printerr (_ ("Not embedded: %s. Root certificates must already be known where the signature "
                   "is checked.\n"),
                name);
  else
    /* Translators: the name of a certificate */
    g_printerr (_ ("Not embedded: %s. It did not issue any of the signer’s certificates.\n"), name);
}

void
sgn_chain_option_tell_left_out (SgnIdentity *identity, GPtrArray *chain)
{
  for (guint i = 0; i < chain->len; i++) {
    g_autoptr (GPtrArray) certificates = sgn_certificates_load (chain->pdata[i], NULL);

    for (guint j = 0; certificates != NULL && j < certificates->len; j++)
      tell_left_out (identity, certificates->pdata[j]);
  }
}

gboolean
sgn_chain_option_complete_certificate (SgnCertificate *certificate,
                                       GPtrArray *chain,
                                       GError **error)
{
  g_autoptr (GPtrArray) fetched = sgn_aia_fetch (certificate, chain, NULL, NULL, error);

  if (fetched == NULL)
    return FALSE;
  for (guint i = 0; i < fetched->len; i++) {
    SgnCertificate *issuer = fetched->pdata[i];

    if (sgn_certificate_is_among (issuer, chain))
      continue;
    g_ptr_array_add (chain, g_object_ref (issuer));
    g_printerr (_ ("Downloaded: %s\n"), sgn_certificate_get_name (issuer));
  }
  return TRUE;
}

static gboolean
complete (SgnIdentity **identity, GError **error)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (*identity);
  SgnCertificate *root = sgn_identity_get_root (*identity);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  SgnIdentity *extended;

  sgn_chain_option_append (chain, sgn_identity_get_chain (*identity));
  if (root != NULL)
    g_ptr_array_add (chain, g_object_ref (root));
  if (!sgn_chain_option_complete_certificate (certificate, chain, error))
    return FALSE;
  extended = sgn_identity_extend (*identity, chain, error);
  if (extended == NULL)
    return FALSE;
  g_object_unref (*identity);
  *identity = extended;
  return TRUE;
}

gboolean
sgn_chain_option_complete (GPtrArray *identities, GError **error)
{
  for (guint i = 0; i < identities->len; i++)
    if (!complete ((SgnIdentity **) &identities->pdata[i], error))
      return FALSE;
  return TRUE;
}
