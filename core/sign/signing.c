/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Makes the signature: content by the format, CMS around it, a timestamp over the value, and the
 * place among existing signatures. */

#include "config.h"

#include "core/sign/signing.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/io/output.h"
#include "core/sign/profile.h"

void
sgn_signing_clear (SgnSigning *self)
{
  g_clear_pointer (&self->subject, sgn_subject_free);
  g_clear_pointer (&self->existing, g_ptr_array_unref);
  g_clear_pointer (&self->before, sgn_report_unref);
  g_clear_object (&self->target);
  g_clear_object (&self->server);
  g_clear_error (&self->timestamp_error);
}

gboolean
sgn_signing_take (SgnSigning *self, SgnSubject *subject, GError **error)
{
  X509 *signer = sgn_certificate_get_x509 (sgn_identity_get_certificate (self->request->identity));

  g_clear_pointer (&self->subject, sgn_subject_free);
  g_clear_pointer (&self->existing, g_ptr_array_unref);
  self->subject = subject;
  if (subject == NULL)
    return FALSE;
  self->existing = subject->format->get_signatures (subject->self, error);
  if (self->existing == NULL)
    return FALSE;
  /* Such as an MSIX package, whose manifest names the publisher that must have signed it. */
  return subject->format->check_signer == NULL ||
         subject->format->check_signer (subject->self, signer, error);
}

gboolean
sgn_signing_is_appending (const SgnSigning *self)
{
  return self->existing->len > 0 && self->request->existing == SGN_EXISTING_APPEND;
}

static guint
next_sequence_number (const SgnSigning *self)
{
  g_autoptr (SgnSignedData) first = NULL;
  GPtrArray *nested;

  if (!sgn_signing_is_appending (self) ||
      !(sgn_subject_get_caps (self->subject) & SGN_FORMAT_CAN_NEST))
    return 0;
  first = sgn_signed_data_parse (g_ptr_array_index (self->existing, 0), NULL);
  if (first == NULL)
    return 1;
  nested = sgn_signed_data_get_nested (first);
  return nested->len + 1;
}

/* Makes a nested signature without content of its own. */
static GBytes *
sign_outer (SgnSigning *self,
            GBytes *content,
            const SgnCmsOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (options->hash, content);

  return sgn_cms_build_detached (SGN_OID_DATA,
                                 digest,
                                 self->request->identity,
                                 options,
                                 cancellable,
                                 error);
}

static GBytes *
build_about_file_beside (SgnSigning *self,
                         const SgnCmsOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) digest = NULL;

  digest = self->subject->format->message->digest (self->subject->self,
                                                   options->hash,
                                                   cancellable,
                                                   error);
  if (digest == NULL)
    return NULL;
  sgn_sign_tell (self->progress, SGN_STEP_SIGNING);
  return sgn_cms_build_detached (sgn_format_get_content_type (self->subject->format),
                                 digest,
                                 self->request->identity,
                                 options,
                                 cancellable,
                                 error);
}

static GBytes *
sign_content (SgnSigning *self, GCancellable *cancellable, GError **error)
{
  const SgnSignRequest *request = self->request;
  SgnHash hash = sgn_subject_choose_hash (self->subject, request->hash);
  const SgnContentOptions content_options = {
    .hash = hash,
    .page_hashes = request->page_hashes,
    .appends = sgn_signing_is_appending (self),
  };
  const SgnCmsOptions cms_options = {
    .hash = hash,
    .profile = sgn_profile_to_cms (self->subject->format->profile),
    .detached = sgn_subject_is_detached (self->subject) ||
                self->subject->format->get_content != NULL,
    .program_name = request->program_name,
    .program_url = request->program_url,
    .sequence_number = next_sequence_number (self),
  };
  g_autoptr (GBytes) content = NULL;

  sgn_sign_tell (self->progress, SGN_STEP_HASHING);
  /* Copying the file starts now, so that it overlaps with hashing and with waiting for token and
   * timestamp. */
  if (self->target != NULL)
    sgn_output_prepare (self->subject->input, self->target);
  if (sgn_subject_is_detached (self->subject))
    return build_about_file_beside (self, &cms_options, cancellable, error);
  content = self->subject->format->create_content (self->subject->self,
                                                   &content_options,
                                                   cancellable,
                                                   error);
  if (content == NULL)
    return NULL;
  sgn_sign_tell (self->progress, SGN_STEP_SIGNING);
  if (sgn_signing_is_appending (self) &&
      self->subject->format->content_place == SGN_CONTENT_IN_OUTER)
    return sign_outer (self, content, &cms_options, cancellable, error);
  return sgn_cms_build (sgn_format_get_content_type (self->subject->format),
                        content,
                        request->identity,
                        &cms_options,
                        cancellable,
                        error);
}

static GBytes *
request_token (SgnSigning *self,
               SgnSignedData *signed_data,
               GCancellable *cancellable,
               GError **error)
{
  const SgnTimestampRequest request = {
    .servers = self->request->timestamp_servers,
    .hash = self->request->hash,
    .tls_database = self->request->tls_database,
    .progress = self->progress != NULL ? self->progress->timestamp : NULL,
    .user_data = self->progress != NULL ? self->progress->user_data : NULL,
    .patience = self->request->patience,
    .memory = self->request->memory,
  };

  return sgn_timestamp_request (sgn_signed_data_get_signer (signed_data)->signature,
                                &request,
                                &self->server,
                                cancellable,
                                error);
}

static GBytes *
add_timestamp (SgnSigning *self, GBytes *cms, GCancellable *cancellable, GError **error)
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
                                  token);
  if (!self->request->timestamp_optional ||
      g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  self->timestamp_error = g_steal_pointer (&local);
  return g_bytes_ref (cms);
}

static GBytes *
nest (SgnSigning *self, GBytes *cms, GError **error)
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

/* All signatures that the file will have. (transfer full) */
static GPtrArray *
arrange (SgnSigning *self, GBytes *cms, GError **error)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  SgnFormatCaps caps = sgn_subject_get_caps (self->subject);
  GBytes *first;

  if (!sgn_signing_is_appending (self)) {
    g_ptr_array_add (signatures, g_bytes_ref (cms));
    return g_steal_pointer (&signatures);
  }
  if (!(caps & (SGN_FORMAT_CAN_NEST | SGN_FORMAT_APPENDS_ENTRIES))) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("this file type can hold only one signature"));
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

SgnAction
sgn_signing_get_action (const SgnSigning *self)
{
  if (self->existing->len == 0)
    return SGN_ACTION_SIGNED;
  return sgn_signing_is_appending (self) ? SGN_ACTION_APPENDED : SGN_ACTION_REPLACED;
}

GPtrArray *
sgn_signing_make (SgnSigning *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) cms = sign_content (self, cancellable, error);
  g_autoptr (GBytes) stamped = NULL;

  if (cms == NULL)
    return NULL;
  stamped = add_timestamp (self, cms, cancellable, error);
  return stamped != NULL ? arrange (self, stamped, error) : NULL;
}
