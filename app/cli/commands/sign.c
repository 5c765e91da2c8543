/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/commands/history.h"
#include "app/cli/commands/run.h"
#include "app/cli/console/command.h"
#include "app/cli/console/exit-status.h"
#include "app/cli/options/key.h"
#include "app/cli/options/options.h"
#include "app/cli/options/output.h"
#include "app/cli/options/pass.h"
#include "app/cli/options/timestamp.h"
#include "app/cli/options/token.h"
#include "app/cli/options/trust.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/batch/batch.h"
#include "core/trust/chain-builder.h"

/* One thread per core. */
#define UNLIMITED G_MININT

static struct {
  char *digest;
  char *description;
  char *url;
  char **timestamps;
  gboolean timestamp_optional;
  char *existing;
  gboolean page_hashes;
  gboolean deep;
  gboolean detached;
  char *form;
  int threads;
  gboolean allow_expired;
  gboolean no_history;
  SgnOutput output;
  char **files;
} options = { .threads = UNLIMITED };

static const GOptionEntry entries[] = {
  { "digest",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.digest,
    N_ ("Hash algorithm (default: sha256)"),
    "sha256|sha384|sha512|sha1" },
  { "description",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.description,
    N_ ("Name of the program, shown by Windows"),
    N_ ("TEXT") },
  { "url",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.url,
    N_ ("Web address of the program, shown by Windows"),
    N_ ("URL") },
  { "timestamp",
    0,
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &options.timestamps,
    N_ ("Timestamp server; may be repeated, asked in order (default: auto)"),
    "auto|none|URL" },
  { "timestamp-optional",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.timestamp_optional,
    N_ ("Sign without a timestamp if no timestamp server responds"),
    NULL },
  { "existing",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.existing,
    N_ ("What to do with files that are already signed (default: skip-valid)"),
    "replace|append|skip-valid|refuse" },
  { "page-hashes", 0, 0, G_OPTION_ARG_NONE, &options.page_hashes, N_ ("Add page hashes"), NULL },
  { "deep",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.deep,
    N_ ("First sign the programs inside packages"),
    NULL },
  { "detached",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.detached,
    N_ ("Write a detached signature, FILE.p7s; for any type of file"),
    NULL },
  { "form",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.form,
    N_ ("Format of the detached signature (default: pkcs7)"),
    "pkcs7|bare|embedded" },
  { "jobs",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.threads,
    N_ ("Number of files to process at the same time"),
    N_ ("N") },
  { "allow-expired",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.allow_expired,
    N_ ("Sign even if the certificate is not valid now"),
    NULL },
  { "no-history",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.no_history,
    N_ ("Do not add signed files to the history"),
    NULL },
  { "json",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.output.json,
    N_ ("Print one JSON object per file"),
    NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static gboolean
is_signing_hash (const char *id, SgnHash *ret)
{
  return sgn_hash_from_id (id, ret) && *ret != SGN_HASH_MD5;
}

/* An error message, or NULL when the options are valid. */
static const char *
check_options (SgnSignRequest *request)
{
  const char *key_complaint;

  if (options.files == NULL)
    return _ ("At least one file is needed.");
  key_complaint = sgn_key_options_check ();
  if (key_complaint != NULL)
    return key_complaint;
  if (options.threads != UNLIMITED && options.threads < 1)
    return _ ("--jobs needs a number of at least 1.");
  if (options.digest != NULL && !is_signing_hash (options.digest, &request->hash))
    return _ ("--digest needs one of sha256, sha384, sha512 and sha1.");
  if (options.existing != NULL && !sgn_existing_from_id (options.existing, &request->existing))
    return _ ("--existing needs one of replace, append, skip-valid and refuse.");
  request->deep = options.deep;
  if (options.deep && options.detached)
    return _ ("--deep and --detached exclude each other.");
  if (options.detached)
    request->message = SGN_MESSAGE_DETACHED;
  if (options.form != NULL && !options.detached)
    return _ ("--form requires --detached.");
  if (options.form != NULL && !sgn_message_form_from_id (options.form, &request->message))
    return _ ("--form needs one of pkcs7, bare and embedded.");
  if (sgn_output_options_check () != NULL)
    return sgn_output_options_check ();
  return sgn_timestamp_options_fill_patience (&request->patience);
}

/* An error message, or NULL when they are valid. */
static const char *
fill_texts (SgnSignRequest *request)
{
  if (options.description != NULL) {
    request->program_name = sgn_options_to_utf8 (options.description);
    if (request->program_name == NULL || *g_strstrip (request->program_name) == '\0')
      return _ ("--description needs a text.");
  }
  if (options.url != NULL) {
    g_autofree char *url = sgn_options_to_utf8 (options.url);

    request->program_url = url != NULL ? sgn_address_for_web (url) : NULL;
    if (request->program_url == NULL)
      return _ ("--url needs a web address, such as https://software.example/.");
  }
  return NULL;
}

/* Checked before opening the key, so that no PIN try of a token is wasted. */
static gboolean
choose_places (SgnSignRequest *request, GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();

  sgn_key_options_add_places (places);
  sgn_pass_options_add_places (places);
  sgn_trust_options_add_places (places);
  sgn_output_options_drop_repeated (options.files);
  return sgn_output_options_apply (options.files, places, request, error);
}

static gboolean
fill_request (SgnSignRequest *request, GError **error)
{
  g_autoptr (GPtrArray) servers = sgn_timestamp_options_load (options.timestamps, error);
  const char *complaint;

  if (servers == NULL)
    return FALSE;
  g_ptr_array_unref (request->timestamp_servers);
  request->timestamp_servers = g_steal_pointer (&servers);
  request->timestamp_optional = options.timestamp_optional;
  request->page_hashes = options.page_hashes;
  request->allow_expired = options.allow_expired;
  complaint = fill_texts (request);
  if (complaint != NULL) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FAILED, complaint);
    return FALSE;
  }
  request->anchors = sgn_trust_options_load (error);
  if (request->anchors == NULL)
    return FALSE;
  return choose_places (request, error);
}

