/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Lower-case hexadecimal without separators. (transfer full) */
char *sgn_text_hex (gconstpointer data, gsize size);
char *sgn_text_hex_bytes (GBytes *bytes);

/* UTF-8 to and from UTF-16 octets of either order, without BOM and NUL; unpaired surrogates
 * become U+FFFD when reading. (transfer full) */
GBytes *sgn_text_to_utf16 (const char *utf8, gboolean big_endian);
char *sgn_text_from_utf16 (gconstpointer data, gsize size, gboolean big_endian);

/* A name from a file, fit for showing: valid UTF-8, no control, bidi or zero-width characters
 * (U+202E and friends can make a name read as another), at most 512 characters. (transfer full) */
char *sgn_text_display (const char *text);
