/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Adds and removes streams of the root in place. Everything is done on copies of what the reader
 * found; sgn_cfb_writer_finish() compares with the original and writes only what differs, so that
 * the patch is small and the digest of other streams need not be computed again. */

#include "config.h"

#include "core/archive/cfb/writer.h"

#include <string.h>

#include "core/archive/cfb/writer-private.h"
#include "core/base/writer.h"

#define MAX_REMOVED 8 /* a package has two signature streams */

/* Offsets in a directory entry ([MS-CFB] 2.6.1). */
#define AT_COLOR 67
#define AT_LEFT  68
#define AT_RIGHT 72
#define AT_CHILD 76
#define AT_START 116
#define AT_SIZE  120

SgnCfbWriter *
sgn_cfb_writer_new (const SgnCfb *cfb)
{
  SgnCfbWriter *self = g_new0 (SgnCfbWriter, 1);

  self->cfb = cfb;
  sgn_cfb_store_init (&self->store, cfb->input);
  self->entries = g_array_copy (cfb->entries);
  self->tree = sgn_cfb_tree_new (self->entries);
  self->difat_sectors = g_array_copy (cfb->difat_sectors);
  self->fat_sectors = g_array_copy (cfb->fat_sectors);
  self->directory_sectors = g_array_copy (cfb->directory_sectors);
  self->mini_fat_sectors = g_array_copy (cfb->mini_fat_sectors);
  self->mini_sectors = g_array_copy (cfb->mini_sectors);
  self->fat = g_hash_table_new (NULL, NULL);
  self->mini_fat = g_hash_table_new (NULL, NULL);
  self->n_sectors = cfb->n_sectors;
  return self;
}

void
sgn_cfb_writer_free (SgnCfbWriter *self)
{
  sgn_cfb_store_clear (&self->store);
  g_clear_error (&self->error);
  sgn_cfb_tree_free (self->tree);
  g_array_unref (self->entries);
  g_array_unref (self->difat_sectors);
  g_array_unref (self->fat_sectors);
  g_array_unref (self->directory_sectors);
  g_array_unref (self->mini_fat_sectors);
  g_array_unref (self->mini_sectors);
  g_hash_table_unref (self->fat);
  g_hash_table_unref (self->mini_fat);
  g_free (self);
}

static guint64
get_entry_offset (const SgnCfbWriter *self, guint32 id)
{
  guint per_sector = 1u << (self->cfb->shift - CFB_ENTRY_SHIFT);
  guint32 sector = g_array_index (self->directory_sectors, guint32, id / per_sector);

  return sgn_cfb_get_sector_offset (self->cfb, sector) +
         ((guint64) (id % per_sector) << CFB_ENTRY_SHIFT);
}

/* [MS-CFB] 2.6.3: all zero, with NOSTREAM for left, right and child. */
static void
store_unused (SgnCfbWriter *self, guint32 id)
{
  guint64 offset = get_entry_offset (self, id);

  sgn_cfb_store_fill (&self->store, offset, 0, 1 << CFB_ENTRY_SHIFT);
  sgn_cfb_store_fill (&self->store, offset + AT_LEFT, 0xff, 12);
}

static void
give_stream (SgnCfbWriter *self, const SgnCfbEntry *entry)
{
  gboolean is_mini = entry->size < CFB_CUTOFF;
  guint64 step = (guint64) 1 << (is_mini ? CFB_MINI_SHIFT : self->cfb->shift);
  guint32 sector = entry->start;

  for (guint64 done = 0; done < entry->size; done += step) {
    guint32 next = is_mini ? sgn_cfb_get_mini_value (self, sector)
                           : sgn_cfb_get_value (self, sector);

    if (is_mini)
      sgn_cfb_give_mini (self, sector);
    else
      sgn_cfb_give_sector (self, sector);
    sector = next;
  }
}

static void
remove_entry (SgnCfbWriter *self, guint32 id)
{
  const SgnCfbEntry unused = { .left = SGN_CFB_NONE,
                               .right = SGN_CFB_NONE,
                               .child = SGN_CFB_NONE,
                               .parent = SGN_CFB_NONE };

  give_stream (self, &g_array_index (self->entries, SgnCfbEntry, id));
  g_array_index (self->entries, SgnCfbEntry, id) = unused;
  store_unused (self, id);
}

