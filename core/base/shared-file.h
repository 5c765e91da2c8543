/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A small file by which the programs of one user agree on something of this @kind that is called
 * @key; in a folder that is the user’s alone and made when it is needed. Open for reading and
 * writing, to be closed; -1 where there can be none. */
int sgn_shared_file_open (const char *kind, const char *key);

/* Locks it against every other opening until it is closed, which also a program’s end does.
 * @wait FALSE: only if nobody else has it. */
gboolean sgn_shared_file_lock (int descriptor, gboolean wait);
