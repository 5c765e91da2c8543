/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Opening a pipe or socket waits for somebody at its other end, possibly for ever: FALSE
 * (SGN_ERROR_FILE_UNREADABLE) for those. */
gboolean sgn_pipe_refuse (GFile *file, GError **error);
