/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Opens a small file by which the programs of one user coordinate something of this @kind and @key,
 * in a private folder of the user, which is created if needed. Returns a descriptor for reading and
 * writing, to be closed by the caller; -1 on failure. */
int sgn_shared_file_open (const char *kind, const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* Locks the file for this open file description, until it is closed or the program ends. If not
 * @wait, returns FALSE if another one holds the lock. */
gboolean sgn_shared_file_lock (int descriptor, gboolean wait) G_GNUC_WARN_UNUSED_RESULT;
