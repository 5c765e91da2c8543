/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

#include "config.h"

#include "core/sign.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/oid.h"
#include "core/base/error.h"
#include "core/cms/builder.h"
#include "core/format/format.h"
#include "core/io/output.h"
#include "core/profile.h"
#include "core/sign-finish.h"
#include "core/verify.h"

typedef struct {
  GFile *file;
  const SgnSignRequest *request;
  const SgnSignProgress *progress;
  SgnSubject *subject;
  GPtrArray *existing; /* of GBytes */
  SgnTimestampServer *server;
  GError *timestamp_error;
} Signing;

static void
signing_clear (Signing *self)
{
  g_clear_pointer (&self->subject, sgn_subject_free);
  g_clear_pointer (&self->existing, g_ptr_array_unref);
  g_clear_object (&self->server);
  g_clear_error (&self->timestamp_error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signing, signing_clear)

static gboolean
check_identity (const SgnSignRequest *request, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (sgn_identity_check (request->identity, g_get_real_time () / G_USEC_PER_SEC, &local))
    return TRUE;
  if (request->allow_expired && (g_error_matches (local, SGN_ERROR, SGN_ERROR_CERT_EXPIRED) ||
                                 g_error_matches (local, SGN_ERROR, SGN_ERROR_CERT_NOT_YET_VALID)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The file that will hold nothing but the signature of @content, as it is now. */
static SgnInput *
open_target (Signing *self, SgnInput *content, GError **error)
{
  g_autoptr (GFile) target = sgn_sign_choose_target (self->file, self->request);
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  SgnInput *input;

  if (g_file_query_exists (target, NULL))
    input = sgn_input_new_for_file (target, error);
  else
    input = sgn_input_new_for_bytes (nothing);
  if (input != NULL)
    sgn_input_set_beside (input, content);
  return input;
}

static SgnSubject *
open_file (Signing *self, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (self->file, error);
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

static gboolean
open_subject (Signing *self, GError **error)
{
  X509 *signer = sgn_certificate_get_x509 (sgn_identity_get_certificate (self->request->identity));

  self->subject = open_file (self, error);
  if (self->subject == NULL)
    return FALSE;
  self->existing = self->subject->format->get_signatures (self->subject->self, error);
  if (self->existing == NULL)
    return FALSE;
  return self->subject->format->check_signer == NULL ||
         self->subject->format->check_signer (self->subject->self, signer, error);
}

static SgnReport *
verify_existing (Signing *self, GCancellable *cancellable, GError **error)
{
  const SgnVerifyOptions options = { .anchors = self->request->anchors };
  g_autofree char *basename = g_file_get_basename (self->file);
  g_autofree char *name = g_filename_display_name (basename);
  SgnReport *report = sgn_verify_input (self->subject->input, name, &options, cancellable, error);

  if (report != NULL)
    g_set_object (&report->file, self->file);
  return report;
}

static SgnOutcome *
skipped (Signing *self, SgnReport *report)
{
  SgnOutcome *outcome = g_new0 (SgnOutcome, 1);

  outcome->action = SGN_ACTION_SKIPPED;
  outcome->report = sgn_report_ref (report);
  outcome->output = g_object_ref (self->file);
  sgn_sign_tell (self->progress, SGN_STEP_DONE);
  return outcome;
}

/* Signing over a broken signature would make a changed file look good, so that must be said
 * explicitly (replace). */
static gboolean
check_existing (Signing *self, SgnOutcome **outcome, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnReport) report = NULL;
  SgnExisting existing = self->request->existing;

  if (self->existing->len == 0 || existing == SGN_EXISTING_REPLACE)
    return TRUE;
  if (existing == SGN_EXISTING_REFUSE) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_ALREADY_SIGNED, _ ("the file is signed"));
    return FALSE;
  }
  report = verify_existing (self, cancellable, error);
  if (report == NULL)
    return FALSE;
  if (report->verdict == SGN_VERDICT_CHANGED || report->verdict == SGN_VERDICT_UNREADABLE) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_ALREADY_SIGNED,
                         _ ("the signature in the file is broken; only replacing it is possible"));
    return FALSE;
  }
  if (existing == SGN_EXISTING_SKIP_VALID)
    *outcome = skipped (self, report);
  return TRUE;
}

