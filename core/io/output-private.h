/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/base/temporary.h"
#include "core/io/input.h"

typedef struct _SgnDraft SgnDraft;

/* Writes the bytes of @view to the file @fd, sharing or copying in the kernel where possible. The
 * file is empty or, with @copied, contains the bottom input of @view. @shown is the name for
 * errors. */
gboolean sgn_output_copy (SgnInput *view,
                          int fd,
                          gboolean copied,
                          const char *shown,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the file @to the owner and mode of @status and, unless @from is -1, the extended attributes
 * of @from. Attributes that the file system refuses are left out; FALSE if these are the owner or
 * access rights. */
gboolean sgn_output_copy_attributes (int from, const struct stat *status, int to);

/* The place that is written, and the file that is there now. */
typedef struct {
  char *shown; /* for messages */
  char *name;  /* in @folder; never a symbolic link */
  int folder;
  int previous; /* descriptor of the existing file; -1 if there is none or it cannot be read */
  gboolean exists;
  struct stat status;
} SgnOutputTarget;

gboolean sgn_output_target_open (SgnOutputTarget *self,
                                 GFile *file,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_output_target_clear (SgnOutputTarget *self);
/* SGN_ERROR_FILE_CHANGED unless the same file is still there. */
gboolean sgn_output_target_check_unchanged (const SgnOutputTarget *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_output_target_set_changed (const SgnOutputTarget *self,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT; /* FALSE */

/* Gives the target a second name in its folder, as a hard link or else as a copy: its own name with
 * @suffix, followed by a number if that is taken. *made is FALSE if it already had that name.
 * (transfer full) */
char *sgn_output_back_up (const SgnOutputTarget *target,
                          const char *suffix,
                          gboolean *made,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A temporary file in @folder, to which a thread copies @bottom. (transfer full) */
SgnDraft *sgn_draft_new (SgnInput *bottom, int folder);

/* Waits for the copy and hands it over: @fd and @temporary (nullable) belong to the caller. FALSE
 * if it failed or is in another folder. */
gboolean
sgn_draft_take (SgnDraft *self, int folder, int *fd, char **temporary) G_GNUC_WARN_UNUSED_RESULT;

/* Removes the file unless it was taken. */
void sgn_draft_free (SgnDraft *self);
