/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The last few objects that were made of bytes: the same certificates come with every file of a
 * publisher, and reading one takes longer than checking a signature with it. From any thread. */

/* The object that was remembered for the same bytes. (nullable) (transfer full) */
gpointer sgn_recent_find (GBytes *bytes);
/* Remembers @object (of GObject) for @bytes, in place of the oldest; large ones are not kept. */
void sgn_recent_add (GBytes *bytes, gpointer object);