void
sgn_cfb_writer_remove (SgnCfbWriter *self, const char *const *names)
{
  guint32 ids[MAX_REMOVED];
  guint count = 0;

  for (guint i = 0; names[i] != NULL && count < MAX_REMOVED; i++) {
    guint32 id = sgn_cfb_find (self->cfb, SGN_CFB_ROOT, names[i]);

    if (id != SGN_CFB_NONE && sgn_cfb_get_entry (self->cfb, id)->type == SGN_CFB_STREAM)
      ids[count++] = id;
  }
  if (count == 0)
    return;
  self->removed = TRUE;
  /* If the streams were not the last ones to be added, the old tree is not known. */
  if (!sgn_cfb_tree_undo (self->tree, ids, count))
    sgn_cfb_tree_rebuild (self->tree, ids, count);
  for (guint i = 0; i < count; i++)
    remove_entry (self, ids[i]);
}

static gboolean
grow_directory (SgnCfbWriter *self)
{
  guint per_sector = 1u << (self->cfb->shift - CFB_ENTRY_SHIFT);
  const SgnCfbEntry unused = { .parent = SGN_CFB_NONE };

  if (!sgn_cfb_extend (self, self->directory_sectors))
    return FALSE;
  for (guint i = 0; i < per_sector; i++) {
    g_array_append_val (self->entries, unused);
    store_unused (self, self->entries->len - 1);
  }
  if (self->cfb->major > 3)
    sgn_cfb_store_u32 (&self->store, CFB_AT_N_DIRECTORY, self->directory_sectors->len);
  return TRUE;
}

static guint32
take_entry (SgnCfbWriter *self)
{
  /* Entry 0 is the root. */
  guint32 id = 1;

  while (id < self->entries->len &&
         g_array_index (self->entries, SgnCfbEntry, id).type != SGN_CFB_UNUSED)
    id++;
  if (id == self->entries->len && !grow_directory (self))
    return SGN_CFB_NONE;
  return id;
}

/* Bytes of the last sector after the end of the stream keep their value. */
static gboolean
store_small (SgnCfbWriter *self, const guint8 *data, gsize size, guint32 *start)
{
  guint32 last = CFB_ENDOFCHAIN;

  for (gsize done = 0; done < size; done += 1 << CFB_MINI_SHIFT) {
    guint32 mini = sgn_cfb_take_mini (self);

    if (mini == CFB_ENDOFCHAIN)
      return FALSE;
    if (last == CFB_ENDOFCHAIN)
      *start = mini;
    else
      sgn_cfb_set_mini_value (self, last, mini);
    sgn_cfb_store_write (&self->store,
                         sgn_cfb_writer_get_mini_offset (self, mini),
                         &data[done],
                         MIN (size - done, 1 << CFB_MINI_SHIFT));
    last = mini;
  }
  return TRUE;
}

static gboolean
store_large (SgnCfbWriter *self, const guint8 *data, gsize size, guint32 *start)
{
  g_autoptr (GArray) sectors = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize step = (gsize) 1 << self->cfb->shift;

  for (gsize done = 0; done < size; done += step) {
    guint32 sector;

    if (!sgn_cfb_extend (self, sectors))
      return FALSE;
    sector = g_array_index (sectors, guint32, sectors->len - 1);
    sgn_cfb_store_write (&self->store,
                         sgn_cfb_get_sector_offset (self->cfb, sector),
                         &data[done],
                         MIN (size - done, step));
  }
  *start = g_array_index (sectors, guint32, 0);
  return TRUE;
}

static void
name_entry (SgnCfbEntry *entry, const char *name)
{
  gsize length = strlen (name);

  g_return_if_fail (length < SGN_CFB_MAX_NAME / 2);

  /* ASCII to UTF-16LE; the rest of the name is zero already. */
  for (gsize i = 0; i < length; i++)
    entry->name[2 * i] = (guint8) name[i];
  entry->name_size = (guint16) (2 * length);
}

void
sgn_cfb_writer_put (SgnCfbWriter *self, const char *name, GBytes *bytes)
{
  SgnCfbEntry entry = { .type = SGN_CFB_STREAM,
                        .child = SGN_CFB_NONE,
                        .parent = SGN_CFB_ROOT,
                        .start = CFB_ENDOFCHAIN };
  guint32 id = take_entry (self);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (id == SGN_CFB_NONE)
    return;
  name_entry (&entry, name);
  entry.size = size;
  if (size > 0 && !(size < CFB_CUTOFF ? store_small (self, data, size, &entry.start)
                                      : store_large (self, data, size, &entry.start)))
    return;
  g_array_index (self->entries, SgnCfbEntry, id) = entry;
  sgn_cfb_tree_insert (self->tree, id);
}

