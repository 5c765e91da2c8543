/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/batch/job.h"
#include "core/history/history.h"
#include "core/verify/verify.h"

/* Runs jobs on several cores. A failed file never stops the others. After cancelling, every file is
 * either unchanged or complete. The callback is called when all jobs have ended; sgn_batch_finish()
 * returns FALSE only when cancelled (G_IO_ERROR_CANCELLED). */

/* Verifies the files. @jobs of SgnJob; @threads 0: one per core. */
void sgn_batch_verify_async (GPtrArray *jobs,
                             SgnVerifyOptions *options,
                             guint threads,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* How the files of a batch are changed; used only until the call returns. */
typedef struct {
  SgnSignRequest *request;
  SgnHistory *history; /* (nullable): where results are recorded */
  guint threads;       /* 0: one per core */
} SgnBatchOptions;

/* Signs the files. */
void sgn_batch_sign_async (GPtrArray *jobs,
                           const SgnBatchOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Adds missing timestamps to the signatures of the files. */
void sgn_batch_timestamp_async (GPtrArray *jobs,
                                const SgnBatchOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sgn_batch_finish (GAsyncResult *result, GError **error);
