/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/batch/job.h"

/* How far several files are that are signed together. */
typedef struct {
  guint total;
  guint done;     /* ended, in whatever way */
  guint written;  /* signed by this run */
  guint failed;   /* also those without timestamp */
  guint can_undo; /* the untouched original is still at hand */
  double fraction;
  gint64 elapsed;             /* seconds */
  SgnTimestampServer *server; /* (nullable): everybody waits for it */
  guint wait_seconds;
} SgnSignProgressSum;

/* Counts @job; not @can_undo, and @fraction is the sum of those of all files. */
void sgn_sign_progress_add (SgnSignProgressSum *sum, SgnJob *job);
