/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/commands/edit.h"
#include "app/cli/commands/history.h"
#include "app/cli/options/options.h"
#include "app/cli/options/timestamp.h"
#include "core/history/history.h"
#include "core/sign/edit.h"

static struct {
  char **timestamps;
  gboolean replace;
} options;

static const GOptionEntry entries[] = {
  { "timestamp",
    0,
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &options.timestamps,
    N_ ("Timestamp server; may be repeated, asked in order"),
    "auto|URL" },
  { "replace",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.replace,
    N_ ("Also replace existing timestamps"),
    NULL },
  { NULL },
};

static SgnOutcome *
timestamp (GFile *file,
           gpointer data,
           const SgnSignProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  SgnOutcome *outcome;

  outcome = sgn_timestamp_file (file, sgn_edit_get_index (), data, progress, cancellable, error);
  if (outcome != NULL)
    sgn_history_add_timestamp (sgn_history_get_default (), outcome);
  return outcome;
}

static gboolean
fill_request (SgnSignRequest *request, const SgnCommand *self)
{
  const char *complaint = sgn_timestamp_options_fill_patience (&request->patience);
  g_autoptr (GPtrArray) servers = NULL;
  g_autoptr (GError) error = NULL;

  if (complaint == NULL) {
    servers = sgn_timestamp_options_load (options.timestamps, &error);
    complaint = error != NULL ? error->message : NULL;
  }
  if (servers != NULL && servers->len == 0)
    complaint = _ ("A timestamp server is needed.");
  if (complaint != NULL) {
    sgn_options_complain (self, complaint);
    return FALSE;
  }
  g_ptr_array_unref (request->timestamp_servers);
  request->timestamp_servers = g_steal_pointer (&servers);
  request->timestamp_replace = options.replace;
  return TRUE;
}

static SgnExit
run (int argc, char **argv)
{
  const GOptionEntry *const groups[] = { entries,
                                         sgn_timestamp_options_get_patience_entries (),
                                         sgn_edit_get_index_entries (),
                                         NULL };
  const SgnEditCommand command = { &sgn_command_timestamp, _ ("FILE…"), groups };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  const SgnEdit edit = { command.command, request, timestamp, .data = request };

  if (!sgn_edit_parse (&command, argc, argv) || !fill_request (request, command.command))
    return SGN_EXIT_USAGE;
  return sgn_history_tell (sgn_edit_run (&edit));
}

const SgnCommand sgn_command_timestamp = {
  .name = "timestamp",
  .summary = N_ ("Add or replace the timestamp of existing signatures"),
  .run = run,
};
