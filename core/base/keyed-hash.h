/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Hash functions for GHashTable with keys from files. The author of a file can choose keys that
 * collide in GLib's functions, so that a table takes quadratic time. These functions use a secret
 * that is new in every process (SipHash-2-4, Aumasson and Bernstein 2012). */

/* For NUL-terminated text; use with g_str_equal(). */
guint sgn_keyed_hash_text (gconstpointer text);
/* For GBytes; use with g_bytes_equal(). */
guint sgn_keyed_hash_bytes (gconstpointer bytes);

/* For tests: with a known key. */
guint64 sgn_siphash (const guint64 key[2], const guint8 *data, gsize size);