static gboolean
is_appending (const Signing *self)
{
  return self->existing->len > 0 && self->request->existing == SGN_EXISTING_APPEND;
}

static guint
next_sequence_number (const Signing *self)
{
  g_autoptr (SgnSignedData) first = NULL;
  GPtrArray *nested;

  if (!is_appending (self) || !(sgn_subject_get_caps (self->subject) & SGN_FORMAT_CAN_NEST))
    return 0;
  first = sgn_signed_data_parse (g_ptr_array_index (self->existing, 0), NULL);
  if (first == NULL)
    return 1;
  nested = sgn_signed_data_get_nested (first);
  return nested->len + 1;
}

/* A nested signature that is to have no content of its own. */
static GBytes *
sign_outer (Signing *self,
            GBytes *content,
            const SgnCmsOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  SgnCmsOptions detached = *options;
  g_autoptr (GBytes) digest = sgn_hash_bytes (options->hash, content);

  detached.detached = TRUE;
  return sgn_cms_build_with_digest (SGN_OID_DATA,
                                    NULL,
                                    digest,
                                    self->request->identity,
                                    &detached,
                                    cancellable,
                                    error);
}

static gboolean
is_about_file_beside (const Signing *self)
{
  return (sgn_subject_get_caps (self->subject) & SGN_FORMAT_CONTENT_BESIDE) != 0;
}

static GBytes *
build_about_file_beside (Signing *self,
                         const SgnCmsOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) digest = NULL;

  digest = self->subject->format->digest_beside (self->subject->self,
                                                 options->hash,
                                                 cancellable,
                                                 error);
  if (digest == NULL)
    return NULL;
  sgn_sign_tell (self->progress, SGN_STEP_SIGNING);
  return sgn_cms_build_with_digest (sgn_format_get_content_type (self->subject->format),
                                    NULL,
                                    digest,
                                    self->request->identity,
                                    options,
                                    cancellable,
                                    error);
}

static GBytes *
sign_content (Signing *self, GCancellable *cancellable, GError **error)
{
  const SgnSignRequest *request = self->request;
  SgnHash hash = sgn_subject_choose_hash (self->subject, request->hash);
  const SgnContentOptions content_options = {
    .hash = hash,
    .page_hashes = request->page_hashes,
    .appends = is_appending (self),
  };
  const SgnCmsOptions cms_options = {
    .hash = hash,
    .profile = sgn_profile_to_cms (self->subject->format->profile),
    .detached = is_about_file_beside (self) || self->subject->format->get_content != NULL,
    .program_name = request->program_name,
    .program_url = request->program_url,
    .sequence_number = next_sequence_number (self),
  };
  g_autoptr (GFile) target = sgn_sign_choose_target (self->file, request);
  g_autoptr (GBytes) content = NULL;

  sgn_sign_tell (self->progress, SGN_STEP_HASHING);
  sgn_output_prepare (self->subject->input, target);
  if (is_about_file_beside (self))
    return build_about_file_beside (self, &cms_options, cancellable, error);
  content = self->subject->format->create_content (self->subject->self,
                                                   &content_options,
                                                   cancellable,
                                                   error);
  if (content == NULL)
    return NULL;
  sgn_sign_tell (self->progress, SGN_STEP_SIGNING);
  if (is_appending (self) && (sgn_subject_get_caps (self->subject) & SGN_FORMAT_NESTS_DATA) != 0)
    return sign_outer (self, content, &cms_options, cancellable, error);
  return sgn_cms_build (sgn_format_get_content_type (self->subject->format),
                        content,
                        request->identity,
                        &cms_options,
                        cancellable,
                        error);
}

static GBytes *
request_token (Signing *self, SgnSignedData *signed_data, GCancellable *cancellable, GError **error)
{
  const SgnTimestampRequest request = {
    .servers = self->request->timestamp_servers,
    .hash = self->request->hash,
    .tls_database = self->request->tls_database,
    .progress = self->progress != NULL ? self->progress->timestamp : NULL,
    .user_data = self->progress != NULL ? self->progress->user_data : NULL,
  };

  return sgn_timestamp_request (sgn_signed_data_get_signer (signed_data)->signature,
                                &request,
                                &self->server,
                                cancellable,
                                error);
}

