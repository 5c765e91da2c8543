/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/sign/sign.h"
#include "core/verify/verify.h"

/* One file on its way through a batch. Properties change in the thread-default main context of the
 * thread that made the job, never in a worker, so that the window binds to them. */
#define SGN_TYPE_JOB (sgn_job_get_type ())
G_DECLARE_FINAL_TYPE (SgnJob, sgn_job, SGN, JOB, GObject)

typedef enum {
  SGN_JOB_WAITING,
  SGN_JOB_RUNNING,
  SGN_JOB_DONE,
  SGN_JOB_FAILED,
  SGN_JOB_CANCELLED,
} SgnJobState;

SgnJob *sgn_job_new (GFile *file);
GFile *sgn_job_get_file (SgnJob *self);
SgnJobState sgn_job_get_state (SgnJob *self);          /* property "state" (uint) */
SgnStep sgn_job_get_step (SgnJob *self);               /* property "step" (uint) */
double sgn_job_get_fraction (SgnJob *self);            /* property "fraction": of the hashing */
SgnTimestampServer *sgn_job_get_server (SgnJob *self); /* property "server": asked or waited for */
guint sgn_job_get_wait_seconds (SgnJob *self); /* property "wait-seconds": until it is asked */
SgnReport *
sgn_job_get_report (SgnJob *self); /* property "report" (boxed): verify, or the result of signing */
const SgnOutcome *sgn_job_get_outcome (SgnJob *self); /* NULL until signed */
const GError *sgn_job_get_error (SgnJob *self);       /* NULL unless FAILED */
/* What the servers said that were asked in vain, of GError. */
GPtrArray *sgn_job_get_timestamp_errors (SgnJob *self);
guint sgn_job_get_milliseconds (SgnJob *self); /* how long it took */

/* For whoever runs jobs: begin in the job's thread, run in a worker. The end is told to the job's
 * main context after everything else. */
typedef SgnOutcome *(*SgnJobFunc) (GFile *file,
                                   gpointer data,
                                   const SgnSignProgress *progress,
                                   GCancellable *cancellable,
                                   GError **error);

void sgn_job_begin (SgnJob *self);
/* Nobody wants to know any more: the check ends soon, as one of a batch that is cancelled. */
void sgn_job_cancel_verify (SgnJob *self);
void sgn_job_run (SgnJob *self, SgnJobFunc func, gpointer data, GCancellable *cancellable);
void sgn_job_run_verify (SgnJob *self, const SgnVerifyOptions *options, GCancellable *cancellable);
