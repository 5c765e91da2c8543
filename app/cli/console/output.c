/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/output.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "app/cli/console/exit-status.h"
#include "core/base/keyed-hash.h"
#include "core/base/text.h"
#include "core/words/json.h"
#include "core/words/phrases.h"

void
sgn_output_object (JsonBuilder *builder)
{
  g_autofree char *text = sgn_json_to_text (builder);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
sgn_output_say (const SgnOutput *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Keeps a message on one line, whatever names it contains. */
  line = sgn_text_line (text);
  if (self->json)
    g_printerr ("%s\n", line);
  else
    g_print ("%s\n", line);
}

static void
say_answers (const SgnOutput *self, const SgnReport *report, const SgnSignatureReport *signature)
{
  for (guint i = 0; i < SGN_N_QUESTIONS; i++) {
    g_auto (SgnAnswer) answer = { 0 };

    sgn_phrase_answer (report, signature, i, &answer);
    sgn_output_say (self, "  %s %s", sgn_phrase_question (i), answer.text);
  }
}

static void
say_signatures (const SgnOutput *self, const SgnReport *report)
{
  guint count = report->signatures->len;

  for (guint i = 0; i < count; i++) {
    if (count > 1)
      /* Translators: number of this signature, number of signatures, and the option that selects
       * it */
      sgn_output_say (self, _ ("  Signature %1$u of %2$u (--index=%3$u):"), i + 1, count, i);
    say_answers (self, report, report->signatures->pdata[i]);
  }
}

static void
say_findings (const SgnOutput *self, const SgnReport *report)
{
  for (guint i = 0; i < report->findings->len; i++) {
    g_autofree char *text = sgn_phrase_finding (report, report->findings->pdata[i]);

    sgn_output_say (self, "  %s", text);
  }
}

static void
say_time (const SgnOutput *self, const SgnReport *report)
{
  g_autofree char *time = NULL;

  if (report->judged_at == report->checked_at)
    return;
  time = sgn_phrase_date_time (report->judged_at);
  sgn_output_say (self, _ ("  Checked as of %s"), time);
}

static void
say_report (const SgnOutput *self, const char *name, const SgnReport *report)
{
  g_autofree char *verdict = sgn_phrase_verdict (report);

  sgn_output_say (self, "%s: %s", name, verdict);
  if (report->error != NULL) {
    g_autofree char *reason = sgn_phrase_gerror (report->error);

    sgn_output_say (self, "  %s", reason);
    return;
  }
  say_time (self, report);
  say_signatures (self, report);
  say_findings (self, report);
}

void
sgn_output_say_error (const SgnOutput *self, const char *name, const GError *error)
{
  g_autofree char *text = sgn_phrase_gerror (error);

  sgn_output_say (self, "%s: %s", name, text);
}

void
sgn_output_complain (const char *name, const GError *error)
{
  const SgnOutput to_standard_error = { .json = TRUE };

  sgn_output_say_error (&to_standard_error, name, error);
}

/* Why the new timestamp proves nothing, or NULL. */
static const char *
find_doubt (const SgnReport *report)
{
  for (guint i = 0; i < report->signatures->len; i++) {
    const SgnSignatureReport *signature = report->signatures->pdata[i];

    if (signature->timestamp != NULL && !signature->timestamp->counts)
      return sgn_phrase_reason (signature->checks[SGN_CHECK_TIMESTAMP].reason);
  }
  return NULL;
}

static void
say_timestamp (const SgnOutput *self, const SgnOutcome *outcome)
{
  const char *name = sgn_timestamp_server_get_name (outcome->server);
  g_autofree char *by = g_strdup_printf (_ ("  Timestamp by %s"), name);
  const char *doubt = find_doubt (outcome->report);

  if (doubt != NULL)
    sgn_output_say (self, "%s. %s", by, doubt);
  else
    sgn_output_say (self, "%s", by);
}

static void
say_written (const SgnOutput *self, const SgnOutputResult *written)
{
  g_autofree char *backup = NULL;

  if (written->backup != NULL) {
    backup = sgn_text_display (written->backup);
    /* Translators: the name of a file */
    sgn_output_say (self, _ ("  The original is now %s"), backup);
  }
  if (!written->rights_kept)
    sgn_output_say (self, _ ("  Its owner or access rights could not be preserved"));
  if (written->other_names > 0)
    sgn_output_say (self,
                    ngettext ("  It had %u other name (hard link), which still leads to the file "
                              "as it was",
                              "  It had %u other names (hard links), which still lead to the file "
                              "as it was",
                              written->other_names),
                    written->other_names);
}

/* A kept signature names its signer even if the verdict does not. */
static void
say_signer (const SgnOutput *self, const SgnReport *report)
{
  const SgnSignatureReport *headline = report->headline;
  g_autofree char *name = NULL;

  if (report->verdict != SGN_VERDICT_UNTRUSTED || headline == NULL || headline->signer == NULL)
    return;
  name = sgn_text_display (sgn_certificate_get_name (headline->signer));
  if (name[0] == '\0')
    return;
  /* Translators: the name of a publisher */
  sgn_output_say (self, _ ("  The certificate is that of %s"), name);
}

static void
say_outcome (const SgnOutput *self, const char *name, const SgnOutcome *outcome)
{
  g_autofree char *verdict = sgn_phrase_verdict (outcome->report);

  sgn_output_say (self, "%s: %s", name, sgn_phrase_action (outcome->action));
  sgn_output_say (self, "  %s", verdict);
  for (guint i = 0; outcome->report->inside != NULL && i < outcome->report->inside->len; i++) {
    g_autofree char *text = sgn_phrase_inside (outcome->report->inside->pdata[i]);

    sgn_output_say (self, "  %s", text);
  }
  if (outcome->action == SGN_ACTION_SKIPPED)
    say_signer (self, outcome->report);
  if (outcome->server != NULL)
    say_timestamp (self, outcome);
  if (outcome->timestamp_error != NULL) {
    g_autofree char *text = sgn_phrase_gerror (outcome->timestamp_error);

    sgn_output_say (self, _ ("  Without timestamp: %s"), text);
  }
  say_written (self, &outcome->written);
}

/* The file's error if it is that of the last server. (transfer full) */
static char *
phrase_last_error (SgnJob *job)
{
  const SgnOutcome *outcome = sgn_job_get_outcome (job);
  const GError *error = sgn_job_get_error (job);

  if (outcome != NULL)
    error = outcome->timestamp_error;
  return error != NULL ? sgn_phrase_gerror (error) : g_strdup ("");
}

/* Leaves out what was already reported for the file or an earlier attempt. */
static void
say_server_errors (const SgnOutput *self, SgnJob *job)
{
  GPtrArray *errors = sgn_job_get_timestamp_errors (job);
  g_autoptr (GHashTable)
      said = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);

  g_hash_table_add (said, phrase_last_error (job));
  for (guint i = 0; errors != NULL && i < errors->len; i++) {
    char *text = sgn_phrase_gerror (errors->pdata[i]);

    if (!g_hash_table_contains (said, text))
      sgn_output_say (self, "  %s", text);
    g_hash_table_add (said, text);
  }
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
    say_report (self, name, sgn_job_get_report (job));
  else
    say_outcome (self, name, sgn_job_get_outcome (job));
  say_server_errors (self, job);
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

void
sgn_output_waiting (SgnJob *job)
{
  const char *name = sgn_timestamp_server_get_name (sgn_job_get_server (job));
  g_autofree char *file = g_file_get_parse_name (sgn_job_get_file (job));
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  text = g_strdup_printf (_ ("Waiting %1$u s for %2$s."), sgn_job_get_wait_seconds (job), name);
  sgn_text_join_stops (text, name);
  line = sgn_text_line (file);
  g_printerr ("%s: %s\n", line, text);
}

SgnExit
sgn_output_finish (SgnExit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  g_printerr (_ ("The result could not be written: %s\n"), g_strerror (errno));
  return MAX (status, SGN_EXIT_FAILED);
}
