/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/result-text.h"

#include <glib/gi18n.h>

#include "core/base/keyed-hash.h"
#include "core/base/text.h"
#include "core/words/phrases.h"

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
  g_autoptr (GPtrArray) findings = sgn_phrase_select_findings (report);

  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *text = sgn_phrase_finding (report, findings->pdata[i]);

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

void
sgn_output_say_report (const SgnOutput *self, const char *name, const SgnReport *report)
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

void
sgn_output_say_outcome (const SgnOutput *self, const char *name, const SgnOutcome *outcome)
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
void
sgn_output_say_server_errors (const SgnOutput *self, SgnJob *job)
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
