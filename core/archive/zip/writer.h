/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/pack.h"
#include "core/archive/zip/reader.h"
#include "core/io/patch.h"

/* Changes to an archive, as edits of its file: nothing that stays is touched, but what says where
 * the entries are. */
typedef struct _SgnZipEdit SgnZipEdit;

/* @zip must live as long. */
SgnZipEdit *sgn_zip_edit_new (const SgnZip *zip);
void sgn_zip_edit_free (SgnZipEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnZipEdit, sgn_zip_edit_free)

void sgn_zip_edit_remove (SgnZipEdit *self, const SgnZipEntry *entry);
/* Other data in the same place, under the same name, with the attributes the entry had;
 * SGN_ERROR_NOT_SIGNABLE where there is too much of it. */
gboolean sgn_zip_edit_replace (SgnZipEdit *self,
                               const SgnZipEntry *entry,
                               const SgnZipPacked *packed,
                               GError **error);
/* Behind all other entries, in the order of the calls; @method: SGN_ZIP_DEFLATE or STORED. */
void sgn_zip_edit_append (SgnZipEdit *self, const char *name, GBytes *content, guint16 method);
/* The same before all other entries, or after @entry, which must not be removed, where one is
 * named by set_front(). */
void sgn_zip_edit_prepend (SgnZipEdit *self, const char *name, GBytes *content, guint16 method);
void sgn_zip_edit_set_front (SgnZipEdit *self, const SgnZipEntry *entry);
/* Numbers of disks that only say "see ZIP64" become 0, as SignTool has them. */
void sgn_zip_edit_clear_disks (SgnZipEdit *self);

/* SGN_ERROR_NOT_SIGNABLE where the result would need ZIP64 and has none. (transfer full) */
SgnPatch *sgn_zip_edit_finish (SgnZipEdit *self, GError **error);
