/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* The directory ([MS-CFB] 2.6): reads all entries, walks the trees of siblings, and sorts the
 * children of each storage by name for the digest. Entries that no tree leads to stay without
 * parent; what is in them is for unused.c. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/archive/cfb/reader-private.h"
#include "core/base/reader.h"
#include "core/base/text.h"

/* 8 MiB of entries. Packages have some hundreds, large ones with many tables some thousands. */
#define MAX_ENTRIES  ((guint32) 1 << 16)
#define MAX_STORAGES 32 /* storages in storages */

/* An entry still to be visited. */
typedef struct {
  guint32 id;
  guint32 parent;
  guint depth;
} Visit;

/* Directory Entry Name Length, Object Type, Color Flag, Left Sibling, Right Sibling, Child ID
 * ([MS-CFB] 2.6.1). */
static gboolean
parse_links (SgnReader *reader, SgnCfbEntry *ret, GError **error)
{
  return sgn_reader_u16 (reader, &ret->name_size, error) &&
         sgn_reader_u8 (reader, &ret->type, error) && sgn_reader_u8 (reader, &ret->color, error) &&
         sgn_reader_u32 (reader, &ret->left, error) &&
         sgn_reader_u32 (reader, &ret->right, error) && sgn_reader_u32 (reader, &ret->child, error);
}

static gboolean
parse_entry (SgnReader *reader, guint16 major, SgnCfbEntry *ret, GError **error)
{
  const guint8 *name;
  const guint8 *clsid;

  if (!sgn_reader_data (reader, sizeof ret->name, &name, error) ||
      !parse_links (reader, ret, error) ||
      !sgn_reader_data (reader, sizeof ret->clsid, &clsid, error) ||
      !sgn_reader_u32 (reader, &ret->state, error) ||
      !sgn_reader_u64 (reader, &ret->created, error) ||
      !sgn_reader_u64 (reader, &ret->modified, error) ||
      !sgn_reader_u32 (reader, &ret->start, error) || !sgn_reader_u64 (reader, &ret->size, error))
    return FALSE;
  memcpy (ret->name, name, sizeof ret->name);
  memcpy (ret->clsid, clsid, sizeof ret->clsid);
  /* [MS-CFB] 2.6.1: version 3 writers may leave garbage in the upper half. */
  if (major == 3)
    ret->size &= G_MAXUINT32;
  /* Until a tree leads to it. */
  ret->parent = SGN_CFB_NONE;
  return TRUE;
}

static gboolean
read_sector (SgnCfb *self, guint32 sector, GError **error)
{
  gsize size = (gsize) 1 << self->shift;
  g_autoptr (GBytes) bytes = sgn_input_read_bytes (self->input,
                                                   sgn_cfb_get_sector_offset (self, sector),
                                                   size,
                                                   error);
  SgnReader reader;

  if (bytes == NULL)
    return FALSE;
  sgn_reader_init_bytes (&reader, bytes);
  while (sgn_reader_get_left (&reader) > 0) {
    SgnCfbEntry entry = { 0 };

    if (!parse_entry (&reader, self->major, &entry, error))
      return FALSE;
    g_array_append_val (self->entries, entry);
  }
  return TRUE;
}

gboolean
sgn_cfb_read_directory (SgnCfb *self, guint32 first, GError **error)
{
  if (!sgn_cfb_follow (self, first, G_MAXUINT32, self->directory_sectors, error)) {
    g_prefix_error (error, _ ("directory: "));
    return FALSE;
  }
  if (self->directory_sectors->len == 0 ||
      self->directory_sectors->len > MAX_ENTRIES >> (self->shift - CFB_ENTRY_SHIFT))
    return sgn_cfb_fail (error,
                         _ ("the directory cannot have %u sectors"),
                         self->directory_sectors->len);
  for (guint i = 0; i < self->directory_sectors->len; i++)
    if (!read_sector (self, g_array_index (self->directory_sectors, guint32, i), error))
      return FALSE;
  /* [MS-CFB] 2.6.2: the first entry is the root, the parent of all others. */
  if (g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT).type != SGN_CFB_ROOT_STORAGE)
    return sgn_cfb_fail (error, _ ("the directory does not begin with the root entry"));
  return TRUE;
}

/* Some readers end the name at a NUL in the middle, others do not. */
static gboolean
is_name (const SgnCfbEntry *entry)
{
  /* At least one unit and the terminating NUL, both counted. */
  if (entry->name_size < 4 || entry->name_size > SGN_CFB_MAX_NAME || entry->name_size % 2 != 0)
    return FALSE;
  for (guint at = 0; at + 2 < entry->name_size; at += 2)
    if (entry->name[at] == 0 && entry->name[at + 1] == 0)
      return FALSE;
  return TRUE;
}

static gboolean
check_entry (SgnCfbEntry *entry, guint32 id, GError **error)
{
  /* Also ends the walk where siblings form a circle. */
  if (entry->parent != SGN_CFB_NONE || id == SGN_CFB_ROOT)
    return sgn_cfb_fail (error, _ ("directory entry %u is in two places"), id);
  if (entry->type != SGN_CFB_STREAM && entry->type != SGN_CFB_STORAGE)
    return sgn_cfb_fail (error, _ ("directory entry %u has the unknown type %u"), id, entry->type);
  if (!is_name (entry))
    return sgn_cfb_fail (error, _ ("the name of directory entry %u is not text"), id);
  /* Without the NUL from here on, as it is hashed. */
  entry->name_size -= 2;
  return TRUE;
}

static void
push (GArray *stack, guint32 id, guint32 parent, guint depth)
{
  Visit visit = { id, parent, depth };

  if (id != SGN_CFB_NONE)
    g_array_append_val (stack, visit);
}

