/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/commands/run.h"
#include "app/cli/console/command.h"
#include "app/cli/options/at.h"
#include "app/cli/options/options.h"
#include "app/cli/options/trust.h"
#include "core/base/confine.h"
#include "core/base/text.h"
#include "core/batch/batch.h"
#include "core/format/format.h"
#include "core/revocation/answer-cache.h"
#include "core/verify/catalog-lookup.h"
#include "core/words/phrases.h"

/* For all authorities together. */
#define ASKING_SECONDS 10
/* One thread per core. */
#define UNLIMITED G_MININT

static struct {
  char **lists;
  char **catalogs;
  gboolean offline;
  char *time;
  char *content;
  SgnOutput output;
  int threads;
  char **files;
} options = { .threads = UNLIMITED, .output.verify = TRUE };

static const GOptionEntry entries[] = {
  { "crl",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.lists,
    N_ ("Check certificates against the revocation lists in this file or folder; may be repeated"),
    N_ ("PATH") },
  { "catalog",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.catalogs,
    N_ ("Look up files in this security catalog, or in those in this folder; may be repeated"),
    N_ ("PATH") },
  { "offline",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.offline,
    N_ ("Do not ask authorities whether certificates were revoked"),
    NULL },
  { "at",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.time,
    N_ ("Check as of this time: ISO 8601 or seconds since 1970"),
    N_ ("TIME") },
  { "content",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.content,
    N_ ("The file that a detached signature belongs to (default: the one next to it)"),
    N_ ("FILE") },
  { "strict",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.output.strict,
    N_ ("Only accept fully valid signatures"),
    NULL },
  { "jobs",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.threads,
    N_ ("Number of files to process at the same time"),
    N_ ("N") },
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

static void
start (GPtrArray *jobs,
       gpointer data,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  sgn_batch_verify_async (jobs,
                          data,
                          options.threads == UNLIMITED ? 0 : (guint) options.threads,
                          cancellable,
                          callback,
                          user_data);
}

static void
warn_of_catalogs (const SgnCatalogs *catalogs)
{
  GPtrArray *reports = sgn_catalogs_get_reports (catalogs);

  for (guint i = 0; i < reports->len; i++) {
    const SgnReport *report = reports->pdata[i];
    g_autofree char *name = sgn_text_display (report->name);
    g_autofree char *verdict = sgn_phrase_verdict (report);

    if (!sgn_verify_catalog_counts (report))
      g_printerr ("%s: %s\n", name, verdict);
  }
}

static SgnCatalogs *
load_catalogs (const SgnVerifyOptions *verify, GError **error)
{
  g_autoptr (SgnCatalogs)
      catalogs = sgn_trust_options_load_catalogs (options.catalogs, verify, error);

  if (catalogs != NULL)
    warn_of_catalogs (catalogs);
  return g_steal_pointer (&catalogs);
}

/* Formats of detached signatures. */
static const char *const in_own_file[] = { "detached", "cat", "policy", NULL };

/* Other problems are reported when the file is verified. */
static gboolean
takes_content (const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, NULL);
  const SgnFormat *format = input != NULL ? sgn_format_detect (input) : NULL;

  return format == NULL || g_strv_contains (in_own_file, format->id);
}

/* Answers of authorities are kept, and the proxy settings of the desktop need a file of theirs. */
static void
confine (void)
{
  g_autofree char *answers = sgn_answer_cache_get_folder ();
  g_autofree char *settings = g_build_filename (g_get_user_runtime_dir (), "dconf", NULL);
  const char *const writable[] = { answers, settings, NULL };

  sgn_confine_to_reading (options.offline ? NULL : writable);
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_verify;
  const GOptionEntry *const groups[] = { sgn_trust_options_get_entries (),
                                         sgn_trust_options_get_list_entries (),
                                         entries,
                                         NULL };
  g_autoptr (SgnVerifyOptions) verify = sgn_verify_options_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!sgn_options_parse (self, _ ("FILE…"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.files == NULL)
    return sgn_options_complain (self, _ ("At least one file is needed."));
  if (options.threads != UNLIMITED && options.threads < 1)
    return sgn_options_complain (self, _ ("--jobs needs a number of at least 1."));
  if (options.time != NULL && !sgn_at_option_parse (options.time, &verify->time))
    return sgn_options_complain (self, _ ("--at needs a time such as 2026-05-12T14:32:00Z."));
  if (options.content != NULL && g_strv_length (options.files) != 1)
    return sgn_options_complain (self, _ ("--content needs exactly one signature."));

  confine ();
  if (!options.offline)
    verify->authorities = sgn_authorities_new (ASKING_SECONDS);
  if (options.content != NULL && !takes_content (options.files[0]))
    return sgn_options_complain (self,
                                 _ ("--content is for detached signatures; this file contains its "
                                    "own signature."));
  verify->anchors = sgn_trust_options_load (&error);
  if (verify->anchors == NULL)
    return sgn_options_complain (self, error->message);
  if (options.lists != NULL) {
    verify->revocation_lists = sgn_trust_options_load_lists (options.lists, &error);
    if (verify->revocation_lists == NULL)
      return sgn_options_complain (self, error->message);
  }
  if (options.content != NULL)
    verify->content = g_file_new_for_path (options.content);
  if (options.catalogs != NULL) {
    verify->catalogs = load_catalogs (verify, &error);
    if (verify->catalogs == NULL)
      return sgn_options_complain (self, error->message);
  }
  return sgn_run_jobs (options.files, start, verify, &options.output);
}

const SgnCommand sgn_command_verify = {
  .name = "verify",
  .summary = N_ ("Check signatures"),
  .run = run,
};
