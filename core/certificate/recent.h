/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A cache of the objects most recently parsed from bytes. All files of a publisher carry the same
 * certificates, and parsing one takes longer than verifying a signature with it. Thread-safe. */

/* The object cached for equal bytes. (nullable) (transfer full) */
gpointer sgn_recent_find (GBytes *bytes);
/* Caches @object (a GObject, a reference is taken) for @bytes in place of the oldest. Large ones
 * are ignored. */
void sgn_recent_add (GBytes *bytes, gpointer object);
