/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "core/base/json.h"
#include "core/batch/job.h"

typedef struct {
  gboolean json;   /* objects to standard output, sentences to standard error */
  gboolean verify; /* the jobs only check */
  gboolean strict; /* nothing but `valid` is good */
} SgnOutput;

/* Prints what became of the file the user called @name. Returns what it means. */
SgnExit sgn_output_job (const SgnOutput *self, const char *name, SgnJob *job);

/* One object and one sentence for a file that was not even begun because of @error. */
SgnExit sgn_output_error (const SgnOutput *self, const char *name, const GError *error);

/* The same for a command whose objects are no reports: its object has the members @key and "error",
 * the sentence goes to standard error. */
SgnExit
sgn_output_refuse (const SgnOutput *self, const char *key, const char *name, const GError *error);

/* A sentence about @name to standard error. */
void sgn_output_complain (const char *name, const GError *error);

void sgn_output_say_error (const SgnOutput *self, const char *name, const GError *error);

/* What was built, as a line of standard output. */
void sgn_output_object (JsonBuilder *builder);

/* A sentence for people, to where it belongs. */
void sgn_output_say (const SgnOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The job has to wait for a timestamp server: to standard error, so that nobody takes it for
 * hanging. */
void sgn_output_waiting (SgnJob *job);

/* Everything printed has arrived? Else FAILED; in any case the worse of it and @status. */
SgnExit sgn_output_finish (SgnExit status);
