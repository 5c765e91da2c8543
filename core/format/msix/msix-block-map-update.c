/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

/* Brings the block map up to date after programs in a package were signed: sizes, block digests and
 * whole-file digests of the changed files; everything else is copied. */

#include "config.h"

#include <string.h>

#include "core/base/keyed-hash.h"
#include "core/format/msix/msix-inside.h"
#include "core/format/msix/msix-xml.h"

/* Local file header without extra field, as this program writes it. */
#define HEADER_SIZE 30

typedef struct {
  SgnHash hash;
  GHashTable *changes;       /* name in the block map to MsixChange */
  const MsixChange *current; /* the one whose element is open */
  char *whole;               /* name of the open file's element with the digest of the whole file */
  GCancellable *cancellable;
  GError *error; /* from reading a changed file */
} Update;

/* Digest of a part of the changed file in base64; NULL after an error. (transfer full) */
static char *
encode_hash (Update *self, guint64 offset, guint64 size)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GBytes) digest = NULL;
  gsize length;
  const guchar *bytes;

  if (self->error != NULL)
    return NULL;
  /* Of the content before compression, like every digest in the block map. */
  sgn_ranges_add (ranges, offset, size);
  digest = sgn_digest_range (self->current->content,
                             ranges,
                             self->hash,
                             self->cancellable,
                             &self->error);
  if (digest == NULL)
    return NULL;
  bytes = g_bytes_get_data (digest, &length);
  return g_base64_encode (bytes, length);
}

static const MsixChange *
find_change (const Update *self, const char **names, const char **values)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "Name"))
      return g_hash_table_lookup (self->changes, values[i]);
  return NULL;
}

static char *
get_value (const char *element,
           const char **names,
           const char **values,
           const char *attribute,
           gpointer user_data)
{
  Update *self = user_data;
  const MsixChange *change;

  if (!g_str_equal (element, "File"))
    return NULL;
  change = self->current = find_change (self, names, values);
  if (change == NULL)
    return NULL;
  if (g_str_equal (attribute, "Size"))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, change->packed->size);
  /* Size of the local file header with name and extra field. APPNOTE 4.3.7. */
  if (g_str_equal (attribute, "LfhSize"))
    return g_strdup_printf ("%" G_GSIZE_FORMAT, HEADER_SIZE + strlen (change->name));
  return NULL;
}

/* Everything in the element of a changed file describes its old content. */
static gboolean
is_dropped (const char *element, gpointer user_data)
{
  Update *self = user_data;

  if (self->current == NULL || g_str_equal (element, "File"))
    return FALSE;
  /* The namespace prefix is the author's choice and is used again. */
  if (g_str_has_suffix (element, ":FileHash")) {
    g_free (self->whole);
    self->whole = g_strdup (element);
  }
  return TRUE;
}

static void
add_last (const char *element, GString *out, gpointer user_data)
{
  Update *self = user_data;
  const MsixChange *change = self->current;
  guint64 size;

  if (change == NULL || !g_str_equal (element, "File"))
    return;
  size = sgn_input_get_size (change->content);
  /* Blocks of 64 KiB, which the ZIP writer compresses one by one for that reason: Windows checks
   * each while it streams the package. */
  for (guint64 at = 0, i = 0; at < size && self->error == NULL; at += SGN_ZIP_PART, i++) {
    g_autofree char *hash = encode_hash (self, at, MIN (SGN_ZIP_PART, size - at));

    g_string_append_printf (out, "<Block Hash=\"%s\"", hash != NULL ? hash : "");
    /* Stored files have no compressed sizes. */
    if (i < change->packed->parts->len)
      g_string_append_printf (out,
                              " Size=\"%u\"",
                              g_array_index (change->packed->parts, guint32, i));
    g_string_append (out, "/>");
  }
  if (self->whole != NULL) {
    g_autofree char *hash = encode_hash (self, 0, size);

    g_string_append_printf (out, "<%s Hash=\"%s\"/>", self->whole, hash != NULL ? hash : "");
    g_clear_pointer (&self->whole, g_free);
  }
  self->current = NULL;
}

GBytes *
sgn_msix_block_map_update (GBytes *block_map,
                           SgnHash hash,
                           GPtrArray *changes,
                           GCancellable *cancellable,
                           GError **error)
{
  static const MsixXmlHooks hooks = { get_value, is_dropped, add_last };
  g_autoptr (GHashTable)
      names = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);
  Update update = { .hash = hash, .changes = names, .cancellable = cancellable };
  g_autoptr (GBytes) result = NULL;

  for (guint i = 0; i < changes->len; i++) {
    const MsixChange *change = changes->pdata[i];

    g_hash_table_insert (names, sgn_msix_block_map_decode_name (change->name), (gpointer) change);
  }
  result = sgn_msix_xml_copy (block_map, &hooks, &update, error);
  g_free (update.whole);
  /* The XML may be fine while a changed file could not be read; that error counts. */
  if (update.error != NULL) {
    g_clear_error (error);
    g_propagate_error (error, update.error);
    return NULL;
  }
  return g_steal_pointer (&result);
}
