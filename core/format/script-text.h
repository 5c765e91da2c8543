/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The text of a script as its octets stand in the file. Windows hashes it as UTF-16, little-endian,
 * whatever it is stored in. */
typedef enum {
  SCRIPT_UTF_8,
  SCRIPT_WINDOWS_1252,
  SCRIPT_UTF_16LE,
  SCRIPT_UTF_16BE,
} ScriptEncoding;

typedef struct {
  ScriptEncoding encoding;
  gsize bom_size;
  gsize unit_size; /* octets of one character of the block */
  GBytes *octets;  /* without BOM */
  GBytes *narrow;  /* one octet for each unit: ASCII as it is, everything else unlike it */
} ScriptText;

/* @fallback: of text without BOM; SCRIPT_UTF_8 that is none becomes SCRIPT_WINDOWS_1252.
 * SGN_ERROR_FILE_DAMAGED for half a character. */
ScriptText *sgn_script_text_new (GBytes *file, ScriptEncoding fallback, GError **error);
void sgn_script_text_free (ScriptText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptText, sgn_script_text_free)

gsize sgn_script_text_get_length (const ScriptText *self); /* in units */

/* Without BOM, nothing but ASCII in it, so that no encoding can be told from it. */
gboolean sgn_script_text_is_ascii (const ScriptText *self);

/* The units [start, end) as UTF-16LE read in @encoding, which has the unit size of the text's own.
 * (transfer full) */
GBytes *
sgn_script_text_to_utf16 (const ScriptText *self, gsize start, gsize end, ScriptEncoding encoding);

/* UTF-8 in the encoding of the text; ASCII alone where that is Windows-1252. (transfer full) */
GBytes *sgn_script_text_encode (const ScriptText *self, const char *text);
