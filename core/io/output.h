/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Begins to copy a large file to where sgn_output_write() will need it, in a thread of its own,
 * so that reading, hashing and writing overlap. What goes wrong is left to that function to find;
 * without it, the copy goes away with @input. */
void sgn_output_prepare (SgnInput *input, GFile *target);

typedef struct {
  const char *backup_suffix; /* (nullable): the previous file stays under its name plus this, and a
                              * number where that name is taken */
  gboolean create;           /* FILE_EXISTS where something is there, were it a symbolic link */
} SgnOutputOptions;

/* What became of the file that was there before. */
typedef struct {
  char *backup;         /* (nullable): its name now, in the folder of the target */
  gboolean rights_kept; /* the new file has its owner, mode and access list */
  guint other_names;    /* hard links that still lead to it */
} SgnOutputResult;

void sgn_output_result_clear (SgnOutputResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnOutputResult, sgn_output_result_clear)

/* Writes @view to @target in one step: a temporary file beside it, synced, then renamed over it,
 * then the folder synced. Before the rename nothing of @target is touched and on failure nothing
 * is left behind; what a killed process left is removed by the next. Owner, mode and extended
 * attributes come from @target, or from the file behind @view where @target is new; the
 * modification time is new. A symbolic link, which the kernel follows and this never, keeps
 * pointing to the written file; one that leads nowhere is an error. Unchanged ranges are shared
 * with the original (reflink) or copied in the kernel where the file system can.
 * @options, @ret: (nullable). Fails with SGN_ERROR_FILE_CHANGED when the file behind @view changed
 * since it was opened, FILE_EXISTS, FILE_READONLY, WRITE_FAILED, G_IO_ERROR_CANCELLED. */
gboolean sgn_output_write (SgnInput *view,
                           GFile *target,
                           const SgnOutputOptions *options,
                           SgnOutputResult *ret,
                           GCancellable *cancellable,
                           GError **error);

/* Puts the octets of @original, a file that has been replaced by @target since it was opened, back
 * as @target, in the same way, with the modification time it had. The @backup (nullable) that was
 * kept of it goes then, unless it is another file by now. */
gboolean sgn_output_restore (SgnInput *original, GFile *target, const char *backup, GError **error);
