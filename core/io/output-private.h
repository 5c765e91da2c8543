/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/base/temporary.h"
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
 * attributes of @from. What the file system refuses is left out; FALSE when that is the owner or
 * somebody's rights. */
gboolean sgn_output_copy_attributes (int from, const struct stat *status, int to);

/* The place that is written, and the file that is there now. */
typedef struct {
  char *shown; /* for messages */
  char *name;  /* in @folder, never a symbolic link */
  int folder;
  int previous; /* the file as it is, -1 where there is none or it cannot be read */
  gboolean exists;
  struct stat status;
} SgnOutputTarget;

gboolean sgn_output_target_open (SgnOutputTarget *self, GFile *file, GError **error);
void sgn_output_target_clear (SgnOutputTarget *self);
/* FILE_CHANGED unless the same file is still there. */
gboolean sgn_output_target_check_unchanged (const SgnOutputTarget *self, GError **error);
gboolean sgn_output_target_set_changed (const SgnOutputTarget *self, GError **error); /* FALSE */

/* Gives the target a second name in its folder, as a hard link or else as a copy: its own with
 * @suffix, or with a number behind that where the name is taken. @made: unless it had that name
 * before. (transfer full) */
char *sgn_output_back_up (const SgnOutputTarget *target,
                          const char *suffix,
                          gboolean *made,
                          GCancellable *cancellable,
                          GError **error);

/* A temporary file in @folder that becomes a copy of @bottom in a thread of its own. */
SgnDraft *sgn_draft_new (SgnInput *bottom, int folder);

/* Waits for the copy and hands it over; FALSE when it failed or lies in another folder. */
gboolean sgn_draft_take (SgnDraft *self, int folder, int *fd, char **temporary);

/* Removes what was not taken. */
void sgn_draft_free (SgnDraft *self);
