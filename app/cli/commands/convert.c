/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/console/password.h"
#include "app/cli/options/chain.h"
#include "app/cli/options/identity.h"
#include "app/cli/options/options.h"
#include "app/cli/options/pass.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/identity/make/join.h"
#include "core/identity/make/save.h"

static struct {
  char *to;
  char *certificate;
  char **chain;
  char *select;
  gboolean no_key;
  gboolean fetch;
  char *output;
  gboolean force;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "to",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.to,
    N_ ("Type of the new file (default: from the suffix of --output)"),
    "pfx|pfx-old|pem|cer|p7b" },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The new file"), N_ ("FILE") },
  { "cert",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.certificate,
    N_ ("Certificate of a bare key (.pvk, .key): PEM, DER or PKCS#7 (.spc)"),
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
    N_ ("Only the key with this alias or thumbprint"),
    N_ ("NAME") },
  { "no-key",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.no_key,
    N_ ("Omit the private key from a PEM file"),
    NULL },
  { "fetch-chain",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.fetch,
    N_ ("Download missing intermediate certificates"),
    NULL },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static const struct {
  const char *suffix;
  SgnExport kind;
} suffixes[] = {
  { ".pfx", SGN_EXPORT_PFX }, { ".p12", SGN_EXPORT_PFX }, { ".pem", SGN_EXPORT_PEM },
  { ".cer", SGN_EXPORT_CER }, { ".crt", SGN_EXPORT_CER }, { ".der", SGN_EXPORT_CER },
  { ".p7b", SGN_EXPORT_P7B }, { ".p7c", SGN_EXPORT_P7B }, { ".spc", SGN_EXPORT_P7B },
};

static gboolean
find_kind (SgnExport *ret)
{
  g_autofree char *name = g_ascii_strdown (options.output, -1);

  if (options.to != NULL)
    return sgn_export_from_id (options.to, ret);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i].suffix)) {
      *ret = suffixes[i].kind;
      return TRUE;
    }
  return FALSE;
}

static const char *
check_options (SgnExport *kind)
{
  if (options.files == NULL || options.files[1] != NULL)
    return _ ("One file is needed.");
  if (options.output == NULL)
    return _ ("--output is needed.");
  if (!find_kind (kind))
    return _ ("--to needs one of pfx, pfx-old, pem, cer and p7b.");
  if (options.no_key && *kind != SGN_EXPORT_PEM)
    return _ ("--no-key only applies to PEM files.");
  return sgn_pass_options_check ();
}

/* The input file is not overwritten either, because whatever is not converted would be lost. */
static gboolean
check_places (GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GFile) output = sgn_options_to_file (options.output);

  sgn_places_read (places, options.files[0]);
  sgn_places_read (places, options.certificate);
  sgn_places_read_all (places, options.chain);
  sgn_pass_options_add_places (places);
  sgn_places_write (places, output, NULL);
  return sgn_places_check (places, error);
}

static SgnKeyFile *
open_keys (GTlsInteraction *interaction, GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (options.files[0]);
  g_autoptr (GFile) certificate = sgn_options_to_file (options.certificate);
  g_autoptr (GPtrArray) chain = sgn_options_to_files (options.chain);
  const SgnIdentityFiles files = { file, certificate, chain, NULL };
  g_autoptr (SgnKeyFile) keys = sgn_key_file_open (&files, interaction, NULL, error);

  if (keys == NULL ||
      (options.select != NULL && !sgn_key_file_select (keys, options.select, error)))
    return NULL;
  return g_steal_pointer (&keys);
}

/* The last step for certificates without a key. */
static gboolean
save_certificates (SgnExport kind, SgnCertificate *first, GPtrArray *chain, GError **error)
{
  const SgnExportContent content = { .certificate = first, .chain = chain };
  const SgnSaveFlags flags = options.force ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE;
  g_autoptr (GFile) output = sgn_options_to_file (options.output);
  g_autoptr (GBytes) bytes = sgn_export (kind, &content, error);

  return bytes != NULL && sgn_save (output, bytes, flags, error);
}

/* The first certificate that did not issue any of the others. */
static SgnCertificate *
find_leaf (GPtrArray *certificates)
{
  for (guint i = 0; i < certificates->len; i++)
    if (!sgn_certificate_is_ca (certificates->pdata[i]))
      return certificates->pdata[i];
  return certificates->pdata[0];
}

