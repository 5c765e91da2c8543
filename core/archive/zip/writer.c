/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* What is to be changed in an archive: entries that go, come, or get other data. */

#include "config.h"

#include "core/archive/zip/writer-private.h"

#include <glib/gi18n-lib.h>

#include "core/archive/zip/new-entry.h"
#include "core/base/error.h"

SgnZipEdit *
sgn_zip_edit_new (const SgnZip *zip)
{
  SgnZipEdit *self = g_new0 (SgnZipEdit, 1);

  self->zip = zip;
  self->removed = g_hash_table_new (NULL, NULL);
  self->replaced = g_hash_table_new_full (NULL, NULL, NULL, sgn_zip_new_entry_free);
  self->first = g_ptr_array_new_with_free_func (sgn_zip_new_entry_free);
  self->last = g_ptr_array_new_with_free_func (sgn_zip_new_entry_free);
  return self;
}

void
sgn_zip_edit_free (SgnZipEdit *self)
{
  g_hash_table_unref (self->removed);
  g_hash_table_unref (self->replaced);
  g_ptr_array_unref (self->first);
  g_ptr_array_unref (self->last);
  g_free (self);
}

void
sgn_zip_edit_remove (SgnZipEdit *self, const SgnZipEntry *entry)
{
  g_hash_table_add (self->removed, (gpointer) entry);
}

gboolean
sgn_zip_edit_fail_size (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("the archive would become too large for its format"));
  return FALSE;
}

gboolean
sgn_zip_edit_replace (SgnZipEdit *self,
                      const SgnZipEntry *entry,
                      const SgnZipPacked *packed,
                      GError **error)
{
  ZipNewEntry *replacing;

  if (packed->size >= G_MAXUINT32 || sgn_input_get_size (packed->data) >= G_MAXUINT32)
    return sgn_zip_edit_fail_size (error);
  replacing = sgn_zip_new_entry_for (self->zip, entry, packed, error);
  if (replacing == NULL)
    return FALSE;
  g_hash_table_insert (self->replaced, (gpointer) entry, replacing);
  return TRUE;
}

void
sgn_zip_edit_append (SgnZipEdit *self, const char *name, GBytes *content, guint16 method)
{
  g_ptr_array_add (self->last, sgn_zip_new_entry_new (name, content, method));
}

void
sgn_zip_edit_prepend (SgnZipEdit *self, const char *name, GBytes *content, guint16 method)
{
  g_ptr_array_add (self->first, sgn_zip_new_entry_new (name, content, method));
}

void
sgn_zip_edit_set_front (SgnZipEdit *self, const SgnZipEntry *entry)
{
  self->front = entry;
}

void
sgn_zip_edit_clear_disks (SgnZipEdit *self)
{
  self->clear_disks = TRUE;
}
