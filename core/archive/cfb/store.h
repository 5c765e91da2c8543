/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/patch.h"

/* Octets written over an input here and there, kept in small blocks: only these are in memory,
 * and only they differ in the patch. */
typedef struct {
  SgnInput *input;
  GHashTable *blocks;
  GError *error; /* the first one; nothing is written any more */
} CfbStore;

/* Not larger than a mini sector, so that what is signed stays one with the file below. */
#define CFB_BLOCK_SHIFT 6
#define CFB_BLOCK_SIZE  ((gsize) 1 << CFB_BLOCK_SHIFT)

void sgn_cfb_store_init (CfbStore *self, SgnInput *input);
void sgn_cfb_store_clear (CfbStore *self);
void sgn_cfb_store_write (CfbStore *self, guint64 offset, gconstpointer data, gsize size);
void sgn_cfb_store_fill (CfbStore *self, guint64 offset, guint8 octet, gsize size);
void sgn_cfb_store_u32 (CfbStore *self, guint64 offset, guint32 value);
/* The edits that make a file of @size octets. (transfer full) */
SgnPatch *sgn_cfb_store_to_patch (const CfbStore *self, guint64 size);
