/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The text of a file as its octets stand in the file. Windows hashes it as UTF-16, little-endian,
 * whatever it is stored in. */
typedef enum {
  TEXT_UTF_8,
  TEXT_WINDOWS_1252,
  TEXT_UTF_16LE,
  TEXT_UTF_16BE,
} TextEncoding;

typedef struct {
  TextEncoding encoding;
  gsize bom_size;
  gsize unit_size; /* octets of one character of the block */
  GBytes *octets;  /* without BOM */
  GBytes *narrow;  /* one octet for each unit: ASCII as it is, everything else unlike it */
} EncodedText;

/* @fallback: of text without BOM; TEXT_UTF_8 that is none becomes TEXT_WINDOWS_1252.
 * SGN_ERROR_FILE_DAMAGED for half a character. */
EncodedText *sgn_encoded_text_new (GBytes *file, TextEncoding fallback, GError **error);
void sgn_encoded_text_free (EncodedText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncodedText, sgn_encoded_text_free)

gsize sgn_encoded_text_get_length (const EncodedText *self); /* in units */

/* What stands at @unit would tell an encoding if it came first. */
gboolean sgn_encoded_text_has_mark_at (const EncodedText *self, gsize unit);

/* Without BOM, nothing but ASCII in it, so that no encoding can be told from it. */
gboolean sgn_encoded_text_is_ascii (const EncodedText *self);

/* The units [start, end) as UTF-16LE read in @encoding, which has the unit size of the text's own.
 * (transfer full) */
GBytes *
sgn_encoded_text_to_utf16 (const EncodedText *self, gsize start, gsize end, TextEncoding encoding);

/* UTF-8 in the encoding of the text; ASCII alone where that is Windows-1252. (transfer full) */
GBytes *sgn_encoded_text_encode (const EncodedText *self, const char *text);
