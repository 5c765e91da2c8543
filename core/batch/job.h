/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/sign/sign.h"
#include "core/verify/verify.h"

/* One file in a batch. Properties change in the thread-default main context of the thread that
 * created the job, never in a worker, so that widgets can bind to them. Getters are (transfer
 * none). */
#define SGN_TYPE_JOB (sgn_job_get_type ())
G_DECLARE_FINAL_TYPE (SgnJob, sgn_job, SGN, JOB, GObject)

typedef enum {
  SGN_JOB_WAITING,
  SGN_JOB_RUNNING,
  SGN_JOB_DONE,
  SGN_JOB_FAILED,
  SGN_JOB_CANCELLED,
} SgnJobState;

SgnJob *sgn_job_new (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
GFile *sgn_job_get_file (SgnJob *self);
SgnJobState sgn_job_get_state (SgnJob *self); /* property "state" (uint) */
SgnStep sgn_job_get_step (SgnJob *self);      /* property "step" (uint) */
double sgn_job_get_fraction (SgnJob *self);   /* property "fraction": of hashing, 0 to 1 */
/* property "server": the one that is being asked */
SgnTimestampServer *sgn_job_get_server (SgnJob *self);
/* property "wait-seconds": until the server may be asked */
guint sgn_job_get_wait_seconds (SgnJob *self);
/* property "report" (boxed): of verifying, or of the signed file */
SgnReport *sgn_job_get_report (SgnJob *self);
const SgnOutcome *sgn_job_get_outcome (SgnJob *self); /* (nullable): not signed yet */
const GError *sgn_job_get_error (SgnJob *self);       /* (nullable): state is not FAILED */
/* The errors of servers that were tried without success, of GError. */
GPtrArray *sgn_job_get_timestamp_errors (SgnJob *self);
guint sgn_job_get_milliseconds (SgnJob *self); /* duration in milliseconds */

/* For code that runs jobs: call begin in the job's thread and run in a worker. The end is reported
 * to the job's main context after everything else. */
typedef SgnOutcome *(*SgnJobFunc) (GFile *file,
                                   gpointer data,
                                   const SgnSignProgress *progress,
                                   GCancellable *cancellable,
                                   GError **error);

void sgn_job_begin (SgnJob *self);
/* Ends a running check soon, as if its batch had been cancelled. */
void sgn_job_cancel_verify (SgnJob *self);
void sgn_job_run (SgnJob *self, SgnJobFunc func, gpointer data, GCancellable *cancellable);
void sgn_job_run_verify (SgnJob *self, const SgnVerifyOptions *options, GCancellable *cancellable);
