/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/output.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "app/cli/console/exit-status.h"
#include "app/cli/console/result-text.h"
#include "core/words/json.h"

void
sgn_output_object (JsonBuilder *builder)
{
  g_autofree char *text = sgn_json_to_text (builder);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

static void
print_json (const SgnResult *result)
{
  g_autofree char *json = sgn_result_to_json (result);

  fputs (json, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

static const GError *
get_error (SgnJob *job)
{
  static GError *cancelled;
  const GError *error = sgn_job_get_error (job);

  if (error != NULL || sgn_job_get_state (job) != SGN_JOB_CANCELLED)
    return error;
  if (cancelled == NULL)
    cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cancelled"));
  return cancelled;
}

static void
say_job (const SgnOutput *self, const char *name, SgnJob *job)
{
  const GError *error = get_error (job);

  if (error != NULL)
    sgn_output_say_error (self, name, error);
  else if (self->verify)
    sgn_output_say_report (self, name, sgn_job_get_report (job));
  else
    sgn_output_say_outcome (self, name, sgn_job_get_outcome (job));
  sgn_output_say_server_errors (self, job);
}

static SgnExit
judge (const SgnOutput *self, SgnJob *job)
{
  if (!self->verify || get_error (job) != NULL)
    return sgn_exit_for_job (job);
  return sgn_exit_for_verdict (sgn_job_get_report (job)->verdict, self->strict);
}

SgnExit
sgn_output_job (const SgnOutput *self, const char *name, SgnJob *job)
{
  SgnResult result = {
    .name = name,
    .report = sgn_job_get_report (job),
    .outcome = sgn_job_get_outcome (job),
    .error = get_error (job),
    .done = !self->verify,
    .timestamp_errors = sgn_job_get_timestamp_errors (job),
    .milliseconds = sgn_job_get_milliseconds (job),
  };

  if (self->json)
    print_json (&result);
  say_job (self, name, job);
  return judge (self, job);
}

SgnExit
sgn_output_error (const SgnOutput *self, const char *name, const GError *error)
{
  SgnResult result = { .name = name, .error = error, .done = !self->verify };

  if (self->json)
    print_json (&result);
  sgn_output_say_error (self, name, error);
  return sgn_exit_for_error (error);
}

SgnExit
sgn_output_refuse (const SgnOutput *self, const char *key, const char *name, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (self->json) {
    json_builder_begin_object (builder);
    sgn_json_add_path (builder, key, name);
    sgn_json_add_error (builder, "error", error);
    json_builder_end_object (builder);
    sgn_output_object (builder);
  }
  sgn_output_complain (name, error);
  return sgn_exit_for_error (error);
}

SgnExit
sgn_output_finish (SgnExit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  g_printerr (_ ("The result could not be written: %s\n"), g_strerror (errno));
  return MAX (status, SGN_EXIT_FAILED);
}
