/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/base/banner.h"
#include "ui/history/history-list.h"

/* Signatures grouped by the day they were made. */

/* Opens the page of @item when it is activated. (transfer floating) */
GtkWidget *sgn_history_days_create_row (SgnHistoryItem *item);
/* Fills @days with @items (of SgnHistoryItem), the latest first, replacing its current contents. */
void sgn_history_days_show (GtkBox *days, GPtrArray *items);
/* The files of @list that wait for a timestamp, of GFile. (transfer full) */
GPtrArray *sgn_history_days_get_due_files (SgnHistoryList *list);
/* A notice that names the certificate whose signatures are shown; NULL: all are. (transfer full) */
SgnNotice *sgn_history_days_describe_filter (SgnHistoryList *list);
