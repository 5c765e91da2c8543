/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/json.h"
#include "core/batch/job.h"
#include "core/report/report.h"

/* One line of JSON (RFC 8259) without line end, for scripts. Words and keys are stable and never
 * translated, but for "error.text". (transfer full) */
char *sgn_report_to_json (const SgnReport *report);
/* The same with what was done: action, error, timestamp_server, ms. */
char *sgn_job_to_json (SgnJob *job);

/* What became of one file, however it was worked on; all parts are (nullable). */
typedef struct {
  const char *name; /* "file": as the user gave it, in the encoding of file names */
  const SgnReport *report;
  const SgnOutcome *outcome; /* gives the report when there is no other */
  const GError *error;
  gboolean done;                     /* tell also action, error, timestamp_server and ms */
  const GPtrArray *timestamp_errors; /* of GError: the servers that gave none */
  guint milliseconds;
} SgnResult;

char *sgn_result_to_json (const SgnResult *result);

/* The member @key with code and text; null for NULL. */
void sgn_json_add_error (JsonBuilder *builder, const char *key, const GError *error);
