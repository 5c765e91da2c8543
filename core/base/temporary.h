/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <sys/stat.h>

/* Temporary files in @folder (a descriptor), to be moved to their final name. They are locked while
 * in use, so that files of killed processes can be recognised. */

/* Creates a file and opens it for writing; -1 and errno on failure. If the file system supports
 * that, the file has no name (*name is NULL), so that nothing is left whatever happens to this
 * process. */
int sgn_temporary_create (int folder, mode_t mode, char **name) G_GNUC_WARN_UNUSED_RESULT;
/* The same, always with a name. */
int sgn_temporary_create_named (int folder, mode_t mode, char **name) G_GNUC_WARN_UNUSED_RESULT;

/* Gives a unique name to a file without name. FALSE and errno on failure. */
gboolean sgn_temporary_give_name (int folder, int fd, char **name) G_GNUC_WARN_UNUSED_RESULT;
/* The same with the given name, which must be free. */
gboolean
sgn_temporary_give_this_name (int folder, int fd, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Renames a file to a name that must be free. FALSE and errno on failure. */
gboolean
sgn_temporary_move (int folder, const char *from, const char *to) G_GNUC_WARN_UNUSED_RESULT;

/* Removes temporary files that are not in use, once per process and folder. */
void sgn_temporary_clean_folder (int folder);

/* For tests: simulates less capable file systems. */
typedef enum {
  SGN_TEMPORARY_NAMELESS,
  SGN_TEMPORARY_NAMED,
  SGN_TEMPORARY_STAYS_NAMELESS, /* and cannot be linked to a name */
} SgnTemporary;
void sgn_temporary_set_usual (SgnTemporary temporary);
