/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/banner.h"
#include "ui/signing/sign-run.h"
#include "ui/window/file-selection.h"

/* The list of files, if there are several, and the details of the current one. */
#define SGN_TYPE_FILES_PAGE (sgn_files_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnFilesPage, sgn_files_page, SGN, FILES_PAGE, AdwBin)

/* Sets the @files to show; call once. Returns the selection. (transfer full) */
SgnFileSelection *sgn_files_page_set_files (SgnFilesPage *self, SgnFileList *files);
/* Lists @files (of GFile) and those in folders, and selects the first. FALSE if none of them can
 * carry a signature. */
gboolean sgn_files_page_open (SgnFilesPage *self, GListModel *files);
/* Updates the page; @run (nullable) is the active or last one. */
void sgn_files_page_update (SgnFilesPage *self, const SgnFileCounts *counts, SgnSignRun *run);
void sgn_files_page_show_notice (SgnFilesPage *self, const SgnNotice *notice); /* (nullable) */
/* The publisher in new signatures (@signer, nullable) and the label of the sign button. */
void sgn_files_page_set_signer (SgnFilesPage *self, const char *signer, const char *button);
/* Whether there is only room for the list or the details. */
void sgn_files_page_set_narrow (SgnFilesPage *self, gboolean narrow);
/* Files hover over the window. */
void sgn_files_page_set_hover (SgnFilesPage *self, gboolean hover);
/* If there is only room for one of list and details. */
void sgn_files_page_show_details (SgnFilesPage *self);
void sgn_files_page_go_back (SgnFilesPage *self);
/* Both (transfer none), for moving the focus. */
GtkWidget *sgn_files_page_get_list_pane (SgnFilesPage *self);
/* (transfer none) */
GtkWidget *sgn_files_page_get_details_pane (SgnFilesPage *self);
