/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/commands/edit.h"
#include "core/sign/edit.h"

static SgnOutcome *
remove_signature (GFile *file,
                  gpointer data,
                  const SgnSignProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  return sgn_remove_signature (file, sgn_edit_get_index (), data, cancellable, error);
}

static SgnExit
run (int argc, char **argv)
{
  const GOptionEntry *const groups[] = { sgn_edit_get_index_entries (), NULL };
  const SgnEditCommand command = { &sgn_command_remove, _ ("FILE…"), groups };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  const SgnEdit edit = { command.command, request, remove_signature, .data = request };

  return sgn_edit_parse (&command, argc, argv) ? sgn_edit_run (&edit) : SGN_EXIT_USAGE;
}

const SgnCommand sgn_command_remove = {
  .name = "remove",
  .summary = N_ ("Remove signatures"),
  .run = run,
};
