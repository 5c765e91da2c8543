/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* The bytes that a change to a compound file writes; see store.h. */

#include "config.h"

#include "core/archive/cfb/store.h"

#include <string.h>

/* A block, and its number in the file. */
typedef struct {
  guint64 number;
  guint8 bytes[CFB_BLOCK_SIZE];
} Block;

void
sgn_cfb_store_init (CfbStore *self, SgnInput *input)
{
  self->input = input;
  self->blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->error = NULL;
}

void
sgn_cfb_store_clear (CfbStore *self)
{
  g_hash_table_unref (self->blocks);
  g_clear_error (&self->error);
}

/* The block as it is in the file, with zeros after the end of the file. */
static Block *
load_block (CfbStore *self, guint64 number)
{
  guint64 size = sgn_input_get_size (self->input);
  guint64 offset = number << CFB_BLOCK_SHIFT;
  g_autofree Block *block = g_new0 (Block, 1);

  block->number = number;
  if (offset < size && !sgn_input_read (self->input,
                                        offset,
                                        block->bytes,
                                        (gsize) MIN (CFB_BLOCK_SIZE, size - offset),
                                        &self->error))
    return NULL;
  return g_steal_pointer (&block);
}

static Block *
get_block (CfbStore *self, guint64 number)
{
  Block *block = g_hash_table_lookup (self->blocks, &number);

  if (block != NULL || self->error != NULL)
    return block;
  block = load_block (self, number);
  if (block != NULL)
    g_hash_table_add (self->blocks, block);
  return block;
}

void
sgn_cfb_store_write (CfbStore *self, guint64 offset, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;
  gsize part;

  for (gsize done = 0; done < size; done += part) {
    gsize at = (gsize) ((offset + done) % CFB_BLOCK_SIZE);
    Block *block = get_block (self, (offset + done) >> CFB_BLOCK_SHIFT);

    if (block == NULL)
      return;
    part = MIN (size - done, CFB_BLOCK_SIZE - at);
    memcpy (&block->bytes[at], &bytes[done], part);
  }
}

void
sgn_cfb_store_fill (CfbStore *self, guint64 offset, guint8 byte, gsize size)
{
  guint8 bytes[CFB_BLOCK_SIZE];

  memset (bytes, byte, sizeof bytes);
  for (gsize done = 0; done < size; done += MIN (size - done, sizeof bytes))
    sgn_cfb_store_write (self, offset + done, bytes, MIN (size - done, sizeof bytes));
}

void
sgn_cfb_store_u32 (CfbStore *self, guint64 offset, guint32 value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  sgn_cfb_store_write (self, offset, &bytes, sizeof bytes);
}

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const Block *first = *(const Block *const *) a;
  const Block *second = *(const Block *const *) b;

  return first->number < second->number ? -1 : first->number > second->number;
}

static GPtrArray *
sort_blocks (const CfbStore *self)
{
  GPtrArray *blocks = g_ptr_array_sized_new (g_hash_table_size (self->blocks));
  GHashTableIter iter;
  gpointer block;

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, &block, NULL))
    g_ptr_array_add (blocks, block);
  g_ptr_array_sort (blocks, compare_blocks);
  return blocks;
}

/* Joins consecutive blocks from @index on that begin before @end; moves @index past them. */
static GByteArray *
join_blocks (const GPtrArray *blocks, guint *index, guint64 end)
{
  GByteArray *bytes = g_byte_array_new ();
  guint64 number = ((const Block *) blocks->pdata[*index])->number;

  for (; *index < blocks->len; (*index)++, number++) {
    const Block *block = blocks->pdata[*index];

    if (block->number != number || number << CFB_BLOCK_SHIFT >= end)
      break;
    g_byte_array_append (bytes, block->bytes, sizeof block->bytes);
  }
  return bytes;
}

/* The data after the end of the input, with zeros where nothing was written. */
static GBytes *
build_tail (const GPtrArray *blocks, guint index, guint64 from, guint64 to)
{
  g_autofree guint8 *bytes = g_malloc0 ((gsize) (to - from));

  for (; index < blocks->len; index++) {
    const Block *block = blocks->pdata[index];
    guint64 offset = block->number << CFB_BLOCK_SHIFT;
    guint64 first = MAX (offset, from);
    guint64 last = MIN (offset + CFB_BLOCK_SIZE, to);

    if (first < last)
      memcpy (&bytes[first - from], &block->bytes[first - offset], (gsize) (last - first));
  }
  return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) (to - from));
}

SgnPatch *
sgn_cfb_store_to_patch (const CfbStore *self, guint64 size)
{
  g_autoptr (GPtrArray) blocks = sort_blocks (self);
  SgnPatch *patch = sgn_patch_new ();
  guint64 old_size = sgn_input_get_size (self->input);
  guint64 end = MIN (size, old_size);
  guint index = 0;

  while (index < blocks->len) {
    guint64 offset = ((const Block *) blocks->pdata[index])->number << CFB_BLOCK_SHIFT;
    g_autoptr (GByteArray) joined = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (offset >= end)
      break;
    joined = join_blocks (blocks, &index, end);
    bytes = g_bytes_new (joined->data, (gsize) MIN (joined->len, end - offset));
    sgn_patch_replace (patch, offset, g_bytes_get_size (bytes), bytes);
  }
  if (size < old_size) {
    sgn_patch_replace (patch, size, old_size - size, NULL);
  } else if (size > old_size) {
    g_autoptr (GBytes) tail = build_tail (blocks, index > 0 ? index - 1 : 0, old_size, size);

    sgn_patch_replace (patch, old_size, 0, tail);
  }
  return patch;
}
