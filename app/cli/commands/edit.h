/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/output.h"
#include "core/batch/job.h"
#include "core/sign/request.h"

/* What the commands for existing signatures share: --index, --json, the files, and for those that
 * write into files --output, --backup and --trust. Their values are global. */

/* One of these commands. */
typedef struct {
  const SgnCommand *command;
  const char *arguments;             /* as in the usage, translated */
  const GOptionEntry *const *groups; /* options of this command alone; NULL-terminated */
  gboolean one_file;
  gboolean extracts; /* changes no file */
} SgnEditCommand;

/* Parses and checks the command line. Returns FALSE after saying what is wrong with it. */
gboolean
sgn_edit_parse (const SgnEditCommand *self, int argc, char **argv) G_GNUC_WARN_UNUSED_RESULT;

/* The option --index, as a group. */
const GOptionEntry *sgn_edit_get_index_entries (void);

/* The number of the signature, or -1 if none was given. */
int sgn_edit_get_index (void);
char **sgn_edit_get_files (void);
const SgnOutput *sgn_edit_get_output (void);

/* What to do with each file. */
typedef struct {
  const SgnCommand *command;
  SgnSignRequest *request; /* gets the trusted root certificates and the output */
  SgnJobFunc func;
  gpointer data;     /* for @func */
  const char *input; /* (nullable): a further file that is read and must not be overwritten */
} SgnEdit;

/* Runs @self->func for each file, one file after the other. Returns the worst status. */
SgnExit sgn_edit_run (const SgnEdit *self);