/* Without the issuer's certificate Windows may not find the path to the root, unless the issuer is
 * the root. */
static void
warn_of_chain (const SgnSignRequest *request)
{
  SgnIdentity *identity = request->identity;
  g_autoptr (SgnChain) chain = NULL;

  if (sgn_identity_is_chain_complete (identity))
    return;
  chain = sgn_chain_build (request->anchors,
                           sgn_identity_get_certificate (identity),
                           sgn_identity_get_chain (identity),
                           SGN_PURPOSE_CODE_SIGNING,
                           g_get_real_time () / G_USEC_PER_SEC);
  if (chain->status == SGN_CHAIN_INCOMPLETE)
    g_printerr ("%s\n",
                _ ("An intermediate certificate is missing. Windows may show “unknown publisher”. "
                   "Use “signet-cli convert --fetch-chain” to make a file that includes it, or "
                   "--chain to add it."));
}

/* The key is opened once, before any file is changed. */
static gboolean
fill_identity (SgnSignRequest *request, GError **error)
{
  g_autoptr (GError) local = NULL;

  request->identity = sgn_key_options_open (g_strv_length (options.files), error);
  if (request->identity == NULL)
    return FALSE;
  if (sgn_identity_check (request->identity, g_get_real_time () / G_USEC_PER_SEC, &local) ||
      (options.allow_expired && sgn_exit_for_error (local) == SGN_EXIT_EXPIRED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static SgnExit
report_key_error (const GError *error)
{
  SgnExit status = sgn_exit_for_error (error);

  for (guint i = 0; options.files[i] != NULL; i++)
    sgn_output_error (&options.output, options.files[i], error);
  /* A missing key file counts as an unusable key. */
  return sgn_output_finish (MAX (status, SGN_EXIT_KEY));
}

static void
start (GPtrArray *jobs,
       gpointer data,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  const SgnBatchOptions batch = {
    .request = data,
    .history = options.no_history ? NULL : sgn_history_get_default (),
    .threads = options.threads == UNLIMITED ? 0 : (guint) options.threads,
  };

  sgn_batch_sign_async (jobs, &batch, cancellable, callback, user_data);
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_sign;
  const GOptionEntry *const groups[] = { sgn_key_options_get_entries (),
                                         sgn_token_options_get_entries (),
                                         sgn_token_options_get_module_entries (),
                                         sgn_pass_options_get_entries (),
                                         sgn_timestamp_options_get_patience_entries (),
                                         entries,
                                         sgn_output_options_get_entries (),
                                         sgn_output_options_get_backup_entries (),
                                         sgn_trust_options_get_entries (),
                                         sgn_trust_options_get_list_entries (),
                                         NULL };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  const char *complaint;
  SgnExit status;

  if (!sgn_options_parse (self, _ ("KEY FILE…"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = check_options (request);
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  if (!fill_request (request, &error))
    return sgn_options_complain (self, error->message);
  if (!fill_identity (request, &error))
    return report_key_error (error);
  warn_of_chain (request);
  status = sgn_run_jobs (options.files, start, request, &options.output);
  /* Closed here, because a worker may still hold a reference to the request. */
  sgn_token_options_close ();
  return sgn_history_tell (status);
}

const SgnCommand sgn_command_sign = {
  .name = "sign",
  .summary = N_ ("Sign files"),
  .run = run,
};
