/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The text of a file, as its bytes. Windows hashes it as UTF-16LE, whatever the encoding of the
 * file. */
typedef enum {
  TEXT_UTF_8,
  TEXT_WINDOWS_1252,
  TEXT_UTF_16LE,
  TEXT_UTF_16BE,
} TextEncoding;

typedef struct {
  TextEncoding encoding;
  gsize bom_size;
  gsize unit_size; /* bytes of an ASCII character */
  GBytes *bytes;   /* without BOM */
  GBytes *narrow;  /* one byte per unit: ASCII unchanged, anything else as a non-ASCII byte */
} EncodedText;

/* @fallback: the encoding of text without BOM; with TEXT_UTF_8, text that is not valid UTF-8 is
 * read as TEXT_WINDOWS_1252. SGN_ERROR_FILE_DAMAGED for half a character. (transfer full) */
EncodedText *sgn_encoded_text_new (GBytes *file,
                                   TextEncoding fallback,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_encoded_text_free (EncodedText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncodedText, sgn_encoded_text_free)

gsize sgn_encoded_text_get_length (const EncodedText *self); /* in units */

/* Whether the bytes at @unit are a byte order mark. */
gboolean sgn_encoded_text_has_mark_at (const EncodedText *self, gsize unit);

/* Whether the text has no BOM and is all ASCII, so that its encoding does not matter. */
gboolean sgn_encoded_text_is_ascii (const EncodedText *self);

/* The units [start, end), decoded from @encoding, as UTF-16LE. @encoding must have the unit size of
 * the text. (transfer full) */
GBytes *
sgn_encoded_text_to_utf16 (const EncodedText *self, gsize start, gsize end, TextEncoding encoding);

/* @text (UTF-8) in the encoding of the file; what Windows-1252 lacks becomes "?". (transfer full)
 */
GBytes *sgn_encoded_text_encode (const EncodedText *self, const char *text);
