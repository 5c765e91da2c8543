/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Programs in archives, for formats that are ZIP archives: found by their first bytes or name,
 * taken out to files without names, and put back packed. core/sign/inside signs what comes
 * between. */

#include "config.h"

#include "core/format/zip-inside.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/script-family.h"
#include "core/io/spool.h"

static const char *const not_scripts[] = { ".js", NULL };

typedef struct {
  guint8 bytes[2];
  guint count;
} Start;

/* Stops when the start of the entry is complete. */
static gboolean
take_start (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  Start *start = user_data;

  for (gsize i = 0; i < size && start->count < sizeof start->bytes; i++)
    start->bytes[start->count++] = data[i];
  /* The error only ends the inflating; is_program() does not report it. */
  if (start->count < sizeof start->bytes)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FAILED, "enough");
  return FALSE;
}

static gboolean
look_for_program (const SgnZip *zip,
                  const SgnZipEntry *entry,
                  gboolean *ret,
                  GCancellable *cancellable,
                  GError **error)
{
  Start start = { .count = 0 };
  g_autoptr (GError) local = NULL;

  *ret = FALSE;
  if (entry->size < sizeof start.bytes)
    return TRUE;
  /* Enough was read, whatever ended it. */
  if (!sgn_zip_inflate (zip, entry, take_start, &start, cancellable, &local) &&
      start.count < sizeof start.bytes) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *ret = start.count == sizeof start.bytes && memcmp (start.bytes, "MZ", sizeof start.bytes) == 0;
  return TRUE;
}

static gboolean
has_ending (const char *name, const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; endings != NULL && endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* Not .js: in an archive, that is nearly always JavaScript for the web. */
static gboolean
is_script (const char *name)
{
  return sgn_script_family_find (name) != NULL && !has_ending (name, not_scripts);
}

GPtrArray *
sgn_zip_inside_list (const SgnZip *zip,
                     const char *const *endings,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_inside_free);

  for (guint i = 0; i < zip->entries->len; i++) {
    const SgnZipEntry *entry = zip->entries->pdata[i];
    gboolean found = has_ending (entry->name, endings) || is_script (entry->name);

    if (!found && !look_for_program (zip, entry, &found, cancellable, error))
      return NULL;
    if (found)
      g_ptr_array_add (files, sgn_inside_new (entry->name, entry));
  }
  return g_steal_pointer (&files);
}

static gboolean
spool (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  return sgn_spool_write (user_data, data, size, error);
}

SgnInput *
sgn_zip_inside_read (const SgnZip *zip,
                     const SgnInside *file,
                     GCancellable *cancellable,
                     GError **error)
{
  /* Next to the archive, where there is room for it. */
  g_autoptr (SgnSpool) bytes = sgn_spool_new (sgn_input_get_file (zip->input), error);

  if (bytes == NULL || !sgn_zip_inflate (zip, file->place, spool, bytes, cancellable, error))
    return NULL;
  return sgn_spool_finish (bytes, error);
}

static gboolean
replace (const SgnZip *zip,
         SgnZipEdit *edit,
         const SgnInside *file,
         GCancellable *cancellable,
         GError **error)
{
  const SgnZipEntry *entry = file->place;
  g_autoptr (SgnZipPacked) packed = NULL;

  packed = sgn_zip_pack (file->content,
                         entry->method,
                         sgn_input_get_file (zip->input),
                         cancellable,
                         error);
  return packed != NULL && sgn_zip_edit_replace (edit, entry, packed, error);
}

SgnInput *
sgn_zip_inside_put (const SgnZip *zip, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnZipEdit) edit = sgn_zip_edit_new (zip);
  g_autoptr (SgnPatch) patch = NULL;

  for (guint i = 0; i < files->len; i++) {
    const SgnInside *file = files->pdata[i];

    if (file->content != NULL && !replace (zip, edit, file, cancellable, error))
      return NULL;
  }
  patch = sgn_zip_edit_finish (edit, error);
  return patch != NULL ? sgn_input_new_patched (zip->input, patch, error) : NULL;
}
