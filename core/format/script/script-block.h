/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/script-family.h"

/* The lines of the signature, in units of the text: [start, end), from the line end before the
 * first line to the line end after the last. Without a signature, both are the place it will
 * get. */
typedef struct {
  gsize start;
  gsize end;
  gboolean has_place;  /* FALSE: not signed, and there is no place for a signature */
  gboolean bare_feeds; /* line ends of the block were converted from CR LF */
  GBytes *der;         /* NULL: not signed */
} ScriptBlock;

/* SGN_ERROR_SIGNATURE_DAMAGED for a block at the end of the text that cannot be read. */
gboolean sgn_script_block_find (const EncodedText *text,
                                const ScriptFamily *family,
                                ScriptBlock *ret,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_script_block_clear (ScriptBlock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScriptBlock, sgn_script_block_clear)

/* Makes @self that of a script that is not signed: the block was text of the script. */
void sgn_script_block_drop (const EncodedText *text, const ScriptFamily *family, ScriptBlock *self);

/* The lines of a block with @der, with all line ends. (transfer full) */
char *sgn_script_block_format (const ScriptFamily *family, GBytes *der);
