/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/keep.h"

#include <glib/gi18n.h>

#include "app/cli/console/exit-status.h"
#include "core/base/text.h"
#include "core/identity/make/join.h"
#include "core/identity/read/pair.h"
#include "core/trust/aia.h"
#include "core/words/phrases.h"

SgnExit
sgn_keep_fail (const SgnCommand *command, const GError *error)
{
  g_autofree char *sentence = sgn_phrase_gerror (error);

  g_printerr ("signet-cli %s: %s\n", command->name, sentence);
  return sgn_exit_for_error (error);
}

static const char *
get_name (SgnIdentity *identity)
{
  const char *alias = sgn_identity_get_alias (identity);

  return alias != NULL ? alias : sgn_certificate_get_name (sgn_identity_get_certificate (identity));
}

/* @named: it is one of several. */
static void
warn (SgnIdentity *identity, gboolean named, const char *sentence)
{
  g_autofree char *name = sgn_text_display (get_name (identity));

  g_printerr ("%s%s%s\n", named ? name : "", named ? ": " : "", sentence);
}

static void
warn_of (SgnIdentity *identity, gboolean named)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!sgn_identity_check (identity, g_get_real_time () / G_USEC_PER_SEC, &error)) {
    sentence = sgn_phrase_gerror (error);
    warn (identity, named, sentence);
  }
  if (!sgn_identity_is_chain_complete (identity))
    warn (identity,
          named,
          _ ("An intermediate certificate is missing. Windows may show “unknown publisher”. "
             "--fetch-chain fetches it."));
}

void
sgn_keep_warn (GPtrArray *identities)
{
  for (guint i = 0; i < identities->len; i++)
    warn_of (identities->pdata[i], identities->len > 1);
}

void
sgn_keep_tell_others (GPtrArray *all, SgnIdentity *taken)
{
  for (guint i = 0; i < all->len; i++) {
    g_autofree char *other = sgn_text_display (get_name (all->pdata[i]));

    if (all->pdata[i] != taken)
      /* Translators: the name of a private key */
      g_printerr (_ ("Private key left out: %s. “--select” takes another one.\n"), other);
  }
}

SgnIdentity *
sgn_keep_open (const SgnIdentityFiles *files, GTlsInteraction *interaction, GError **error)
{
  g_autoptr (GPtrArray) all = sgn_identity_open_all (files, interaction, NULL, error);
  SgnIdentity *identity = all != NULL ? sgn_pair_select (all, files->select, error) : NULL;

  if (identity != NULL && files->select == NULL)
    sgn_keep_tell_others (all, identity);
  return identity;
}

GFile *
sgn_keep_file (const char *path)
{
  return path != NULL ? g_file_new_for_path (path) : NULL;
}

GPtrArray *
sgn_keep_files (char **paths)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    g_ptr_array_add (files, sgn_keep_file (paths[i]));
  return files;
}

void
sgn_keep_append (GPtrArray *list, GPtrArray *more)
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
    g_printerr (_ ("Not embedded: %s. Whoever checks has to know a root already.\n"), name);
  else
    /* Translators: the name of a certificate */
    g_printerr (_ ("Not embedded: %s. It issued none of the certificates of the signer.\n"), name);
}

void
sgn_keep_tell_left_out (SgnIdentity *identity, GPtrArray *chain)
{
  for (guint i = 0; i < chain->len; i++) {
    g_autoptr (GPtrArray) certificates = sgn_certificates_load (chain->pdata[i], NULL);

    for (guint j = 0; certificates != NULL && j < certificates->len; j++)
      tell_left_out (identity, certificates->pdata[j]);
  }
}

gboolean
sgn_keep_complete_chain (SgnCertificate *certificate, GPtrArray *chain, GError **error)
{
  g_autoptr (GPtrArray) fetched = sgn_aia_fetch (certificate, chain, NULL, NULL, error);

  if (fetched == NULL)
    return FALSE;
  for (guint i = 0; i < fetched->len; i++) {
    SgnCertificate *issuer = fetched->pdata[i];

    if (sgn_certificate_is_among (issuer, chain))
      continue;
    g_ptr_array_add (chain, g_object_ref (issuer));
    g_printerr (_ ("Fetched: %s\n"), sgn_certificate_get_name (issuer));
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

  sgn_keep_append (chain, sgn_identity_get_chain (*identity));
  if (root != NULL)
    g_ptr_array_add (chain, g_object_ref (root));
  if (!sgn_keep_complete_chain (certificate, chain, error))
    return FALSE;
  extended = sgn_identity_extend (*identity, chain, error);
  if (extended == NULL)
    return FALSE;
  g_object_unref (*identity);
  *identity = extended;
  return TRUE;
}

gboolean
sgn_keep_complete (GPtrArray *identities, GError **error)
{
  for (guint i = 0; i < identities->len; i++)
    if (!complete ((SgnIdentity **) &identities->pdata[i], error))
      return FALSE;
  return TRUE;
}
