/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-filter.h"

/* Which files of the list are chosen, and the one whose details are shown. Emits "changed" when
 * either does. */
#define SGN_TYPE_FILE_SELECTION (sgn_file_selection_get_type ())
G_DECLARE_FINAL_TYPE (SgnFileSelection, sgn_file_selection, SGN, FILE_SELECTION, GObject)

/* Fills @list with the rows of @files that @filter lets through. (transfer full) */
SgnFileSelection *
sgn_file_selection_new (SgnFileList *files, SgnFileFilter *filter, GtkListView *list);
SgnFileList *sgn_file_selection_get_files (SgnFileSelection *self); /* (transfer none) */
/* The current file; only NULL without files. (nullable) (transfer none) */
SgnFileItem *sgn_file_selection_get_current (SgnFileSelection *self);
/* A list with only the current file, if any, of SgnFileItem. (transfer full) */
GPtrArray *sgn_file_selection_get_alone (SgnFileSelection *self);
/* Those chosen in the list, of SgnFileItem. (transfer full) */
GPtrArray *sgn_file_selection_get_chosen (SgnFileSelection *self);
/* Chooses @item only, scrolls to it and moves the focus there. */
void sgn_file_selection_select (SgnFileSelection *self, SgnFileItem *item);
