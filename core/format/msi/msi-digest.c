/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"

/* The two digests of a package: of its streams, which SpcIndirectDataContent states, and of its
 * names and times, which MsiDigitalSignatureEx holds. The order is that of sgn_cfb_get_child():
 * memcmp of the names as UTF-16LE bytes. */

#include "config.h"
#include "core/format/msi/msi-package.h"

#include "core/base/writer.h"

/* Compares whole names: a name that is only the beginning of one of these must be hashed. */
gboolean
sgn_msi_is_signature (const SgnCfbEntry *entry)
{
  return entry->type == SGN_CFB_STREAM && (sgn_cfb_entry_is_named (entry, MSI_SIGNATURE) ||
                                           sgn_cfb_entry_is_named (entry, MSI_SIGNATURE_EX));
}

/* Children in memcmp order of their names, then the CLSID of the storage. */
static void
add_storage (const SgnCfb *cfb, guint32 storage, gboolean loosely, SgnRanges *ranges)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, storage);
  g_autoptr (GBytes) clsid = g_bytes_new (entry->clsid, sizeof entry->clsid);

  for (guint32 i = 0; i < entry->n_children; i++) {
    guint32 id = sgn_cfb_get_child (cfb, storage, i);
    const SgnCfbEntry *child = sgn_cfb_get_entry (cfb, id);

    if (child->type == SGN_CFB_STORAGE)
      add_storage (cfb, id, loosely, ranges);
    else if (!sgn_msi_is_signature (child) || (storage != SGN_CFB_ROOT && !loosely))
      sgn_cfb_add_stream (cfb, id, ranges);
  }
  sgn_ranges_add_bytes (ranges, clsid);
}

/* The times of the root entry change with every signature. */
static void
write_entry (const SgnCfbEntry *entry, GByteArray *out)
{
  gboolean is_root = entry->type == SGN_CFB_ROOT_STORAGE;

  if (!is_root)
    sgn_writer_data (out, entry->name, entry->name_size);
  if (entry->type == SGN_CFB_STREAM)
    /* The low half only; version 3 has no other ([MS-CFB] 2.6.1). */
    sgn_writer_u32 (out, (guint32) entry->size);
  else
    sgn_writer_data (out, entry->clsid, sizeof entry->clsid);
  sgn_writer_u32 (out, entry->state);
  if (is_root)
    return;
  sgn_writer_u64 (out, entry->created);
  sgn_writer_u64 (out, entry->modified);
}

static void
write_storage (const SgnCfb *cfb, guint32 storage, GByteArray *out)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, storage);

  write_entry (entry, out);
  for (guint32 i = 0; i < entry->n_children; i++) {
    guint32 id = sgn_cfb_get_child (cfb, storage, i);
    const SgnCfbEntry *child = sgn_cfb_get_entry (cfb, id);

    if (child->type == SGN_CFB_STORAGE)
      write_storage (cfb, id, out);
    /* In the root only. A stream of this name elsewhere is content. */
    else if (!sgn_msi_is_signature (child) || storage != SGN_CFB_ROOT)
      write_entry (child, out);
  }
}

GBytes *
sgn_msi_digest_metadata (const MsiPackage *self, SgnHash hash)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  write_storage (self->cfb, SGN_CFB_ROOT, bytes);
  return sgn_hash_data (hash, bytes->data, bytes->len);
}

static GBytes *
digest (const MsiPackage *self,
        SgnHash hash,
        GBytes *metadata,
        gboolean loosely,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();

  if (metadata != NULL)
    sgn_ranges_add_bytes (ranges, metadata);
  add_storage (self->cfb, SGN_CFB_ROOT, loosely, ranges);
  return sgn_digest_range (self->input, ranges, hash, cancellable, error);
}

GBytes *
sgn_msi_digest (const MsiPackage *self,
                SgnHash hash,
                GBytes *metadata,
                GCancellable *cancellable,
                GError **error)
{
  return digest (self, hash, metadata, FALSE, cancellable, error);
}

GBytes *
sgn_msi_digest_loosely (const MsiPackage *self,
                        SgnHash hash,
                        GBytes *metadata,
                        GCancellable *cancellable,
                        GError **error)
{
  return digest (self, hash, metadata, TRUE, cancellable, error);
}
