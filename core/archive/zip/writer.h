/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/pack.h"
#include "core/archive/zip/reader.h"
#include "core/io/patch.h"

/* Changes to an archive, as edits of its file. Entries that stay are not changed, only the offsets
 * that refer to them. */
typedef struct _SgnZipEdit SgnZipEdit;

/* @zip must outlive the edit. (transfer full) */
SgnZipEdit *sgn_zip_edit_new (const SgnZip *zip);
void sgn_zip_edit_free (SgnZipEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnZipEdit, sgn_zip_edit_free)

/* Leaves out the record and the directory header of an entry of the archive. */
void sgn_zip_edit_remove (SgnZipEdit *self, const SgnZipEntry *entry);
/* Replaces the data of an entry and keeps its place, name and attributes. @packed may be freed
 * afterwards. SGN_ERROR_NOT_SIGNABLE if the data is too large. */
gboolean sgn_zip_edit_replace (SgnZipEdit *self,
                               const SgnZipEntry *entry,
                               const SgnZipPacked *packed,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds an entry after all others, in the order of the calls. @method: SGN_ZIP_DEFLATE or
 * SGN_ZIP_STORED. */
void sgn_zip_edit_append (SgnZipEdit *self, const char *name, GBytes *content, guint16 method);
/* Adds an entry before all others, or after the entry given to sgn_zip_edit_set_front(), which must
 * not be removed. */
void sgn_zip_edit_prepend (SgnZipEdit *self, const char *name, GBytes *content, guint16 method);
void sgn_zip_edit_set_front (SgnZipEdit *self, const SgnZipEntry *entry);
/* Sets disk numbers that refer to ZIP64 (0xffff) to 0, as SignTool does. */
void sgn_zip_edit_clear_disks (SgnZipEdit *self);

/* The edits of the file. SGN_ERROR_NOT_SIGNABLE if the result needs ZIP64 and the archive has none.
 * (transfer full) */
SgnPatch *sgn_zip_edit_finish (SgnZipEdit *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
