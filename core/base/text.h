/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Lower-case hexadecimal without separators. (transfer full) */
char *sgn_text_hex (gconstpointer data, gsize size);
char *sgn_text_hex_bytes (GBytes *bytes);

/* Conversion between UTF-8 and the bytes of UTF-16, without BOM and final NUL. When reading UTF-16,
 * unpaired surrogates and inner NULs become U+FFFD, and NULs at the end are dropped. (transfer
 * full) */
GBytes *sgn_text_to_utf16 (const char *utf8, gboolean big_endian);
char *sgn_text_from_utf16 (gconstpointer data, gsize size, gboolean big_endian);

/* Makes a name from a file fit for display: valid UTF-8 of at most 512 characters. Control, bidi
 * and zero-width characters (such as U+202E, which can make a name look like another) become
 * U+FFFD, and every kind of space becomes a plain one. (transfer full) */
char *sgn_text_display (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a sentence that may contain such names: one line of any length. (transfer full) */
char *sgn_text_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the character can be displayed unchanged. */
gboolean sgn_text_is_plain (gunichar character);

/* Removes the second full stop if @sentence has one right after @name, which ends with one (as in
 * “S.A.”). Changes and returns @sentence. */
char *sgn_text_join_stops (char *sentence, const char *name);

/* Whether @text is correct base64: a complete number of digits, padding only at the end, no other
 * characters except white space. g_base64_decode() would ignore errors. */
gboolean sgn_text_is_base64 (const char *text) G_GNUC_WARN_UNUSED_RESULT;
