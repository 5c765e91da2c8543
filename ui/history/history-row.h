/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/files/file-item.h"
#include "ui/history/history-list.h"

/* One signature of the history. The row of a file without a timestamp can show how it gets one. */
#define SGN_TYPE_HISTORY_ROW (sgn_history_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnHistoryRow, sgn_history_row, SGN, HISTORY_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sgn_history_row_new (SgnHistoryItem *item);
/* (transfer none) */
SgnHistoryItem *sgn_history_row_get_item (SgnHistoryRow *self);
void sgn_history_row_follow (SgnHistoryRow *self, SgnFileItem *file);
