/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Random access to bytes: a file, memory, or a patched view of another input. Files are read with
 * pread in windows of at most SGN_INPUT_WINDOW and never mapped, so that a shrinking file is an
 * error and not a crash. Reference-counted. Use one input in one thread at a time. Offsets and
 * sizes are in bytes. */
typedef struct _SgnInput SgnInput;

#define SGN_INPUT_WINDOW ((gsize) 1024 * 1024)

SgnInput *sgn_input_new_for_file (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
SgnInput *sgn_input_new_for_bytes (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
SgnInput *sgn_input_ref (SgnInput *self);
void sgn_input_unref (SgnInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnInput, sgn_input_unref)

guint64 sgn_input_get_size (SgnInput *self);

/* The local file, also that of a patched view; NULL for memory. (transfer none) */
GFile *sgn_input_get_file (SgnInput *self);

/* The name of the file, also of a patched view: some formats are recognised by extension only. NULL
 * for memory until sgn_input_set_name(). (transfer none) */
const char *sgn_input_get_name (SgnInput *self);
void sgn_input_set_name (SgnInput *self, const char *name);

/* The file that this one, a detached signature, is about; also for a patched view. NULL unless set.
 * (transfer none) */
SgnInput *sgn_input_get_beside (SgnInput *self);
void sgn_input_set_beside (SgnInput *self, SgnInput *beside);

/* Reads exactly @size bytes or fails: SGN_ERROR_FILE_DAMAGED after the end,
 * SGN_ERROR_FILE_UNREADABLE. */
gboolean
sgn_input_read (SgnInput *self, guint64 offset, gpointer buffer, gsize size, GError **error);

/* The same into new bytes, at most SGN_INPUT_MAX_BYTES. (transfer full) */
#define SGN_INPUT_MAX_BYTES ((gsize) 16 * 1024 * 1024)
GBytes *sgn_input_read_bytes (SgnInput *self, guint64 offset, guint64 size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* SGN_ERROR_FILE_CHANGED if size, time or identity of the file, or of its beside file, have changed
 * since it was opened. */
gboolean sgn_input_check_unchanged (SgnInput *self, GError **error);
