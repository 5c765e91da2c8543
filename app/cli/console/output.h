/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "core/base/json.h"
#include "core/batch/job.h"

typedef struct {
  gboolean json;   /* objects go to standard output, sentences to standard error */
  gboolean verify; /* the jobs only verify */
  gboolean strict; /* only `valid` counts as good */
} SgnOutput;

/* Prints the result for the file that the user called @name. Returns its exit status. */
SgnExit sgn_output_job (const SgnOutput *self, const char *name, SgnJob *job);

/* Prints one object and one sentence for a file that could not be processed at all. Returns the
 * exit status. */
SgnExit sgn_output_error (const SgnOutput *self, const char *name, const GError *error);

/* The same for commands whose objects are not reports: the object has the members @key and "error",
 * the sentence goes to standard error. */
SgnExit
sgn_output_refuse (const SgnOutput *self, const char *key, const char *name, const GError *error);

/* Prints a sentence about @name to standard error. */
void sgn_output_complain (const char *name, const GError *error);

void sgn_output_say_error (const SgnOutput *self, const char *name, const GError *error);

/* Prints the object in @builder as one line of standard output. */
void sgn_output_object (JsonBuilder *builder);

/* Prints a sentence for people: to standard error with JSON output, else to standard output. */
void sgn_output_say (const SgnOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Reports on standard error that the job waits for a timestamp server, so that the program does not
 * seem to hang. */
void sgn_output_waiting (SgnJob *job);

/* Flushes standard output. Returns the worse of @status and, if that failed, FAILED. */
SgnExit sgn_output_finish (SgnExit status);
