/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/banner.h"
#include "ui/signing/sign-run.h"
#include "ui/window/file-selection.h"

/* The list of files, if there are several, beside everything about the one that is looked at. */
#define SGN_TYPE_FILES_PAGE (sgn_files_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnFilesPage, sgn_files_page, SGN, FILES_PAGE, AdwBin)

/* Shows @files from now on; to be called once. Returns which of them are chosen. (transfer full) */
SgnFileSelection *sgn_files_page_set_files (SgnFilesPage *self, SgnFileList *files);
/* Lists @files (of GFile), also below folders, and chooses the first of them. FALSE: none of them
 * can carry a signature. */
gboolean sgn_files_page_open (SgnFilesPage *self, GListModel *files);
/* Shows what has changed; @run (nullable): at work, or the last one. */
void sgn_files_page_update (SgnFilesPage *self, const SgnFileCounts *counts, SgnSignRun *run);
void sgn_files_page_show_notice (SgnFilesPage *self, const SgnNotice *notice); /* (nullable) */
/* Whom new signatures would name, and what the sign button says; @signer NULL: nobody. */
void sgn_files_page_set_signer (SgnFilesPage *self, const char *signer, const char *button);
/* Is there room for the list or the details only? */
void sgn_files_page_set_narrow (SgnFilesPage *self, gboolean narrow);
/* Files hover over the window. */
void sgn_files_page_set_hover (SgnFilesPage *self, gboolean hover);
/* Where only one of list and details has room. */
void sgn_files_page_show_details (SgnFilesPage *self);
void sgn_files_page_go_back (SgnFilesPage *self);
/* Both (transfer none), for moving the focus. */
GtkWidget *sgn_files_page_get_list_pane (SgnFilesPage *self);
/* (transfer none) */
GtkWidget *sgn_files_page_get_details_pane (SgnFilesPage *self);