static GBytes *
add_timestamp (Signing *self, GBytes *cms, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnSignedData) signed_data = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GError) local = NULL;

  if (self->request->timestamp_servers->len == 0 ||
      (sgn_subject_get_caps (self->subject) & SGN_FORMAT_NO_TIMESTAMP) != 0)
    return g_bytes_ref (cms);
  sgn_sign_tell (self->progress, SGN_STEP_TIMESTAMPING);
  signed_data = sgn_signed_data_parse (cms, error);
  if (signed_data == NULL)
    return NULL;
  token = request_token (self, signed_data, cancellable, &local);
  if (token != NULL)
    return sgn_cms_set_timestamp (signed_data,
                                  sgn_profile_get_token_oid (self->subject->format->profile),
                                  token,
                                  error);
  if (!self->request->timestamp_optional ||
      g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  self->timestamp_error = g_steal_pointer (&local);
  return g_bytes_ref (cms);
}

static GBytes *
nest (Signing *self, GBytes *cms, GError **error)
{
  g_autoptr (SgnSignedData)
      first = sgn_signed_data_parse (g_ptr_array_index (self->existing, 0), error);

  return first != NULL ? sgn_cms_add_nested (first, cms, error) : NULL;
}

static gpointer
copy_bytes (gconstpointer bytes, gpointer user_data)
{
  return g_bytes_ref ((GBytes *) bytes);
}

/* All signatures the file will carry. */
static GPtrArray *
arrange (Signing *self, GBytes *cms, GError **error)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  SgnFormatCaps caps = sgn_subject_get_caps (self->subject);
  GBytes *first;

  if (!is_appending (self)) {
    g_ptr_array_add (signatures, g_bytes_ref (cms));
    return g_steal_pointer (&signatures);
  }
  if (!(caps & (SGN_FORMAT_CAN_NEST | SGN_FORMAT_APPENDS_ENTRIES))) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("this kind of file carries one signature only"));
    return NULL;
  }

  g_ptr_array_extend (signatures, self->existing, copy_bytes, NULL);
  if (caps & SGN_FORMAT_APPENDS_ENTRIES) {
    g_ptr_array_add (signatures, g_bytes_ref (cms));
    return g_steal_pointer (&signatures);
  }
  first = nest (self, cms, error);
  if (first == NULL)
    return NULL;
  g_bytes_unref (g_ptr_array_index (signatures, 0));
  g_ptr_array_index (signatures, 0) = first;
  return g_steal_pointer (&signatures);
}

static SgnAction
get_action (const Signing *self)
{
  if (self->existing->len == 0)
    return SGN_ACTION_SIGNED;
  return is_appending (self) ? SGN_ACTION_APPENDED : SGN_ACTION_REPLACED;
}

static SgnOutcome *
sign_subject (Signing *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) cms = sign_content (self, cancellable, error);
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  SgnOutcome *outcome;

  if (cms == NULL)
    return NULL;
  stamped = add_timestamp (self, cms, cancellable, error);
  if (stamped == NULL)
    return NULL;
  signatures = arrange (self, stamped, error);
  if (signatures == NULL)
    return NULL;
  outcome = sgn_sign_finish (self->subject,
                             self->file,
                             signatures,
                             get_action (self),
                             self->request,
                             self->progress,
                             cancellable,
                             error);
  if (outcome != NULL) {
    outcome->server = g_steal_pointer (&self->server);
    outcome->timestamp_error = g_steal_pointer (&self->timestamp_error);
  }
  return outcome;
}

SgnOutcome *
sgn_sign_file (GFile *file,
               const SgnSignRequest *request,
               const SgnSignProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Signing) self = { .file = file, .request = request, .progress = progress };
  SgnOutcome *outcome = NULL;

  if (!check_identity (request, error) || !open_subject (&self, error))
    return NULL;
  if (!check_existing (&self, &outcome, cancellable, error))
    return NULL;
  return outcome != NULL ? outcome : sign_subject (&self, cancellable, error);
}
