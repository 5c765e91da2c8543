/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/verify/verify.h"
#include "ui/files/file-item.h"

/* The files of the window in the order in which they were added: a GListModel of SgnFileItem that
 * checks new files. Emits "changed" when one of them changes. */
#define SGN_TYPE_FILE_LIST (sgn_file_list_get_type ())
G_DECLARE_FINAL_TYPE (SgnFileList, sgn_file_list, SGN, FILE_LIST, GObject)

typedef struct {
  guint files;
  guint checking;
  guint is_unsigned;
  guint problems; /* failed, undecided, changed, not confirmed, ... */
  guint failed;
  guint undecided;
  guint done;       /* signed in this session */
  guint to_sign;    /* files that a run would write */
  guint left_alone; /* signed, and stays as it is */
} SgnFileCounts;

/* (transfer full) */
SgnFileList *sgn_file_list_new (void);
/* Sets trust and network rules; files already in the list are checked again. */
void sgn_file_list_set_options (SgnFileList *self, SgnVerifyOptions *options);
/* Adds @files (of GFile) and everything that can carry a signature below the folders among them;
 * those listed already are skipped. Returns the first new or listed item. (transfer none) */
SgnFileItem *sgn_file_list_add (SgnFileList *self, GListModel *files);
void sgn_file_list_append (SgnFileList *self, SgnFileItem *item);
void sgn_file_list_insert (SgnFileList *self, guint position, SgnFileItem *item);
void sgn_file_list_remove (SgnFileList *self, SgnFileItem *item);
void sgn_file_list_check (SgnFileList *self, GPtrArray *items); /* of SgnFileItem */
/* (nullable) (transfer none). @position (optional): its position if it is in the list. */
SgnFileItem *sgn_file_list_find (SgnFileList *self, GFile *file, guint *position);
/* (nullable) (transfer none) */
SgnAnchors *sgn_file_list_get_anchors (SgnFileList *self);
/* The same for only some of them. */
void sgn_file_list_count_items (GPtrArray *items, SgnExisting existing, SgnFileCounts *ret);
void sgn_file_list_count (SgnFileList *self, SgnExisting existing, SgnFileCounts *ret);
/* The files that a run would write, of SgnFileItem. (transfer full) */
GPtrArray *sgn_file_list_get_run (SgnFileList *self, SgnExisting existing);
