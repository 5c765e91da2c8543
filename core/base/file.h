/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Opens a regular file for reading. A FIFO, a device or a socket of that name is refused, since
 * opening or reading it could wait for ever. The error says why, not which file it is:
 * FILE_UNREADABLE. */
int sgn_file_open (const char *path, GError **error);

/* The same, but a pipe that this process was given open (“/dev/fd/63”, as shells name it for
 * “<(command)”) is good as well. */
int sgn_file_open_given (const char *path, GError **error);

/* What is in the file; at most one octet more than @limit is read, so that the caller sees what is
 * too large. It is wiped when it is freed. (transfer full) */
GBytes *sgn_file_read (GFile *file, gsize limit, GError **error);
