/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Changes to signatures that exist: add a timestamp, remove, extract or attach one. Each first
 * verifies the file as it is, so that worth.c can tell whether the change made anything worse. */

#include "config.h"

#include "core/sign/edit.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <openssl/pem.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/cms/builder.h"
#include "core/format/subject.h"
#include "core/sign/finish.h"
#include "core/sign/profile.h"
#include "core/sign/tree.h"
#include "core/verify/time.h"
#include "core/verify/verify.h"

typedef struct {
  SgnSignEdit edit;
  SgnTimestampServer *server;
  guint made;
} Stamping;

/* Verifies the current signatures of the file. (transfer full) */
static SgnReport *
judge (const SgnSignEdit *edit, GError **error)
{
  /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): timestamping has a request */
  const SgnVerifyOptions options = { .anchors = edit->request->anchors };
  g_autofree char *basename = g_file_get_basename (edit->file);
  g_autofree char *name = g_filename_display_name (basename);

  return sgn_verify_input (edit->subject->input, name, &options, edit->cancellable, error);
}

/* @request is (nullable). */
static SgnSubject *
open_file (GFile *file, const SgnSignRequest *request, GPtrArray **signatures, GError **error)
{
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnSubject) subject = NULL;

  if (request != NULL && !sgn_sign_check_target (file, request, error))
    return NULL;
  input = sgn_input_new_for_file (file, error);
  if (input == NULL)
    return NULL;
  subject = sgn_subject_open (input, error);
  if (subject == NULL)
    return NULL;
  /* The target is checked before anything is read: hashing a large file only to find that the
   * result may not be written would waste minutes. */
  *signatures = subject->format->get_signatures (subject->self, error);
  return *signatures != NULL ? g_steal_pointer (&subject) : NULL;
}

static gboolean
is_stamped (const Stamping *self, SgnSignedData *signature)
{
  const SgnVerifyOptions options = { .anchors = self->edit.request->anchors };
  const SgnVerifyContext context = {
    .subject = self->edit.subject,
    .options = &options,
    .now = g_get_real_time () / G_USEC_PER_SEC,
  };
  g_autoptr (SgnReport) owner = sgn_report_new ("");
  SgnSignatureReport *report = sgn_signature_report_new ();

  g_ptr_array_add (owner->signatures, report);
  sgn_verify_timestamps (&context,
                         sgn_signed_data_get_signer (signature),
                         sgn_signed_data_get_certificates (signature),
                         NULL,
                         report);
  return sgn_sign_has_timestamp (report);
}

/* A timestamp cannot be recovered: a new one would state a later time. */
static gboolean
stamp (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  Stamping *self = user_data;
  const SgnTimestampRequest request = {
    .servers = self->edit.request->timestamp_servers,
    .hash = sgn_signed_data_get_signer (signature)->hash,
    .tls_database = self->edit.request->tls_database,
    .progress = self->edit.progress != NULL ? self->edit.progress->timestamp : NULL,
    .user_data = self->edit.progress != NULL ? self->edit.progress->user_data : NULL,
    .patience = self->edit.request->patience,
    .memory = self->edit.request->memory,
  };
  g_autoptr (GBytes) token = NULL;

  if (!self->edit.request->timestamp_replace && is_stamped (self, signature)) {
    *ret = g_bytes_ref (sgn_signed_data_get_der (signature));
    return TRUE;
  }
  /* Only timestamps that were made count: when all signatures have one, nothing is written. */
  self->made++;
  g_clear_object (&self->server);
  token = sgn_timestamp_request (sgn_signed_data_get_signer (signature)->signature,
                                 &request,
                                 &self->server,
                                 self->edit.cancellable,
                                 error);
  if (token == NULL)
    return FALSE;
  *ret = sgn_cms_set_timestamp (signature,
                                sgn_profile_get_token_oid (self->edit.subject->format->profile),
                                token);
  return TRUE;
}

static gboolean
drop (SgnSignedData *signature, GBytes **ret, gpointer user_data, GError **error)
{
  *ret = NULL;
  return TRUE;
}

static gboolean
check_can_remove (SgnSubject *subject, GError **error)
{
  if (sgn_subject_get_caps (subject) & SGN_FORMAT_CAN_REMOVE)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("the signature cannot be removed"));
  return FALSE;
}

