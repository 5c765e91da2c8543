/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"

/* What a digest of streams alone leaves open in a package without MsiDigitalSignatureEx: names,
 * borders of streams and storages, and empty entries, of which anybody can add any number. */

#include "config.h"
#include "core/format/msi/msi-package.h"

#include <string.h>

/* The number of bytes that identify what the hashed data begins with: byte order and version of a
 * property set ([MS-OLEPS] 2.21), or the magic of a cabinet. */
#define BEGINNING 4

static void
append_stream (const MsiPackage *self, guint32 id, GByteArray *ret)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self->cfb, id);
  guint8 bytes[BEGINNING] = { 0 };
  gsize size = (gsize) MIN (entry->size, sizeof bytes);

  if (sgn_input_read (self->input, sgn_cfb_get_offset (self->cfb, id), bytes, size, NULL))
    g_byte_array_append (ret, bytes, (guint) size);
}

/* Appends the first hashed bytes to @ret until there are BEGINNING of them. */
static void
collect_first (const MsiPackage *self, guint32 storage, GByteArray *ret)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self->cfb, storage);

  for (guint32 i = 0; i < entry->n_children && ret->len < BEGINNING; i++) {
    guint32 id = sgn_cfb_get_child (self->cfb, storage, i);
    const SgnCfbEntry *child = sgn_cfb_get_entry (self->cfb, id);

    if (child->type == SGN_CFB_STORAGE)
      collect_first (self, id, ret);
    else if (storage != SGN_CFB_ROOT || !sgn_msi_is_signature (child))
      append_stream (self, id, ret);
  }
  if (ret->len < BEGINNING)
    g_byte_array_append (ret, entry->clsid, sizeof entry->clsid);
}

/* A property set; or a cabinet, whose stream name can sort before that of the property set. */
gboolean
sgn_msi_begins_as_package (const MsiPackage *self)
{
  static const char *const beginnings[] = { "\xfe\xff\0\0", "\xfe\xff\1\0", "MSCF" };
  g_autoptr (GByteArray) first = g_byte_array_new ();

  collect_first (self, SGN_CFB_ROOT, first);
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (memcmp (first->data, beginnings[i], BEGINNING) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_no_content (const SgnCfbEntry *entry)
{
  return entry->type == SGN_CFB_STREAM ? entry->size == 0 && !sgn_msi_is_signature (entry)
                                       : entry->n_children == 0;
}

static guint32
find_movable (const SgnCfb *cfb, guint32 storage)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, storage);
  gboolean behind_storage = FALSE;

  for (guint32 i = 0; i < entry->n_children; i++) {
    guint32 id = sgn_cfb_get_child (cfb, storage, i);
    const SgnCfbEntry *child = sgn_cfb_get_entry (cfb, id);
    gboolean at_end = storage != SGN_CFB_ROOT && i + 1 == entry->n_children;
    guint32 found = SGN_CFB_NONE;

    if (has_no_content (child) && (behind_storage || at_end))
      return id;
    behind_storage = child->type == SGN_CFB_STORAGE;
    if (behind_storage)
      found = find_movable (cfb, id);
    if (found != SGN_CFB_NONE)
      return found;
  }
  return SGN_CFB_NONE;
}

/* The digest does not cover where a storage ends: an empty entry that is the last one of its
 * storage could as well be the next entry after that storage, and vice versa. */
guint32
sgn_msi_find_movable (const MsiPackage *self)
{
  return find_movable (self->cfb, SGN_CFB_ROOT);
}

typedef struct {
  SgnUncoveredLook all;
  SgnUncoveredLook empty;
} Names;

static void
look_at_names (const SgnCfb *cfb, guint32 storage, Names *names)
{
  for (guint32 i = 0; i < sgn_cfb_get_entry (cfb, storage)->n_children; i++) {
    guint32 id = sgn_cfb_get_child (cfb, storage, i);
    const SgnCfbEntry *child = sgn_cfb_get_entry (cfb, id);

    sgn_uncovered_update (&names->all, child->name, child->name_size);
    if (child->type == SGN_CFB_STORAGE)
      look_at_names (cfb, id, names);
    else if (has_no_content (child))
      sgn_uncovered_update (&names->empty, child->name, child->name_size);
  }
}

SgnUncovered
sgn_msi_judge_names (const MsiPackage *self, guint64 *size)
{
  Names names;
  SgnUncovered kind;

  sgn_uncovered_init (&names.all);
  sgn_uncovered_init (&names.empty);
  look_at_names (self->cfb, SGN_CFB_ROOT, &names);
  *size = names.empty.size;
  kind = sgn_uncovered_finish (&names.all);
  if (sgn_uncovered_opens_in_place (kind) && kind != SGN_UNCOVERED_TEXT)
    return kind;
  kind = sgn_uncovered_finish (&names.empty);
  if (sgn_uncovered_is_harmless (kind) && *size > SGN_UNCOVERED_LARGE_SIZE)
    return SGN_UNCOVERED_LARGE;
  return kind;
}

static guint32
find_misplaced (const SgnCfb *cfb, guint32 storage)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, storage);

  for (guint32 i = 0; i < entry->n_children; i++) {
    guint32 id = sgn_cfb_get_child (cfb, storage, i);
    const SgnCfbEntry *child = sgn_cfb_get_entry (cfb, id);
    guint32 found = SGN_CFB_NONE;

    if (child->type == SGN_CFB_STORAGE)
      found = find_misplaced (cfb, id);
    else if (storage != SGN_CFB_ROOT && sgn_msi_is_signature (child))
      found = id;
    if (found != SGN_CFB_NONE)
      return found;
  }
  return SGN_CFB_NONE;
}

guint32
sgn_msi_find_misplaced (const MsiPackage *self)
{
  return find_misplaced (self->cfb, SGN_CFB_ROOT);
}
