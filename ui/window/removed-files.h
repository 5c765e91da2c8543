/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-list.h"

/* Files taken out of a list, and where they were. */
typedef struct _SgnRemovedFiles SgnRemovedFiles;

/* Removes @items (of SgnFileItem) from @files, except those that are being signed. NULL if none was
 * removed. (transfer full) */
SgnRemovedFiles *sgn_removed_files_new (SgnFileList *files, GPtrArray *items);
void sgn_removed_files_free (gpointer self);
/* "Removed 3 files from the list". (transfer full) */
char *sgn_removed_files_describe (const SgnRemovedFiles *self);
/* Puts them back where they were. Returns the first of them. (transfer none) */
SgnFileItem *sgn_removed_files_restore (SgnRemovedFiles *self);
