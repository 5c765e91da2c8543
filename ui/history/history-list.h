/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/history/history.h"

/* One signature and the file it was made in. */
typedef struct {
  SgnHistoryEntry *entry;
  GFile *file;
  gboolean missing; /* the file is not there any more */
  gboolean due;     /* it needs a timestamp that can still be added in time */
} SgnHistoryItem;

/* (transfer full) */
SgnHistoryItem *sgn_history_item_ref (SgnHistoryItem *self);
void sgn_history_item_unref (SgnHistoryItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnHistoryItem, sgn_history_item_unref)

/* The part of the history that is shown, read in a thread of its own. Emits "changed". */
#define SGN_TYPE_HISTORY_LIST (sgn_history_list_get_type ())
G_DECLARE_FINAL_TYPE (SgnHistoryList, sgn_history_list, SGN, HISTORY_LIST, GObject)

/* @only_due: only signatures without a timestamp. (transfer full) */
SgnHistoryList *sgn_history_list_new (SgnHistory *history, gboolean only_due);
/* These two take effect with the next load. */
void sgn_history_list_set_certificate (SgnHistoryList *self, const char *thumbprint); /* "": all */
void sgn_history_list_set_text (SgnHistoryList *self, const char *text);              /* "": all */
const char *sgn_history_list_get_certificate (SgnHistoryList *self);
const char *sgn_history_list_get_text (SgnHistoryList *self);
/* A request during loading is handled afterwards. */
void sgn_history_list_load (SgnHistoryList *self);
void sgn_history_list_load_more (SgnHistoryList *self);

gboolean sgn_history_list_is_loaded (SgnHistoryList *self); /* once at least */
gboolean sgn_history_list_has_more (SgnHistoryList *self);
/* Without those that are due, the latest first; of SgnHistoryItem. (transfer none) */
GPtrArray *sgn_history_list_get_items (SgnHistoryList *self);
/* (transfer none) */
GPtrArray *sgn_history_list_get_due (SgnHistoryList *self);
/* Why the history cannot be read. (nullable) (transfer none) */
const GError *sgn_history_list_get_error (SgnHistoryList *self);
/* What else went wrong since the last call: HISTORY. (transfer full) (nullable) */
GError *sgn_history_list_take_trouble (SgnHistoryList *self);
