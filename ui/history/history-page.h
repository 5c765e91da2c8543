/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/history/history.h"
#include "ui/files/file-item.h"

/* The signatures made on this computer and those that still need a timestamp. Activates
 * "history.stamp-due", "run.cancel", "history.show" and "history.changed". */
#define SGN_TYPE_HISTORY_PAGE (sgn_history_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnHistoryPage, sgn_history_page, SGN, HISTORY_PAGE, GtkBox)

/* (transfer floating) */
SgnHistoryPage *sgn_history_page_new (SgnHistory *history);
/* Only what was signed with the certificate of this thumbprint; "": all. */
void sgn_history_page_set_certificate (SgnHistoryPage *self, const char *thumbprint);
void sgn_history_page_reload (SgnHistoryPage *self);
void sgn_history_page_show_trouble (SgnHistoryPage *self, const GError *trouble);
/* The files shown as waiting for a timestamp, of GFile. (transfer full) */
GPtrArray *sgn_history_page_get_due (SgnHistoryPage *self);
/* Shows in the rows how these files (of SgnFileItem) get their timestamps. */
void sgn_history_page_follow (SgnHistoryPage *self, GPtrArray *files);
/* Whether a run is active. */
void sgn_history_page_set_busy (SgnHistoryPage *self, gboolean busy);
/* (transfer none) */
AdwToastOverlay *sgn_history_page_get_toasts (SgnHistoryPage *self);
