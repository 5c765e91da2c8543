/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/history/history-export.h"

/* Asks where to save the entries that match @filter, saves them and reports it in @toasts.
 * Cancelled when @toasts is destroyed. */
void sgn_history_export_dialog_show (AdwToastOverlay *toasts,
                                     SgnHistory *history,
                                     const SgnHistoryFilter *filter,
                                     SgnHistoryExport kind);
