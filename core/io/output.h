/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Starts to copy a large file to where sgn_output_write() will need it, in a thread of its own, so
 * that reading, hashing and writing overlap. Errors are left to sgn_output_write(); if that is
 * never called, the copy is removed with @input. */
void sgn_output_prepare (SgnInput *input, GFile *target);

typedef struct {
  const char *backup_suffix; /* (nullable): keep the previous file under its name plus this,
                                followed by a number if that name is taken */
  gboolean create; /* SGN_ERROR_FILE_EXISTS if the target exists, even as a symbolic link */
} SgnOutputOptions;

/* What happened to the previous file. */
typedef struct {
  char *backup;         /* (nullable): its new name, in the folder of the target */
  gboolean rights_kept; /* the new file has its owner, mode and access list */
  guint other_names;    /* number of hard links that still refer to it */
} SgnOutputResult;

void sgn_output_result_clear (SgnOutputResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnOutputResult, sgn_output_result_clear)

/* Writes @view to @target atomically: to a temporary file in the same folder, which is synced and
 * renamed over the target; then the folder is synced. Nothing of @target changes before the rename,
 * and nothing is left behind on failure; files that a killed process left are removed by the next
 * one. Owner, mode and extended attributes come from @target or, if that is new, from the file of
 * @view; the modification time is new. If @target is a symbolic link, which the kernel resolves,
 * the link is kept and its destination written; a dangling link is an error. Unchanged ranges are
 * shared with the original (reflink) or copied in the kernel where the file system can do so.
 * @options, @ret: (nullable). Errors: SGN_ERROR_FILE_CHANGED if the file of @view changed since it
 * was opened, SGN_ERROR_FILE_EXISTS, SGN_ERROR_FILE_READONLY, SGN_ERROR_WRITE_FAILED,
 * G_IO_ERROR_CANCELLED. */
gboolean sgn_output_write (SgnInput *view,
                           GFile *target,
                           const SgnOutputOptions *options,
                           SgnOutputResult *ret,
                           GCancellable *cancellable,
                           GError **error);

/* Restores @original, a file that was replaced by @target after it was opened, as @target, in the
 * same way and with its old modification time. Then removes @backup (nullable), the backup of it,
 * unless that is another file by now. */
gboolean sgn_output_restore (SgnInput *original, GFile *target, const char *backup, GError **error);
