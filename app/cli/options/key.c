/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/key.h"

#include <glib/gi18n.h>

#include "app/cli/options/chain.h"
#include "app/cli/options/identity.h"
#include "app/cli/options/pass.h"
#include "app/cli/options/token.h"

static struct {
  char *pkcs12;
  char *certificate;
  char *key;
  char **chain;
  char *select;
} options;

static const GOptionEntry entries[] = {
  { "pkcs12",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.pkcs12,
    N_ ("Key and certificate in a PKCS#12 file (.pfx, .p12)"),
    N_ ("FILE") },
  { "cert",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.certificate,
    N_ ("Certificate, PEM or DER"),
    N_ ("FILE") },
  { "key",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.key,
    N_ ("Private key of --cert, PEM or DER"),
    N_ ("FILE") },
  { "chain",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.chain,
    N_ ("Further certificates to embed; may be repeated"),
    N_ ("FILE") },
  { "select",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.select,
    N_ ("Use the key with this alias or thumbprint"),
    N_ ("NAME") },
  { NULL },
};

static GFile *
to_file (const char *path)
{
  return path != NULL ? g_file_new_for_path (path) : NULL;
}

const GOptionEntry *
sgn_key_options_get_entries (void)
{
  return entries;
}

static const char *
check_token (void)
{
  if (options.pkcs12 != NULL || options.key != NULL)
    return _ ("--token cannot be combined with --pkcs12 and --key.");
  if (options.select != NULL)
    return _ ("--select is for keys in files; --token already names the key.");
  return sgn_pass_options_check ();
}

const char *
sgn_key_options_check (void)
{
  if (sgn_token_options_are_given ())
    return check_token ();
  if (options.pkcs12 == NULL && options.certificate == NULL && options.key == NULL)
    return _ ("A key is needed: --pkcs12 FILE, --cert FILE with --key FILE, or --token TOKEN.");
  if (options.pkcs12 != NULL && (options.certificate != NULL || options.key != NULL))
    return _ ("--pkcs12 cannot be combined with --cert and --key.");
  if (options.pkcs12 == NULL && (options.certificate == NULL || options.key == NULL))
    return _ ("--cert and --key must be used together.");
  return sgn_pass_options_check ();
}

void
sgn_key_options_add_places (SgnPlaces *places)
{
  sgn_places_read (places, options.pkcs12);
  sgn_places_read (places, options.certificate);
  sgn_places_read (places, options.key);
  sgn_places_read_all (places, options.chain);
}

SgnIdentity *
sgn_key_options_open (guint n_files, GError **error)
{
  g_autoptr (GFile) file = to_file (options.pkcs12 != NULL ? options.pkcs12 : options.key);
  g_autoptr (GFile) certificate = to_file (options.certificate);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GTlsInteraction) interaction = NULL;
  const SgnIdentityFiles files = { file, certificate, chain, options.select };
  SgnIdentity *identity;

  if (!sgn_pass_options_open (&interaction, error))
    return NULL;
  for (guint i = 0; options.chain != NULL && options.chain[i] != NULL; i++)
    g_ptr_array_add (chain, to_file (options.chain[i]));
  if (sgn_token_options_are_given ())
    identity = sgn_token_options_open (certificate, chain, n_files, interaction, error);
  else
    identity = sgn_identity_option_open (&files, interaction, error);
  sgn_pass_options_forget ();
  if (identity != NULL)
    sgn_chain_option_tell_left_out (identity, chain);
  return identity;
}
