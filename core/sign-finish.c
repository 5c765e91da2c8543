/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

#include "config.h"

#include "core/sign-finish.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/io/output.h"
#include "core/verify.h"

static gboolean
check_result (const SgnReport *report, guint expected, GError **error)
{
  SgnVerdict verdict = report->verdict;

  if (expected == 0 && verdict == SGN_VERDICT_UNSIGNED)
    return TRUE;
  if (expected > 0 && verdict != SGN_VERDICT_UNREADABLE && verdict != SGN_VERDICT_UNSIGNED &&
      verdict != SGN_VERDICT_CHANGED)
    return TRUE;
  if (report->error != NULL)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SELF_CHECK, report->error->message);
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SELF_CHECK,
                 /* Translators: %s is a word of the interface for scripts, such as "changed" */
                 _ ("the result would be “%s”"),
                 sgn_verdict_to_id (verdict));
  return FALSE;
}

static char *
get_etag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE,
                                                  NULL,
                                                  NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static SgnOutcome *
new_outcome (SgnReport *report, SgnAction action, GFile *target, SgnInput *original)
{
  SgnOutcome *outcome = g_new0 (SgnOutcome, 1);

  outcome->action = action;
  outcome->report = sgn_report_ref (report);
  g_set_object (&report->file, target);
  outcome->output = g_object_ref (target);
  outcome->etag = get_etag (target);
  if (original != NULL)
    outcome->original = sgn_input_ref (original);
  return outcome;
}

GFile *
sgn_sign_choose_target (GFile *file, const SgnSignRequest *request)
{
  const char *suffix = sgn_message_form_get_suffix (request->message);
  g_autofree char *basename = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) folder = NULL;

  if (request->output != NULL && !request->output_is_folder)
    return g_object_ref (request->output);
  if (request->output == NULL && suffix == NULL)
    return g_object_ref (file);
  basename = g_file_get_basename (file);
  name = g_strconcat (basename, suffix, NULL);
  folder = request->output != NULL ? g_object_ref (request->output) : g_file_get_parent (file);
  return g_file_get_child (folder, name);
}

void
sgn_sign_tell (const SgnSignProgress *progress, SgnStep step)
{
  if (progress != NULL && progress->step != NULL)
    progress->step (step, progress->user_data);
}

SgnInput *
sgn_sign_put (SgnSubject *subject,
              const char *name,
              GPtrArray *signatures,
              const SgnSignRequest *request,
              SgnReport **ret,
              GCancellable *cancellable,
              GError **error)
{
  const SgnVerifyOptions options = { .anchors = request->anchors };
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnReport) report = NULL;

  patch = sgn_subject_put_signatures (subject, signatures, error);
  if (patch == NULL)
    return NULL;
  view = sgn_input_new_patched (subject->input, patch, error);
  if (view == NULL)
    return NULL;
  report = sgn_verify_input (view, name, &options, cancellable, error);
  if (report == NULL || !sgn_input_check_unchanged (view, error) ||
      !check_result (report, signatures->len, error))
    return NULL;
  *ret = g_steal_pointer (&report);
  return g_steal_pointer (&view);
}

SgnOutcome *
sgn_sign_finish (SgnSubject *subject,
                 GFile *file,
                 GPtrArray *signatures,
                 SgnAction action,
                 const SgnSignRequest *request,
                 const SgnSignProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GFile) target = sgn_sign_choose_target (file, request);
  gboolean can_undo = request->keep_original && g_file_equal (file, target);
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnReport) report = NULL;
  SgnOutcome *outcome;

  sgn_sign_tell (progress, SGN_STEP_CHECKING);
  view = sgn_sign_put (subject, name, signatures, request, &report, cancellable, error);
  if (view == NULL)
    return NULL;
  if ((sgn_subject_get_caps (subject) & SGN_FORMAT_HAS_LEFTOVERS) != 0)
    sgn_findings_add (report->findings, SGN_FINDING_LEFTOVERS, SGN_SEVERITY_NOTE, 0, 0, NULL);
  sgn_sign_tell (progress, SGN_STEP_WRITING);
  if (!sgn_output_write (view, target, request->backup_suffix, cancellable, error))
    return NULL;
  sgn_sign_tell (progress, SGN_STEP_DONE);
  outcome = new_outcome (report, action, target, can_undo ? subject->input : NULL);
  outcome->backup_suffix = g_strdup (request->backup_suffix);
  return outcome;
}
