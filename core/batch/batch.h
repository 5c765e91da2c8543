/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/batch/job.h"
#include "core/history/history.h"
#include "core/verify/verify.h"

/* Runs jobs on several cores. One bad file never stops the rest; cancelling lets every file be
 * either old or complete. Both return when all jobs have ended; FALSE only when cancelled. */

/* @threads 0: one per core. */
void sgn_batch_verify_async (GPtrArray *jobs,
                             SgnVerifyOptions *options,
                             guint threads,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* What is done is written down in @history (nullable). */
void sgn_batch_sign_async (GPtrArray *jobs,
                           SgnSignRequest *request,
                           SgnHistory *history,
                           guint threads,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Gives the signatures that the files carry the timestamp they lack. */
void sgn_batch_timestamp_async (GPtrArray *jobs,
                                SgnSignRequest *request,
                                SgnHistory *history,
                                guint threads,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sgn_batch_finish (GAsyncResult *result, GError **error);
