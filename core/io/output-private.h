/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/io/input.h"

typedef struct _SgnDraft SgnDraft;

/* Writes the octets of @view to the file @fd, sharing or copying in the kernel what it can. The
 * file is empty, or @copied: holds what the input below @view does. @shown names the target in
 * errors. */
gboolean sgn_output_copy (SgnInput *view,
                          int fd,
                          gboolean copied,
                          const char *shown,
                          GCancellable *cancellable,
                          GError **error);

/* Gives the file @to the owner and mode of @status and, where @from is not -1, the extended
 * attributes of @from. What the file system refuses is left out. */
void sgn_output_copy_attributes (int from, const struct stat *status, int to);

/* A new file in @folder, open for writing; -1 and errno on failure. Where the file system can, it
 * has no name (@name NULL), so that nothing of it stays whatever becomes of this process. */
int sgn_output_create_temporary (int folder, mode_t mode, char **name);
/* The same, always with a name of its own. */
int sgn_output_create_named (int folder, mode_t mode, char **name);
/* Gives a file without a name one of its own. FALSE and errno on failure. */
gboolean sgn_output_give_name (int folder, int fd, char **name);

/* For tests: file systems that are less able. */
typedef enum {
  SGN_TEMPORARY_NAMELESS,
  SGN_TEMPORARY_NAMED,
  SGN_TEMPORARY_STAYS_NAMELESS, /* and cannot be linked */
} SgnTemporary;
void sgn_output_set_temporary (SgnTemporary temporary);

/* Gives the file @name in @folder, which is @original, a second name, as a hard link or else as a
 * copy. (transfer full) */
char *sgn_output_keep (int folder,
                       const char *name,
                       GFile *original,
                       const struct stat *status,
                       const char *shown,
                       GCancellable *cancellable,
                       GError **error);

/* A temporary file in @folder that becomes a copy of @bottom in a thread of its own. */
SgnDraft *sgn_draft_new (SgnInput *bottom, int folder);

/* Waits for the copy and hands it over; FALSE when it failed or lies in another folder. */
gboolean sgn_draft_take (SgnDraft *self, int folder, int *fd, char **temporary);

/* Removes what was not taken. */
void sgn_draft_free (SgnDraft *self);
