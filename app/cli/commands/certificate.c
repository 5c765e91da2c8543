/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/options/options.h"
#include "app/cli/options/pass.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/certificate/certificate-json.h"
#include "core/identity/expiry.h"
#include "core/identity/read/source.h"
#include "core/words/phrases.h"

static struct {
  gboolean json;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "json",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.json,
    N_ ("Print one JSON object per certificate"),
    NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

/* One certificate of a file, with its key if there is one. */
typedef struct {
  const char *file;
  SgnCertificate *certificate;
  SgnIdentity *identity; /* (nullable) */
  gint64 now;
  GError *problem; /* why it cannot sign; NULL: it can */
} Entry;

static void
add_names (JsonBuilder *builder, const Entry *entry)
{
  SgnCertificate *certificate = entry->certificate;

  sgn_json_add_path (builder, "file", entry->file);
  sgn_json_add_string (builder, "name", sgn_certificate_get_name (certificate));
  sgn_certificate_add_json (builder, certificate);
  sgn_json_add_int (builder, "days_left", sgn_expiry_days_left (certificate, entry->now));
}

static void
add_key (JsonBuilder *builder, const Entry *entry)
{
  SgnCertificate *certificate = entry->certificate;
  SgnIdentity *identity = entry->identity;

  sgn_json_add_boolean (builder, "ev", sgn_certificate_is_ev (certificate));
  sgn_json_add_boolean (builder, "ca", sgn_certificate_is_ca (certificate));
  sgn_json_add_string (builder, "key", sgn_certificate_get_key_title (certificate));
  sgn_json_add_int (builder, "key_bits", sgn_certificate_get_key_bits (certificate));
  sgn_json_add_string (builder, "signature", sgn_certificate_get_signature_title (certificate));
  sgn_json_add_boolean (builder, "has_key", identity != NULL);
  sgn_json_add_string (builder,
                       "alias",
                       identity != NULL ? sgn_identity_get_alias (identity) : NULL);
  if (identity != NULL)
    sgn_json_add_boolean (builder, "chain_complete", sgn_identity_is_chain_complete (identity));
  sgn_json_add_boolean (builder, "signs", entry->problem == NULL);
  sgn_json_add_string (builder,
                       "problem",
                       entry->problem != NULL ? sgn_error_code_to_id (entry->problem->code) : NULL);
}

static void
print_json (const Entry *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_names (builder, entry);
  sgn_json_add_strings (builder, "usages", sgn_certificate_get_usages (entry->certificate));
  add_key (builder, entry);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static void
print_line (const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    g_print ("  %s %s\n", title, value);
}

static const char *
describe_key_place (const Entry *entry)
{
  return entry->identity != NULL ? _ ("its private key is in the file") : _ ("without private key");
}

static void
print_text (const Entry *entry)
{
  SgnCertificate *certificate = entry->certificate;
  g_autofree char *expiry = sgn_phrase_expiry (certificate, entry->now);
  g_autofree char *key = g_strdup_printf ("%s, %s",
                                          sgn_certificate_get_key_title (certificate),
                                          describe_key_place (entry));
  g_autofree char *problem = NULL;

  g_print ("%s\n", sgn_certificate_get_name (certificate));
  print_line (_ ("Issued to:"), sgn_certificate_get_subject (certificate));
  print_line (_ ("Issued by:"), sgn_certificate_get_issuer (certificate));
  g_print ("  %s\n", expiry);
  print_line (_ ("Usage:"),
              sgn_certificate_is_ca (certificate) ? _ ("Issuing certificates")
                                                  : sgn_phrase_signing_use (certificate));
  print_line (_ ("Key:"), key);
  if (entry->identity != NULL)
    print_line (_ ("Alias:"), sgn_identity_get_alias (entry->identity));
  if (entry->identity != NULL && !sgn_identity_is_chain_complete (entry->identity))
    print_line (_ ("Chain:"),
                _ ("an intermediate certificate is missing; “signet-cli convert --fetch-chain” "
                   "makes a file that includes it"));
  print_line (_ ("Serial number:"), sgn_certificate_get_serial (certificate));
  print_line (_ ("SHA-1 thumbprint:"), sgn_certificate_get_sha1 (certificate));
  print_line (_ ("SHA-256 thumbprint:"), sgn_certificate_get_sha256 (certificate));
  if (entry->problem != NULL && !sgn_certificate_is_ca (certificate)) {
    problem = sgn_phrase_gerror (entry->problem);
    print_line (_ ("Cannot sign:"), problem);
  }
}

static void
print (const char *file, SgnCertificate *certificate, SgnIdentity *identity)
{
  Entry entry = { .file = file, .certificate = certificate, .identity = identity };

  entry.now = g_get_real_time () / G_USEC_PER_SEC;
  sgn_identity_check_certificate (certificate, entry.now, &entry.problem);
  if (options.json)
    print_json (&entry);
  else
    print_text (&entry);
  g_clear_error (&entry.problem);
}

static void
print_identity (const char *file, SgnIdentity *identity)
{
  GPtrArray *chain = sgn_identity_get_chain (identity);

  print (file, sgn_identity_get_certificate (identity), identity);
  for (guint i = 0; i < chain->len; i++)
    print (file, chain->pdata[i], NULL);
  if (sgn_identity_get_root (identity) != NULL)
    print (file, sgn_identity_get_root (identity), NULL);
}

static gboolean
show (const char *path, GTlsInteraction *interaction, GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (path);
  const SgnIdentityFiles files = { .file = file };
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GError) local = NULL;

  identities = sgn_identity_open_all (&files, interaction, NULL, &local);
  if (g_error_matches (local, SGN_ERROR, SGN_ERROR_KEY_MISSING)) {
    certificates = sgn_certificates_load (file, error);
    if (certificates == NULL)
      return FALSE;
  } else if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  for (guint i = 0; identities != NULL && i < identities->len; i++)
    print_identity (path, identities->pdata[i]);
  for (guint i = 0; certificates != NULL && i < certificates->len; i++)
    print (path, certificates->pdata[i], NULL);
  return TRUE;
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_certificate;
  const GOptionEntry *const groups[] = { entries, sgn_pass_options_get_entries (), NULL };
  SgnOutput output = { 0 };
  SgnExit status = SGN_EXIT_GOOD;
  SgnExit failed;
  const char *complaint;

  if (!sgn_options_parse (self, _ ("FILE…"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = options.files == NULL ? _ ("At least one file is needed.")
                                    : sgn_pass_options_check ();
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  output.json = options.json;
  /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a translation is never NULL */
  for (guint i = 0; options.files[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GTlsInteraction) interaction = NULL;

    if (sgn_pass_options_open (&interaction, &error) &&
        show (options.files[i], interaction, &error))
      continue;
    failed = sgn_output_refuse (&output, "file", options.files[i], error);
    status = MAX (status, failed);
  }
  return sgn_output_finish (status);
}

const SgnCommand sgn_command_certificate = {
  .name = "certificate",
  .summary = N_ ("Show certificates, and whether they can sign"),
  .run = run,
};
