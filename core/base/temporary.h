/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <sys/stat.h>

/* Files on their way to their place in @folder, a descriptor. Whoever works on one has it locked,
 * so that what a killed process left can be told apart. */

/* A new file, open for writing; -1 and errno on failure. Where the file system can, it has no name
 * (@name NULL), so that nothing of it stays whatever becomes of this process. */
int sgn_temporary_create (int folder, mode_t mode, char **name);
/* The same, always with a name of its own. */
int sgn_temporary_create_named (int folder, mode_t mode, char **name);

/* Gives a file without a name one of its own. FALSE and errno on failure. */
gboolean sgn_temporary_give_name (int folder, int fd, char **name);
/* The same with this name, which must be free. */
gboolean sgn_temporary_give_this_name (int folder, int fd, const char *name);
/* Renames a file to a name that must be free; FALSE and errno. */
gboolean sgn_temporary_move (int folder, const char *from, const char *to);

/* Removes files of ours that nobody works on, once per process and folder. */
void sgn_temporary_clean_folder (int folder);

/* For tests: file systems that are less able. */
typedef enum {
  SGN_TEMPORARY_NAMELESS,
  SGN_TEMPORARY_NAMED,
  SGN_TEMPORARY_STAYS_NAMELESS, /* and cannot be linked */
} SgnTemporary;
void sgn_temporary_set_usual (SgnTemporary temporary);
