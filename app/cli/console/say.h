/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/batch/job.h"

/* How the results of a command are printed. */
typedef struct {
  gboolean json;   /* objects go to standard output, sentences to standard error */
  gboolean verify; /* the jobs only verify */
  gboolean strict; /* only `valid` counts as good */
} SgnOutput;

/* Prints a sentence for people: to standard error with JSON output, else to standard output. */
void sgn_output_say (const SgnOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

void sgn_output_say_error (const SgnOutput *self, const char *name, const GError *error);

/* Prints a sentence about @name to standard error. */
void sgn_output_complain (const char *name, const GError *error);

/* Reports on standard error that the job waits for a timestamp server, so that the program does not
 * seem to hang. */
void sgn_output_waiting (SgnJob *job);
