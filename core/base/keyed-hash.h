/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Functions for GHashTable where the keys come out of files. GLib's own can be made to collide by
 * whoever writes the keys, and then a table costs the square of its size; these depend on a secret
 * that every process chooses anew (SipHash-2-4, Aumasson and Bernstein 2012). */

/* Of text that ends with NUL; goes with g_str_equal(). */
guint sgn_keyed_hash_text (gconstpointer text);
/* Of a GBytes; goes with g_bytes_equal(). */
guint sgn_keyed_hash_bytes (gconstpointer bytes);

/* For the tests: with a key that is known. */
guint64 sgn_siphash (const guint64 key[2], const guint8 *data, gsize size);
