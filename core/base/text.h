/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Lower-case hexadecimal without separators. (transfer full) */
char *sgn_text_hex (gconstpointer data, gsize size);
char *sgn_text_hex_bytes (GBytes *bytes);

/* UTF-8 to and from UTF-16 octets of either order, without BOM and NUL; unpaired surrogates
 * and NULs within become U+FFFD when reading, NULs at the end go. (transfer full) */
GBytes *sgn_text_to_utf16 (const char *utf8, gboolean big_endian);
char *sgn_text_from_utf16 (gconstpointer data, gsize size, gboolean big_endian);

/* A name from a file, fit for showing: valid UTF-8 of at most 512 characters. Control, bidi and
 * zero-width characters (U+202E and friends can make a name read as another) become U+FFFD, every
 * kind of space a plain one. (transfer full) */
char *sgn_text_display (const char *text);

/* The same for a sentence that may hold such names: one line, of any length. (transfer full) */
char *sgn_text_line (const char *text);

/* Can it be shown as it is? */
gboolean sgn_text_is_plain (gunichar character);

/* One full stop where @sentence has its own behind that of @name, as in “S.A.”. Takes @sentence,
 * and gives it. */
char *sgn_text_join_stops (char *sentence, const char *name);

/* Base64 with the right number of digits, which fill only at their end; blanks do not matter, and
 * anything else would be skipped unseen. */
gboolean sgn_text_is_base64 (const char *text);