static gboolean
convert_certificates (SgnExport kind, GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (options.files[0]);
  g_autoptr (GPtrArray) certificates = sgn_certificates_load (file, error);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SgnCertificate) leaf = NULL;

  if (certificates == NULL)
    return FALSE;
  for (guint i = 0; options.chain != NULL && options.chain[i] != NULL; i++) {
    g_autoptr (GFile) other = sgn_options_to_file (options.chain[i]);
    g_autoptr (GPtrArray) more = sgn_certificates_load (other, error);

    if (more == NULL)
      return FALSE;
    sgn_chain_option_append (certificates, more);
  }
  leaf = g_object_ref (find_leaf (certificates));
  for (guint i = 0; i < certificates->len; i++)
    if (certificates->pdata[i] != leaf)
      g_ptr_array_add (chain, g_object_ref (certificates->pdata[i]));
  return (!options.fetch || sgn_chain_option_complete_certificate (leaf, chain, error)) &&
         save_certificates (kind, leaf, chain, error);
}

static gboolean
save_without_keys (SgnExport kind, SgnKeyFile *keys, GError **error)
{
  SgnCertificate *first = sgn_identity_get_certificate (keys->identities->pdata[0]);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < keys->identities->len; i++)
    sgn_chain_option_append (others, sgn_identity_get_chain (keys->identities->pdata[i]));
  sgn_chain_option_append (others, keys->certificates);
  return save_certificates (kind, first, others, error);
}

static gboolean
save_keys (SgnExport kind, SgnKeyFile *keys, GError **error)
{
  g_autoptr (GFile) output = sgn_options_to_file (options.output);
  char *password = NULL;
  gboolean saved;

  if (sgn_export_takes_key (kind)) {
    password = sgn_pass_options_get_new (options.output, error);
    if (password == NULL)
      return FALSE;
  }
  saved = sgn_key_file_save (keys, kind, output, password, options.force, error);
  sgn_password_free (password);
  return saved;
}

/* Reports what the new file does not contain. */
static void
tell_left_out (SgnExport kind, SgnKeyFile *keys)
{
  if (kind == SGN_EXPORT_CER)
    sgn_identity_option_tell_others (keys->identities, keys->identities->pdata[0]);
  else if (keys->n_useless > 0 && !options.no_key && sgn_export_takes_key (kind))
    g_printerr (ngettext ("%u private key left out: it has no certificate, or Windows does not "
                          "accept keys of its kind.\n",
                          "%u private keys left out: they have no certificate, or Windows does not "
                          "accept keys of their kind.\n",
                          keys->n_useless),
                keys->n_useless);
}

static gboolean
convert_keys (SgnExport kind, SgnKeyFile *keys, GError **error)
{
  gboolean saved;

  if (options.fetch && !sgn_chain_option_complete (keys->identities, error))
    return FALSE;
  saved = options.no_key ? save_without_keys (kind, keys, error) : save_keys (kind, keys, error);
  if (!saved)
    return FALSE;
  tell_left_out (kind, keys);
  sgn_identity_option_warn (keys->identities);
  return TRUE;
}

static gboolean
convert (SgnExport kind, GError **error)
{
  g_autoptr (GTlsInteraction) interaction = NULL;
  g_autoptr (SgnKeyFile) keys = NULL;
  g_autoptr (GError) local = NULL;

  if (sgn_pass_options_open (&interaction, &local))
    keys = open_keys (interaction, &local);
  if (keys != NULL)
    return convert_keys (kind, keys, error);
  if (g_error_matches (local, SGN_ERROR, SGN_ERROR_KEY_MISSING) && options.certificate == NULL &&
      (kind == SGN_EXPORT_PEM || !sgn_export_takes_key (kind)))
    return convert_certificates (kind, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_convert;
  const GOptionEntry *const groups[] = {
    entries,
    sgn_pass_options_get_entries (),
    sgn_pass_options_get_new_entries (),
    NULL,
  };
  SgnExport kind = SGN_EXPORT_PFX;
  g_autoptr (GError) error = NULL;
  const char *complaint;
  g_autofree char *shown = NULL;

  if (!sgn_options_parse (self, _ ("FILE"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = check_options (&kind);
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  if (!check_places (&error))
    return sgn_options_complain (self, error->message);
  if (!convert (kind, &error))
    return sgn_options_fail (self, error);
  if (kind == SGN_EXPORT_PFX_OLD)
    g_printerr ("%s\n",
                _ ("This PFX file uses the old encryption (Triple DES and SHA-1), which is only "
                   "needed by Windows before 10 version 1709 and Server 2019. It protects the key "
                   "poorly: use a long password and delete the file after use."));
  shown = sgn_text_display (options.output);
  g_print (_ ("Written: %s\n"), shown);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_convert = {
  .name = "convert",
  .summary = N_ ("Convert key and certificate to another file format"),
  .run = run,
};
