/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/history/history-export.h"

/* Asks where to save what @filter finds, saves it there, and says so in @toasts. Given up when that
 * goes away. */
void sgn_history_export_dialog_show (AdwToastOverlay *toasts,
                                     SgnHistory *history,
                                     const SgnHistoryFilter *filter,
                                     SgnHistoryExport kind);
