/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/digest.h"
#include "core/timestamp/client.h"

/* The current step for a file, reported from the worker thread. */
typedef enum {
  SGN_STEP_WAITING,
  SGN_STEP_HASHING,
  SGN_STEP_SIGNING,
  SGN_STEP_TIMESTAMPING,
  SGN_STEP_CHECKING,
  SGN_STEP_WRITING,
  SGN_STEP_DONE,
} SgnStep;

typedef struct {
  void (*step) (SgnStep step, gpointer user_data);
  SgnProgressFunc hashed;     /* (nullable) */
  SgnTimestampFunc timestamp; /* (nullable) */
  gpointer user_data;
} SgnSignProgress;

/* @progress is (nullable). */
void sgn_sign_tell (const SgnSignProgress *progress, SgnStep step);