/* The DER in a "PKCS7" or "CMS" PEM block, or @signature itself. (transfer full) */
static GBytes *
decode_pem (GBytes *signature)
{
  gsize size;
  const char *text = g_bytes_get_data (signature, &size);
  g_autoptr (BIO) bio = NULL;
  char *name = NULL;
  char *header = NULL;
  unsigned char *data = NULL;
  long length = 0;
  GBytes *ret;

  /* Whatever is not PEM is passed on: parsing the DER tells best what is wrong with it. */
  if (size < 10 || size > G_MAXINT || memcmp (text, "-----BEGIN", 10) != 0)
    return g_bytes_ref (signature);
  bio = BIO_new_mem_buf (text, (int) size);
  if (!PEM_read_bio (bio, &name, &header, &data, &length))
    return g_bytes_ref (signature);
  ret = g_bytes_new (data, (gsize) length);
  OPENSSL_free (name);
  OPENSSL_free (header);
  OPENSSL_free (data);
  return ret;
}

/* @signatures are all signatures that the file will have. */
static SgnOutcome *
finish_stamping (Stamping *self, GPtrArray *signatures, SgnReport *before, GError **error)
{
  const SgnSignChange change = { .action = SGN_ACTION_TIMESTAMPED, .before = before, .gone = -1 };

  if (self->made == 0)
    return sgn_sign_leave (&self->edit, SGN_ACTION_STAMP_KEPT, before, error);
  return sgn_sign_finish (&self->edit, signatures, &change, error);
}

SgnOutcome *
sgn_timestamp_file (GFile *file,
                    int index,
                    const SgnSignRequest *request,
                    const SgnSignProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GPtrArray) stamped = NULL;
  g_autoptr (SgnSubject) subject = open_file (file, request, &signatures, error);
  g_autoptr (SgnReport) before = NULL;
  g_autoptr (SgnTimestampServer) server = NULL;
  Stamping self = { .edit = { .subject = subject,
                              .file = file,
                              .request = request,
                              .progress = progress,
                              .cancellable = cancellable } };
  SgnOutcome *outcome;

  if (subject == NULL)
    return NULL;
  before = judge (&self.edit, error);
  if (before == NULL)
    return NULL;
  sgn_sign_tell (progress, SGN_STEP_TIMESTAMPING);
  stamped = sgn_signature_tree_map (signatures, index, stamp, &self, error);
  server = self.server;
  if (stamped == NULL)
    return NULL;
  outcome = finish_stamping (&self, stamped, before, error);
  if (outcome != NULL)
    outcome->server = g_steal_pointer (&server);
  return outcome;
}

SgnOutcome *
sgn_remove_signature (GFile *file,
                      int index,
                      const SgnSignRequest *request,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (SgnReport) before = NULL;
  g_autoptr (SgnSubject) subject = open_file (file, request, &signatures, error);
  SgnSignChange change = { .action = SGN_ACTION_REMOVED, .gone = index };
  SgnSignEdit edit = { .file = file, .request = request, .cancellable = cancellable };

  if (subject == NULL || !check_can_remove (subject, error))
    return NULL;
  edit.subject = subject;
  /* Leftovers of an old signature, such as headers that point nowhere, can be removed although
   * there is no signature. */
  if (signatures->len == 0 && (sgn_subject_get_caps (subject) & SGN_FORMAT_HAS_LEFTOVERS) != 0)
    left = g_ptr_array_ref (signatures);
  else
    left = sgn_signature_tree_map (signatures, index, drop, NULL, error);
  if (left == NULL)
    return NULL;
  before = judge (&edit, error);
  if (before == NULL)
    return NULL;
  change.before = before;
  return sgn_sign_finish (&edit, left, &change, error);
}

GBytes *
sgn_extract_signature (GFile *file, int index, GError **error)
{
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (SgnSubject) subject = open_file (file, NULL, &signatures, error);

  return subject != NULL ? sgn_signature_tree_get (signatures, index, error) : NULL;
}

SgnOutcome *
sgn_attach_signature (GFile *file,
                      GBytes *signature,
                      const SgnSignRequest *request,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) der = decode_pem (signature);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (der, error);
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (SgnReport) before = NULL;
  SgnSignChange change = { .action = SGN_ACTION_ATTACHED, .gone = -1 };
  SgnSignEdit edit = { .file = file, .request = request, .cancellable = cancellable };

  if (parsed == NULL)
    return NULL;
  subject = open_file (file, request, &old, error);
  if (subject == NULL)
    return NULL;
  edit.subject = subject;
  before = judge (&edit, error);
  if (before == NULL)
    return NULL;
  change.before = before;
  /* The parsed DER instead of the bytes given, which may have something behind it. */
  g_ptr_array_add (signatures, g_bytes_ref (sgn_signed_data_get_der (parsed)));
  return sgn_sign_finish (&edit, signatures, &change, error);
}
