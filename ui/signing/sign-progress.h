/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/batch/job.h"

/* The progress of files that are signed together. */
typedef struct {
  guint total;
  guint done;     /* ended, successfully or not */
  guint written;  /* signed by this run */
  guint failed;   /* including those without a timestamp */
  guint can_undo; /* the original can still be restored */
  double fraction;
  gint64 elapsed;             /* seconds */
  SgnTimestampServer *server; /* (nullable): the server that all files wait for */
  guint wait_seconds;
} SgnSignProgressSum;

/* Adds @job to the counts. Does not set @can_undo; @fraction becomes the sum over all files. */
void sgn_sign_progress_add (SgnSignProgressSum *sum, SgnJob *job);
