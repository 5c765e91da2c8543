/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/json.h"
#include "core/report/report.h"
#include "core/sign/outcome.h"

/* The result of any operation on one file. All members are (nullable). */
typedef struct {
  const char *name; /* "file": as given by the user, in the encoding of file names */
  const SgnReport *report;
  const SgnOutcome *outcome; /* its report is used if @report is NULL */
  const GError *error;
  gboolean done;                     /* include action, error, timestamp_server and ms */
  const GPtrArray *timestamp_errors; /* of GError: failed timestamp servers */
  guint milliseconds;
} SgnResult;

/* One line of JSON (RFC 8259) without a line end, for scripts. Keys and words are stable and never
 * translated, except "error.text". (transfer full) */
char *sgn_result_to_json (const SgnResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the member @key with code and text of @error, or null if that is NULL. */
void sgn_json_add_error (JsonBuilder *builder, const char *key, const GError *error);