static void
store_new (SgnCfbWriter *self, guint32 id)
{
  const SgnCfbEntry *entry = &g_array_index (self->entries, SgnCfbEntry, id);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint8 kind[] = { entry->type, CFB_BLACK };

  sgn_writer_data (bytes, entry->name, sizeof entry->name);
  /* With the terminating NUL. */
  sgn_writer_u16 (bytes, entry->name_size + 2);
  sgn_writer_data (bytes, kind, sizeof kind);
  sgn_writer_u32 (bytes, SGN_CFB_NONE);
  sgn_writer_u32 (bytes, SGN_CFB_NONE);
  sgn_writer_u32 (bytes, SGN_CFB_NONE);
  /* CLSID, State Bits and both times: zero, as SignTool leaves them. */
  sgn_writer_zeros (bytes, AT_START - bytes->len);
  sgn_writer_u32 (bytes, entry->start);
  sgn_writer_u64 (bytes, entry->size);
  sgn_cfb_store_write (&self->store, get_entry_offset (self, id), bytes->data, bytes->len);
}

static gboolean
is_new (const SgnCfbWriter *self, guint32 id)
{
  const SgnCfbEntry *entry = &g_array_index (self->entries, SgnCfbEntry, id);
  const SgnCfbEntry *old;

  if (entry->type == SGN_CFB_UNUSED)
    return FALSE;
  if (id >= self->cfb->entries->len)
    return TRUE;
  old = &g_array_index (self->cfb->entries, SgnCfbEntry, id);
  /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): other padding only stores it again */
  return memcmp (old, entry, sizeof *entry) != 0 && id != SGN_CFB_ROOT;
}

static void
store_links (SgnCfbWriter *self, guint32 id)
{
  const CfbNode *node = sgn_cfb_tree_get (self->tree, id);
  guint64 offset = get_entry_offset (self, id);
  guint8 color = (guint8) node->color;

  sgn_cfb_store_write (&self->store, offset + AT_COLOR, &color, 1);
  sgn_cfb_store_u32 (&self->store, offset + AT_LEFT, node->left);
  sgn_cfb_store_u32 (&self->store, offset + AT_RIGHT, node->right);
}

static gboolean
is_linked_anew (const SgnCfbWriter *self, guint32 id)
{
  const CfbNode *node = sgn_cfb_tree_get (self->tree, id);
  const SgnCfbEntry *old;

  if (id >= self->cfb->entries->len)
    return TRUE;
  old = &g_array_index (self->cfb->entries, SgnCfbEntry, id);
  return node->left != old->left || node->right != old->right || node->color != old->color;
}

static void
store_root (SgnCfbWriter *self)
{
  const SgnCfbEntry *root = &g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT);
  const SgnCfbEntry *old = sgn_cfb_get_entry (self->cfb, SGN_CFB_ROOT);
  guint64 offset = get_entry_offset (self, SGN_CFB_ROOT);

  if (self->tree->top != old->child)
    sgn_cfb_store_u32 (&self->store, offset + AT_CHILD, self->tree->top);
  if (root->start != old->start)
    sgn_cfb_store_u32 (&self->store, offset + AT_START, root->start);
  if (root->size == old->size)
    return;
  sgn_cfb_store_u32 (&self->store, offset + AT_SIZE, (guint32) root->size);
  /* In version 3 the upper half may be garbage, which then stays. */
  if (self->cfb->major > 3)
    sgn_cfb_store_u32 (&self->store, offset + AT_SIZE + 4, (guint32) (root->size >> 32));
}

static void
store_directory (SgnCfbWriter *self)
{
  store_root (self);
  for (guint32 id = 1; id < self->entries->len; id++) {
    if (g_array_index (self->entries, SgnCfbEntry, id).parent != SGN_CFB_ROOT)
      continue;
    if (is_new (self, id))
      store_new (self, id);
    if (is_new (self, id) || is_linked_anew (self, id))
      store_links (self, id);
  }
}

static guint64
get_size (const SgnCfbWriter *self)
{
  /* The last sector of the old file may be incomplete and stays so. */
  if (self->n_sectors == self->cfb->n_sectors &&
      !g_hash_table_contains (self->fat, GUINT_TO_POINTER (self->n_sectors - 1)))
    return MAX (self->cfb->size, self->end);
  return sgn_cfb_get_sector_offset (self->cfb, self->n_sectors);
}

SgnPatch *
sgn_cfb_writer_finish (SgnCfbWriter *self, GError **error)
{
  if (self->error == NULL && self->removed)
    sgn_cfb_shrink (self);
  if (self->error == NULL)
    store_directory (self);
  if (self->error == NULL && self->store.error != NULL)
    self->error = g_steal_pointer (&self->store.error);
  if (self->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->error));
    return NULL;
  }
  return sgn_cfb_store_to_patch (&self->store, get_size (self));
}