static gboolean
visit_entry (SgnCfb *self, GArray *stack, const Visit *visit, GError **error)
{
  SgnCfbEntry *entry;

  if (visit->id >= self->entries->len)
    return sgn_cfb_fail (error, _ ("the directory has no entry %u"), visit->id);
  if (visit->depth > MAX_STORAGES)
    return sgn_cfb_fail (error,
                         _ ("storages are nested too deeply in directory entry %u"),
                         visit->id);
  entry = &g_array_index (self->entries, SgnCfbEntry, visit->id);
  if (!check_entry (entry, visit->id, error))
    return FALSE;
  entry->parent = visit->parent;
  g_array_append_val (self->sorted, visit->id);
  push (stack, entry->left, visit->parent, visit->depth);
  push (stack, entry->right, visit->parent, visit->depth);
  if (entry->type == SGN_CFB_STORAGE)
    push (stack, entry->child, visit->id, visit->depth + 1);
  return TRUE;
}

/* Whatever the shape of the trees: meeting an entry twice is an error. With a stack of its own,
 * since a tree of one branch would be too deep for recursion. */
static gboolean
visit_all (SgnCfb *self, GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Visit));

  push (stack, g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT).child, SGN_CFB_ROOT, 1);
  while (stack->len > 0) {
    Visit visit = g_array_index (stack, Visit, stack->len - 1);

    g_array_set_size (stack, stack->len - 1);
    if (!visit_entry (self, stack, &visit, error))
      return FALSE;
  }
  return TRUE;
}

/* The order of the digest, not that of the tree: UTF-16LE bytes, the shorter name first where it is
 * the beginning of the other. */
static int
compare_names (const SgnCfbEntry *a, const SgnCfbEntry *b)
{
  int order = memcmp (a->name, b->name, MIN (a->name_size, b->name_size));

  return order != 0 ? order : (int) a->name_size - (int) b->name_size;
}

/* By storage first, so that the children of each are next to each other. */
static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SgnCfb *self = user_data;
  const SgnCfbEntry *first = &g_array_index (self->entries, SgnCfbEntry, *(const guint32 *) a);
  const SgnCfbEntry *second = &g_array_index (self->entries, SgnCfbEntry, *(const guint32 *) b);

  if (first->parent != second->parent)
    return first->parent < second->parent ? -1 : 1;
  return compare_names (first, second);
}

static gboolean
sort_children (SgnCfb *self, GError **error)
{
  const SgnCfbEntry *previous = NULL;

  g_array_sort_with_data (self->sorted, compare_entries, self);
  for (guint i = 0; i < self->sorted->len; i++) {
    guint32 id = g_array_index (self->sorted, guint32, i);
    SgnCfbEntry *entry = &g_array_index (self->entries, SgnCfbEntry, id);
    SgnCfbEntry *parent = &g_array_index (self->entries, SgnCfbEntry, entry->parent);

    /* A reader that goes by name would find only one of the two. */
    if (previous != NULL && previous->parent == entry->parent &&
        compare_names (previous, entry) == 0)
      return sgn_cfb_fail (error, _ ("directory entry %u has the name of another entry"), id);
    if (parent->n_children++ == 0)
      parent->first_child = i;
    previous = entry;
  }
  return TRUE;
}

static gboolean
claim_streams (SgnCfb *self, GError **error)
{
  for (guint i = 0; i < self->sorted->len; i++) {
    const SgnCfbEntry *entry = &g_array_index (self->entries,
                                               SgnCfbEntry,
                                               g_array_index (self->sorted, guint32, i));

    if (entry->type == SGN_CFB_STREAM && !sgn_cfb_claim_stream (self, entry, error)) {
      g_autofree char *name = sgn_text_from_utf16 (entry->name, entry->name_size, FALSE);
      g_autofree char *shown = sgn_text_display (name);

      g_prefix_error (error, _ ("stream “%s”: "), shown);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
sgn_cfb_walk_directory (SgnCfb *self, GError **error)
{
  return visit_all (self, error) && sort_children (self, error) && claim_streams (self, error);
}

const SgnCfbEntry *
sgn_cfb_get_entry (const SgnCfb *self, guint32 id)
{
  g_assert (id < self->entries->len);

  return &g_array_index (self->entries, SgnCfbEntry, id);
}

guint32
sgn_cfb_get_child (const SgnCfb *self, guint32 storage, guint32 index)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self, storage);

  g_return_val_if_fail (index < entry->n_children, SGN_CFB_NONE);

  return g_array_index (self->sorted, guint32, entry->first_child + index);
}

gboolean
sgn_cfb_entry_is_named (const SgnCfbEntry *entry, const char *name)
{
  gsize length = strlen (name);

  if (entry->name_size != 2 * length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (entry->name[2 * i] != (guint8) name[i] || entry->name[2 * i + 1] != 0)
      return FALSE;
  return TRUE;
}

guint32
sgn_cfb_find (const SgnCfb *self, guint32 storage, const char *name)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self, storage);

  for (guint32 i = 0; i < entry->n_children; i++) {
    guint32 id = sgn_cfb_get_child (self, storage, i);

    if (sgn_cfb_entry_is_named (sgn_cfb_get_entry (self, id), name))
      return id;
  }
  return SGN_CFB_NONE;
}

guint64
sgn_cfb_get_entry_offset (const SgnCfb *self, guint32 id)
{
  guint per_sector = 1u << (self->shift - CFB_ENTRY_SHIFT);
  guint32 sector = g_array_index (self->directory_sectors, guint32, id / per_sector);

  return sgn_cfb_get_sector_offset (self, sector) +
         ((guint64) (id % per_sector) << CFB_ENTRY_SHIFT);
}
