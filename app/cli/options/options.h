/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "app/cli/console/command.h"

/* Parses the options of @command. The remaining arguments stay in @argv as files. On wrong usage
 * prints the reason and returns FALSE. */
gboolean sgn_options_parse (const SgnCommand *command,
                            const char *usage,
                            const GOptionEntry *const *groups,
                            int argc,
                            char **argv);

/* Prints "signet-cli COMMAND: sentence" for wrong usage. Returns SGN_EXIT_USAGE. */
SgnExit sgn_options_complain (const SgnCommand *command, const char *sentence);

/* Converts an argument in the encoding of the terminal, or UTF-8, to UTF-8. NULL when it is
 * neither. (transfer full) */
char *sgn_options_to_utf8 (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Prints "signet-cli COMMAND: sentence" for @error. Returns its exit status, at least KEY. */
SgnExit sgn_options_fail (const SgnCommand *command, const GError *error);

/* The file at a path given on the command line; NULL for NULL. (transfer full) */
GFile *sgn_options_to_file (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a list (nullable), of GFile. (transfer full) */
GPtrArray *sgn_options_to_files (char **paths) G_GNUC_WARN_UNUSED_RESULT;
