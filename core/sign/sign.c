/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Signing one file from beginning to end: check identity and target, open, look at existing
 * signatures, sign what is inside, sign, verify, write. The steps are in the other files of this
 * folder. */

#include "config.h"

#include "core/sign/sign.h"

#include "core/base/error.h"
#include "core/format/subject.h"
#include "core/sign/existing.h"
#include "core/sign/finish.h"
#include "core/sign/inside.h"
#include "core/sign/signing.h"

static gboolean
check_identity (const SgnSignRequest *request, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (sgn_identity_check (request->identity, g_get_real_time () / G_USEC_PER_SEC, &local))
    return TRUE;
  /* The user has asked for it, for instance to test how programs react. */
  if (request->allow_expired && (g_error_matches (local, SGN_ERROR, SGN_ERROR_CERT_EXPIRED) ||
                                 g_error_matches (local, SGN_ERROR, SGN_ERROR_CERT_NOT_YET_VALID)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Opens the file that will contain only the signature of @content, in its current state. */
static SgnInput *
open_target (const SgnSigning *self, SgnInput *content, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autofree char *name = g_file_get_basename (self->target);
  SgnInput *input;

  /* It may already hold a signature, which is treated like one inside a file. */
  if (g_file_query_exists (self->target, NULL))
    input = sgn_input_new_for_file (self->target, error);
  else
    input = sgn_input_new_for_bytes (nothing);
  if (input != NULL) {
    sgn_input_set_name (input, name);
    sgn_input_set_beside (input, content);
  }
  return input;
}

static SgnSubject *
open_subject (const SgnSigning *self, GFile *file, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);
  g_autoptr (SgnInput) target = NULL;

  if (input == NULL)
    return NULL;
  if (self->progress != NULL)
    sgn_input_set_progress (input, self->progress->hashed, self->progress->user_data);
  if (self->request->message == SGN_MESSAGE_NONE)
    return sgn_subject_open (input, error);
  target = open_target (self, input, error);
  return target != NULL ? sgn_subject_open_message (target, self->request->message, error) : NULL;
}

static SgnSignEdit
make_edit (const SgnSigning *self, GFile *file, GCancellable *cancellable)
{
  return (SgnSignEdit){
    .subject = self->subject,
    .file = file,
    .request = self->request,
    .progress = self->progress,
    .cancellable = cancellable,
  };
}

static SgnOutcome *
sign_subject (SgnSigning *self,
              GFile *file,
              SgnAction action,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) signatures = sgn_signing_make (self, cancellable, error);
  const SgnSignChange change = { .action = action, .before = self->before, .gone = -1 };
  const SgnSignEdit edit = make_edit (self, file, cancellable);
  SgnOutcome *outcome;

  if (signatures == NULL)
    return NULL;
  outcome = sgn_sign_finish (&edit, signatures, &change, error);
  if (outcome != NULL) {
    outcome->server = g_steal_pointer (&self->server);
    outcome->timestamp_error = g_steal_pointer (&self->timestamp_error);
  }
  return outcome;
}

static SgnOutcome *
leave (const SgnSigning *self,
       GFile *file,
       SgnReport *report,
       GCancellable *cancellable,
       GError **error)
{
  const SgnSignEdit edit = make_edit (self, file, cancellable);
  SgnOutcome *outcome = sgn_sign_leave (&edit, SGN_ACTION_SKIPPED, report, error);

  if (outcome != NULL)
    sgn_sign_tell (self->progress, SGN_STEP_DONE);
  return outcome;
}

SgnOutcome *
sgn_sign_file (GFile *file,
               const SgnSignRequest *request,
               const SgnSignProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (SgnSigning) self = { .request = request, .progress = progress };
  g_autoptr (GPtrArray) inside = NULL;
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autoptr (SgnReport) keep = NULL;
  SgnOutcome *outcome;
  SgnAction action;

  self.target = sgn_sign_choose_target (file, request);
  if (!check_identity (request, error) || !sgn_sign_check_target (file, request, error) ||
      !sgn_signing_take (&self, open_subject (&self, file, error), error) ||
      !sgn_signing_check_existing (&self, name, &keep, cancellable, error))
    return NULL;
  if (keep != NULL)
    return leave (&self, file, keep, cancellable, error);
  /* Asked now: signing inside replaces the subject, and the new one may have no signatures
   * left. */
  action = sgn_signing_get_action (&self);
  if (!sgn_sign_inside (&self, &inside, cancellable, error))
    return NULL;
  outcome = sign_subject (&self, file, action, cancellable, error);
  if (outcome != NULL)
    outcome->report->inside = g_steal_pointer (&inside);
  return outcome;
}
