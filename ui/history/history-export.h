/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/history/history.h"

typedef enum { SGN_HISTORY_CSV, SGN_HISTORY_JSON } SgnHistoryExport;

/* "signet-history-2026-11-22.csv" (transfer full) */
char *sgn_history_export_name (SgnHistoryExport kind, gint64 now);
/* Writes the entries that match @filter to @file. */
void sgn_history_export_async (SgnHistory *history,
                               const SgnHistoryFilter *filter,
                               SgnHistoryExport kind,
                               GFile *file,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* The number of entries written, -1 on failure. */
int sgn_history_export_finish (GAsyncResult *result, GError **error);
