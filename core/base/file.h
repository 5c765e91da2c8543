/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Opens a regular file for reading. Refuses a FIFO, a device or a socket, since opening or reading
 * it could block forever. Returns a descriptor to be closed by the caller, or -1 with
 * SGN_ERROR_FILE_UNREADABLE; the error says why, but not which file. */
int sgn_file_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, but also accepts a pipe that this process inherited (“/dev/fd/63”, as shells write for
 * “<(command)”). */
int sgn_file_open_given (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the file, at most @limit + 1 bytes so that the caller can detect a larger one. The bytes
 * are wiped when they are freed. (transfer full) */
GBytes *sgn_file_read (GFile *file, gsize limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
