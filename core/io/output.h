/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Begins to copy a large file to where sgn_output_write() will need it, in a thread of its own,
 * so that reading, hashing and writing overlap. What goes wrong is left to that function to find;
 * without it, the copy goes away with @input. */
void sgn_output_prepare (SgnInput *input, GFile *target);

/* Writes @view to @target in one step: a temporary file beside it, synced, then renamed over it,
 * then the folder synced. Before the rename nothing of @target is touched and on failure nothing
 * is left behind. Owner, mode and extended attributes come from @target, or from the file behind
 * @view where @target is new; the modification time is new. A symbolic link keeps pointing to the
 * written file. Unchanged ranges are shared with the original (reflink) or copied in the kernel
 * where the file system can.
 * @backup_suffix (nullable): the previous @target stays under its name plus this suffix.
 * Fails with SGN_ERROR_FILE_CHANGED when the file behind @view changed since it was opened,
 * FILE_READONLY, WRITE_FAILED, G_IO_ERROR_CANCELLED. */
gboolean sgn_output_write (SgnInput *view,
                           GFile *target,
                           const char *backup_suffix,
                           GCancellable *cancellable,
                           GError **error);

/* Puts the octets of @original, a file that has been replaced by @target since it was opened, back
 * as @target, in the same way, with the modification time it had. The copy that was kept of it with
 * @backup_suffix (nullable) goes then, unless it is another file by now. */
gboolean
sgn_output_restore (SgnInput *original, GFile *target, const char *backup_suffix, GError **error);
