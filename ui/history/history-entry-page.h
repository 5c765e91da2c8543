/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/history/history-list.h"

/* All that is known about one signature. Activates "history.show-file". */
#define SGN_TYPE_HISTORY_ENTRY_PAGE (sgn_history_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnHistoryEntryPage, sgn_history_entry_page, SGN, HISTORY_ENTRY_PAGE, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_history_entry_page_new (SgnHistoryItem *item);
