/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "app/cli/console/command.h"

/* Parses the options of @command; what is left over are the files (g_auto (GStrv)). On wrong usage
 * the reason is printed and FALSE returned. */
gboolean sgn_options_parse (const SgnCommand *command,
                            const char *usage,
                            const GOptionEntry *const *groups,
                            int argc,
                            char **argv);

/* Prints "signet-cli COMMAND: sentence" for wrong usage. Returns SGN_EXIT_USAGE. */
SgnExit sgn_options_complain (const SgnCommand *command, const char *sentence);

/* A text argument in the encoding of the terminal or UTF-8, whichever it is; NULL when neither.
 * (transfer full) */
char *sgn_options_to_utf8 (const char *text);

/* Prints "signet-cli COMMAND: sentence" for @error; its exit status, at least KEY. */
SgnExit sgn_options_fail (const SgnCommand *command, const GError *error);

/* The file that a path from the command line names; NULL for NULL. (transfer full) */
GFile *sgn_options_to_file (const char *path);
/* The same for a list (nullable), of GFile. (transfer full) */
GPtrArray *sgn_options_to_files (char **paths);
