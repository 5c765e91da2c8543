/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/patch.h"

/* Bytes written to places in an input, kept in small blocks: only these are in memory, and only
 * these become edits of the patch. The first error stops all further writing and is reported by the
 * writer. */
typedef struct {
  SgnInput *input;
  GHashTable *blocks;
  GError *error; /* (nullable): the first error, after which nothing is written */
} CfbStore;

/* At most a mini sector, so that unchanged streams stay ranges of the input and are not hashed
 * again. */
#define CFB_BLOCK_SHIFT 6
#define CFB_BLOCK_SIZE  ((gsize) 1 << CFB_BLOCK_SHIFT)

void sgn_cfb_store_init (CfbStore *self, SgnInput *input);
void sgn_cfb_store_clear (CfbStore *self);
/* Write at a file offset, which can be after the end: bytes, @size times one byte, a little-endian
 * number. Errors of reading the blocks they are in are kept in @error. */
void sgn_cfb_store_write (CfbStore *self, guint64 offset, gconstpointer data, gsize size);
void sgn_cfb_store_fill (CfbStore *self, guint64 offset, guint8 byte, gsize size);
void sgn_cfb_store_u32 (CfbStore *self, guint64 offset, guint32 value);
/* The edits that make a file of @size bytes. (transfer full) */
SgnPatch *sgn_cfb_store_to_patch (const CfbStore *self, guint64 size);
