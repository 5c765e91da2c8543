/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* The end of every change to signatures: put them in, verify the result as if it came from
 * somewhere else, write it. Verification reads the view, not the file, so a faulty result never
 * reaches the disk. */

#include "config.h"

#include "core/sign/finish.h"

#include <sys/stat.h>

#include "core/base/error.h"
#include "core/io/output.h"
#include "core/verify/verify.h"

static char *
get_etag (GFile *file)
{
  /* GIO makes the etag of the modification time. */
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE,
                                                  NULL,
                                                  NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

/* Takes ownership of the contents of @written. */
static SgnOutcome *
new_outcome (SgnReport *report, SgnAction action, GFile *target, SgnOutputResult *written)
{
  SgnOutcome *outcome = g_new0 (SgnOutcome, 1);

  outcome->action = action;
  outcome->report = sgn_report_ref (report);
  g_set_object (&report->file, target);
  outcome->output = g_object_ref (target);
  outcome->etag = get_etag (target);
  outcome->written = *written;
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

static gboolean
is_same_place (GFile *a, GFile *b)
{
  /* Two paths may lead to one file over links, and then writing "elsewhere" replaces the
   * original. */
  g_autofree char *first = realpath (g_file_peek_path (a), NULL);
  g_autofree char *second = realpath (g_file_peek_path (b), NULL);

  return g_file_equal (a, b) || (first != NULL && g_strcmp0 (first, second) == 0);
}

/* Whether the target is neither the file that is signed nor its detached signature. */
static gboolean
must_be_new (GFile *file, GFile *target, const SgnSignRequest *request)
{
  return !request->overwrite && request->message == SGN_MESSAGE_NONE &&
         g_file_peek_path (file) != NULL && g_file_peek_path (target) != NULL &&
         !is_same_place (file, target);
}

gboolean
sgn_sign_check_target (GFile *file, const SgnSignRequest *request, GError **error)
{
  g_autoptr (GFile) target = sgn_sign_choose_target (file, request);
  g_autofree char *basename = NULL;
  g_autofree char *name = NULL;
  struct stat status;

  /* lstat(2): a link counts as existing, wherever it leads. */
  if (!must_be_new (file, target, request) || lstat (g_file_peek_path (target), &status) != 0)
    return TRUE;
  basename = g_file_get_basename (target);
  name = g_filename_display_name (basename);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS, name);
  return FALSE;
}

SgnInput *
sgn_sign_put (const SgnSignEdit *self,
              const char *name,
              GPtrArray *signatures,
              const SgnSignChange *change,
              SgnReport **ret,
              GError **error)
{
  const SgnVerifyOptions options = { .anchors = self->request->anchors };
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnReport) report = NULL;

  patch = sgn_subject_put_signatures (self->subject, signatures, error);
  if (patch == NULL)
    return NULL;
  view = sgn_input_new_patched (self->subject->input, patch, error);
  if (view == NULL)
    return NULL;
  report = sgn_verify_input (view, name, &options, self->cancellable, error);
  /* While hashing, another program may have written to the file; signature and content would then
   * not match. */
  if (report == NULL || !sgn_input_check_unchanged (view, error) ||
      !sgn_sign_check_worth (change, report, signatures->len, error))
    return NULL;
  *ret = g_steal_pointer (&report);
  return g_steal_pointer (&view);
}

static gboolean
write_file (const SgnSignEdit *self,
            SgnInput *view,
            GFile *target,
            SgnOutputResult *written,
            GError **error)
{
  const SgnOutputOptions options = {
    .backup_suffix = self->request->backup_suffix,
    .create = must_be_new (self->file, target, self->request),
  };

  return sgn_output_write (view, target, &options, written, self->cancellable, error);
}

SgnOutcome *
sgn_sign_finish (const SgnSignEdit *self,
                 GPtrArray *signatures,
                 const SgnSignChange *change,
                 GError **error)
{
  g_autoptr (GFile) target = sgn_sign_choose_target (self->file, self->request);
  g_autofree char *basename = g_file_get_basename (self->file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnReport) report = NULL;
  SgnOutputResult written = { 0 };
  SgnOutcome *outcome;

  sgn_sign_tell (self->progress, SGN_STEP_CHECKING);
  view = sgn_sign_put (self, name, signatures, change, &report, error);
  if (view == NULL)
    return NULL;
  if ((sgn_subject_get_caps (self->subject) & SGN_FORMAT_HAS_LEFTOVERS) != 0)
    sgn_findings_add (report->findings, SGN_FINDING_LEFTOVERS, SGN_SEVERITY_NOTE, 0, 0, NULL);
  sgn_sign_tell (self->progress, SGN_STEP_WRITING);
  if (!write_file (self, view, target, &written, error))
    return NULL;
  sgn_sign_tell (self->progress, SGN_STEP_DONE);
  outcome = new_outcome (report, change->action, target, &written);
  /* Only a file that is signed in place needs undoing. */
  if (self->request->keep_original && g_file_equal (self->file, target))
    outcome->original = sgn_input_ref (self->subject->input);
  return outcome;
}

SgnOutcome *
sgn_sign_leave (const SgnSignEdit *self, SgnAction action, SgnReport *report, GError **error)
{
  gboolean is_message = self->request->message != SGN_MESSAGE_NONE;
  g_autoptr (GFile) target = sgn_sign_choose_target (self->file, self->request);
  SgnOutputResult written = { .rights_kept = TRUE };

  /* A detached signature that is kept exists already where it belongs. */
  if (is_message || is_same_place (self->file, target))
    return new_outcome (report, action, is_message ? target : self->file, &written);
  if (!write_file (self, self->subject->input, target, &written, error))
    return NULL;
  return new_outcome (report, action, target, &written);
}
