/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-progress.h"

/* Hashing takes the longest part of a large file, the timestamp of a small one. */
static double
get_part (SgnJob *job)
{
  switch (sgn_job_get_step (job)) {
  case SGN_STEP_HASHING:
    return 0.6 * sgn_job_get_fraction (job);
  case SGN_STEP_SIGNING:
    return 0.6;
  case SGN_STEP_TIMESTAMPING:
    return 0.65;
  case SGN_STEP_CHECKING:
    return 0.85;
  case SGN_STEP_WRITING:
    return 0.9;
  case SGN_STEP_DONE:
    return 1;
  case SGN_STEP_WAITING:
  default:
    return 0;
  }
}

void
sgn_sign_progress_add (SgnSignProgressSum *sum, SgnJob *job)
{
  SgnJobState state = sgn_job_get_state (job);
  const SgnOutcome *outcome = sgn_job_get_outcome (job);

  sum->total++;
  sum->failed += state == SGN_JOB_FAILED;
  sum->written += outcome != NULL && sgn_action_is_change (outcome->action);
  if (state == SGN_JOB_WAITING || state == SGN_JOB_RUNNING) {
    sum->fraction += get_part (job);
    if (sgn_job_get_step (job) == SGN_STEP_TIMESTAMPING && sgn_job_get_wait_seconds (job) > 0) {
      sum->server = sgn_job_get_server (job);
      sum->wait_seconds = sgn_job_get_wait_seconds (job);
    }
  } else {
    sum->done++;
    sum->fraction += 1;
  }
}
