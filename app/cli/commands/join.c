/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/console/password.h"
#include "app/cli/options/chain.h"
#include "app/cli/options/identity.h"
#include "app/cli/options/on-token.h"
#include "app/cli/options/options.h"
#include "app/cli/options/pass.h"
#include "app/cli/options/token.h"
#include "core/base/text.h"
#include "core/identity/make/join.h"
#include "core/words/phrases.h"

static struct {
  char *key;
  char *certificate;
  char **chain;
  gboolean fetch;
  char *output;
  gboolean force;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "key",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.key,
    N_ ("Private key used for the request"),
    N_ ("FILE") },
  { "cert",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.certificate,
    N_ ("Certificate from the authority: PEM, DER or PKCS#7 (.p7b)"),
    N_ ("FILE") },
  { "chain",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.chain,
    N_ ("Further certificates to embed; may be repeated"),
    N_ ("FILE") },
  { "fetch-chain",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.fetch,
    N_ ("Download missing intermediate certificates"),
    NULL },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The new PFX file"), N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static const char *
check_token (void)
{
  if (options.key != NULL || options.output != NULL || options.fetch)
    return _ ("--token cannot be combined with --key, --output and --fetch-chain.");
  if (options.certificate == NULL)
    return _ ("--cert is needed: the certificate from the authority.");
  return sgn_pass_options_check ();
}

static const char *
check_options (void)
{
  if (options.files != NULL)
    return _ ("This command does not take a file.");
  if (sgn_token_options_are_given ())
    return check_token ();
  if (options.key == NULL || options.certificate == NULL || options.output == NULL)
    return _ ("--key, --cert and --output are needed, or --token and --cert.");
  return sgn_pass_options_check ();
}

static gboolean
check_places (GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GFile) output = sgn_options_to_file (options.output);

  sgn_places_read (places, options.key);
  sgn_places_read (places, options.certificate);
  sgn_places_read_all (places, options.chain);
  sgn_pass_options_add_places (places);
  if (output != NULL)
    sgn_places_write (places, output, NULL);
  return sgn_places_check (places, error);
}

static SgnKeyFile *
open_keys (GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (options.key);
  g_autoptr (GFile) certificate = sgn_options_to_file (options.certificate);
  g_autoptr (GPtrArray) chain = sgn_options_to_files (options.chain);
  g_autoptr (GTlsInteraction) interaction = NULL;
  const SgnIdentityFiles files = { file, certificate, chain, NULL };

  if (!sgn_pass_options_open (&interaction, error))
    return NULL;
  return sgn_key_file_open (&files, interaction, NULL, error);
}

static SgnKeyFile *
join (GError **error)
{
  g_autoptr (SgnKeyFile) keys = open_keys (error);
  g_autoptr (GFile) output = sgn_options_to_file (options.output);
  char *password;
  gboolean joined;

  if (keys == NULL || (options.fetch && !sgn_chain_option_complete (keys->identities, error)))
    return NULL;
  password = sgn_pass_options_get_new (options.output, error);
  if (password == NULL)
    return NULL;
  joined = sgn_key_file_save (keys, SGN_EXPORT_PFX, output, password, options.force, error);
  sgn_password_free (password);
  return joined ? g_steal_pointer (&keys) : NULL;
}

static gboolean
add_certificates (GPtrArray *list, const char *path, GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (path);
  g_autoptr (GPtrArray) more = sgn_certificates_load (file, error);

  if (more == NULL)
    return FALSE;
  sgn_chain_option_append (list, more);
  return TRUE;
}

static SgnCertificate *
put_on_token (char **uri, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_certificates (list, options.certificate, error))
    return NULL;
  for (guint i = 0; options.chain != NULL && options.chain[i] != NULL; i++)
    if (!add_certificates (list, options.chain[i], error))
      return NULL;
  return sgn_on_token_put (list, uri, error);
}

static void
tell (const char *place, SgnCertificate *certificate)
{
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (certificate));
  g_autofree char *shown = sgn_text_display (place);

  g_print (_ ("%s now holds the certificate of %s with its key. It is valid until %s.\n"),
           shown,
           sgn_certificate_get_name (certificate),
           date);
}

static gboolean
run_for_token (GError **error)
{
  g_autofree char *uri = NULL;
  g_autoptr (SgnCertificate) certificate = put_on_token (&uri, error);

  if (certificate == NULL)
    return FALSE;
  tell (uri, certificate);
  return TRUE;
}

static gboolean
run_for_file (GError **error)
{
  g_autoptr (SgnKeyFile) keys = join (error);

  if (keys == NULL)
    return FALSE;
  sgn_identity_option_warn (keys->identities);
  for (guint i = 0; i < keys->identities->len; i++)
    tell (options.output, sgn_identity_get_certificate (keys->identities->pdata[i]));
  return TRUE;
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_join;
  const GOptionEntry *const groups[] = {
    entries,
    sgn_token_options_get_place_entries (),
    sgn_token_options_get_module_entries (),
    sgn_pass_options_get_entries (),
    sgn_pass_options_get_new_entries (),
    NULL,
  };
  g_autoptr (GError) error = NULL;
  const char *complaint;
  gboolean done;

  if (!sgn_options_parse (self, NULL, groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = check_options ();
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  if (!check_places (&error))
    return sgn_options_complain (self, error->message);
  done = sgn_token_options_are_given () ? run_for_token (&error) : run_for_file (&error);
  if (!done)
    return sgn_options_fail (self, error);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_join = {
  .name = "join",
  .summary = N_ ("Combine an issued certificate with its key in a PFX file or on a token"),
  .run = run,
};
