/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/script-family.h"

/* Where the lines of the signature stand, in units of the text: [start, end), from the line end
 * before the first to the one after the last. Without a signature both are the place it will get.
 */
typedef struct {
  gsize start;
  gsize end;
  gboolean has_place;  /* FALSE: unsigned, and there is no place for a signature */
  gboolean bare_feeds; /* line ends of the block are not CR LF any more */
  GBytes *der;         /* NULL: not signed */
} ScriptBlock;

/* SGN_ERROR_SIGNATURE_DAMAGED: a block that cannot be read, at the end of the text. */
gboolean sgn_script_block_find (const EncodedText *text,
                                const ScriptFamily *family,
                                ScriptBlock *ret,
                                GError **error);
void sgn_script_block_clear (ScriptBlock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScriptBlock, sgn_script_block_clear)

/* It was text of the script, which is not signed. */
void sgn_script_block_drop (const EncodedText *text, const ScriptFamily *family, ScriptBlock *self);

/* The lines for @der with all their line ends. (transfer full) */
char *sgn_script_block_format (const ScriptFamily *family, GBytes *der);
