/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/commands/edit.h"
#include "app/cli/options/options.h"
#include "core/io/input.h"
#include "core/sign/edit.h"

static struct {
  char *signature;
} options;

static const GOptionEntry entries[] = {
  { "signature",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.signature,
    N_ ("The signature to put into the file, DER or PEM"),
    N_ ("FILE") },
  { NULL },
};

typedef struct {
  SgnSignRequest *request;
  GBytes *signature;
} Attachment;

static SgnOutcome *
attach (GFile *file,
        gpointer data,
        const SgnSignProgress *progress,
        GCancellable *cancellable,
        GError **error)
{
  Attachment *self = data;

  return sgn_attach_signature (file, self->signature, self->request, cancellable, error);
}

static GBytes *
read_signature (GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (options.signature);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);

  return input != NULL ? sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error) : NULL;
}

static SgnExit
run (int argc, char **argv)
{
  const GOptionEntry *const groups[] = { entries, NULL };
  const SgnEditCommand command = {
    &sgn_command_attach,
    _ ("--signature FILE FILE"),
    groups,
    .one_file = TRUE,
  };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;
  Attachment attachment = { .request = request };
  const SgnOutput *output = sgn_edit_get_output ();

  if (!sgn_edit_parse (&command, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.signature == NULL)
    return sgn_options_complain (command.command, _ ("--signature is needed."));
  signature = read_signature (&error);
  if (signature == NULL)
    return sgn_output_finish (sgn_output_error (output, options.signature, error));
  attachment.signature = signature;
  return sgn_edit_run (
      &(SgnEdit){ command.command, request, attach, &attachment, options.signature });
}

const SgnCommand sgn_command_attach = {
  .name = "attach",
  .summary = N_ ("Put a signature made elsewhere into its file"),
  .run = run,
};
