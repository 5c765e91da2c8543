/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* A ZIP archive (PKWARE APPNOTE 6.3.10, section 4.3). "Record" means an entry's part of the file:
 *
 *   anything                                   before the archive: SgnZip.base bytes
 *   local file header (4.3.7), name, extra   }
 *   data                                     } a record
 *   data descriptor (4.3.9), optional        }
 *   ...
 *   central directory header (4.3.12)          one per entry, with the offset of its record
 *   ...
 *   zip64 end of central directory (4.3.14)  } ZIP64 only
 *   zip64 locator (4.3.15)                   }
 *   end of central directory (4.3.16)          with the comment of the archive
 *
 * Most readers find the central directory from the end of the file; others read local records from
 * the beginning. Both must see the same archive, so each record is compared with its header in the
 * central directory, and bytes that belong to neither are reported as gaps.
 */

#include "config.h"

#include "core/archive/zip/reader.h"

#include <glib/gi18n-lib.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"

SgnZip *
sgn_zip_read_names (SgnInput *input, GError **error)
{
  g_autoptr (SgnZip) self = g_new0 (SgnZip, 1);
  guint64 count;

  self->input = sgn_input_ref (input);
  if (!sgn_zip_read_end (self, &count, error) || !sgn_zip_read_directory (self, count, error))
    return NULL;
  return g_steal_pointer (&self);
}

SgnZip *
sgn_zip_open (SgnInput *input, GError **error)
{
  g_autoptr (SgnZip) self = sgn_zip_read_names (input, error);

  if (self == NULL || !sgn_zip_read_records (self, error)) {
    g_prefix_error (error, "ZIP: ");
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
sgn_zip_free (SgnZip *self)
{
  if (self == NULL)
    return;
  sgn_input_unref (self->input);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

const SgnZipEntry *
sgn_zip_find (const SgnZip *self, const char *name)
{
  return g_hash_table_lookup (self->names, name);
}

static void
add_gap (SgnFindings *ret, SgnSeverity severity, guint64 start, guint64 end)
{
  if (start < end)
    sgn_findings_add (ret, SGN_FINDING_GAP_DATA, severity, start, end - start, NULL);
}

/* Bytes before, between and after the records, the central directory and the end records. */
static void
find_gaps (const SgnZip *self, SgnSeverity severity, SgnFindings *ret)
{
  guint64 end = 0;
  guint64 directory_end = self->directory_offset + self->directory_size;
  guint64 size = sgn_input_get_size (self->input);

  for (guint i = 0; i < self->records->len; i++) {
    const SgnZipEntry *entry = self->records->pdata[i];

    add_gap (ret, severity, end, entry->offset);
    end = entry->end;
  }
  add_gap (ret, severity, end, self->directory_offset);
  if (self->zip64_offset != 0) {
    add_gap (ret, severity, directory_end, self->zip64_offset);
    add_gap (ret, severity, self->zip64_offset + ZIP_END64_SIZE, self->locator_offset);
  } else {
    add_gap (ret, severity, directory_end, self->end_offset);
  }
  if (self->end < size)
    sgn_findings_add (ret, SGN_FINDING_TRAILING_DATA, severity, self->end, size - self->end, NULL);
}

/* On Windows, names that differ only in case are equal. */
static void
find_duplicates (const SgnZip *self, SgnSeverity severity, SgnZipNameFunc folded, SgnFindings *ret)
{
  g_autoptr (GHashTable)
      seen = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->entries->len; i++) {
    const SgnZipEntry *entry = self->entries->pdata[i];
    gboolean same = g_hash_table_lookup (self->names, entry->name) != entry ||
                    (folded != NULL && folded (entry->name));

    if (!g_hash_table_add (seen, g_ascii_strdown (entry->name, -1)))
      sgn_findings_add (ret,
                        SGN_FINDING_DUPLICATE_ENTRY,
                        same ? severity : SGN_SEVERITY_NOTE,
                        entry->offset,
                        entry->end - entry->offset,
                        entry->name);
  }
}

void
sgn_zip_find_anomalies (const SgnZip *self,
                        SgnSeverity severity,
                        SgnZipNameFunc folded,
                        SgnFindings *ret)
{
  find_gaps (self, severity, ret);
  find_duplicates (self, severity, folded, ret);
  for (guint i = 0; i < self->entries->len; i++) {
    const SgnZipEntry *entry = self->entries->pdata[i];

    if (entry->mismatch)
      sgn_findings_add (ret,
                        SGN_FINDING_ENTRY_MISMATCH,
                        severity,
                        entry->offset,
                        entry->end - entry->offset,
                        entry->name);
  }
}

gboolean
sgn_zip_check_signable (const SgnZip *self, GError **error)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const char *reason = NULL;

  sgn_zip_find_anomalies (self, SGN_SEVERITY_CHANGED, NULL, findings);
  for (guint i = 0; i < findings->len && reason == NULL; i++) {
    const SgnFinding *finding = findings->pdata[i];

    if (finding->severity == SGN_SEVERITY_NOTE)
      continue;
    if (finding->code == SGN_FINDING_DUPLICATE_ENTRY)
      reason = _ ("two entries of the archive have the same name");
    else if (finding->code == SGN_FINDING_ENTRY_MISMATCH)
      reason = _ ("the directory of the archive disagrees with an entry");
    else
      reason = _ ("the archive contains data that belongs to no entry");
  }
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}
