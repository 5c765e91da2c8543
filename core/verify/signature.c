/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

/* Verifies one signature in all its respects: content, signature value, timestamps, signer,
 * algorithms. Each fills its check of the report, and none stops the others. The order of the steps
 * is that of the calls in sgn_verify_signature() at the end. */

#include "config.h"

#include "core/verify/signature.h"

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/verify/revocation.h"
#include "core/verify/signer.h"
#include "core/verify/time.h"

static void
set_check (SgnSignatureReport *report, SgnCheckId id, SgnCheckStatus status, SgnReason reason)
{
  report->checks[id].status = status;
  report->checks[id].reason = reason;
}

static gboolean
has_finding (SgnFindings *findings, guint from, SgnFindingCode code)
{
  for (guint i = from; i < findings->len; i++) {
    const SgnFinding *finding = g_ptr_array_index (findings, i);

    if (finding->code == code)
      return TRUE;
  }
  return FALSE;
}

/* If the content is not DER, even "changed" would be a guess, so verification fails. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

/* Whether it signs the content of the signature around it. */
static gboolean
is_over_outer (SgnSubject *subject, SgnSignedData *signed_data, GBytes *outer)
{
  return outer != NULL && subject->format->content_place == SGN_CONTENT_IN_OUTER &&
         sgn_signed_data_get_content (signed_data) == NULL &&
         g_str_equal (sgn_signed_data_get_content_type (signed_data), SGN_OID_DATA);
}

/* If the content exists in both places, both must be equal. */
static GBytes *
get_content_beside (SgnSubject *subject, GBytes *inside, guint entry)
{
  g_autoptr (GBytes) beside = NULL;

  if (inside != NULL && subject->format->content_place != SGN_CONTENT_IN_EITHER)
    return NULL;
  beside = subject->format->get_content (subject->self, entry, NULL);
  if (inside == NULL)
    return g_steal_pointer (&beside);
  return beside == NULL || g_bytes_equal (beside, inside) ? g_bytes_ref (inside) : NULL;
}

/* The signed content: in this signature or the one around it, or where the format stores it. */
static GBytes *
get_content (SgnSubject *subject, SgnSignedData *signed_data, guint entry, GBytes *outer)
{
  const SgnFormat *format = subject->format;
  GBytes *inside = sgn_signed_data_get_content (signed_data);

  if (is_over_outer (subject, signed_data, outer))
    return g_bytes_ref (outer);
  if (format->content_place != SGN_CONTENT_BESIDE &&
      !g_str_equal (sgn_signed_data_get_content_type (signed_data),
                    sgn_format_get_content_type (format)))
    return NULL;
  if (format->get_content != NULL)
    return get_content_beside (subject, inside, entry);
  return inside != NULL ? g_bytes_ref (inside) : NULL;
}

/* With an unknown digest algorithm it is impossible to tell whether the file was changed. Content
 * without a digest is compared as a whole. */
static gboolean
is_unknown_method (const SgnContentResult *result)
{
  return !result->hash_known && result->stored != NULL;
}

static void
judge_content (const SgnContentResult *result, gboolean pages_differ, SgnSignatureReport *report)
{
  if (result->matches)
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_PASS, SGN_REASON_NONE);
  else if (is_unknown_method (result))
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN, SGN_REASON_UNKNOWN_ALGORITHM);
  else
    set_check (report,
               SGN_CHECK_CONTENT,
               SGN_CHECK_FAIL,
               pages_differ ? SGN_REASON_PAGE_HASH_MISMATCH : SGN_REASON_DIGEST_MISMATCH);
}

static gboolean
check_content (const SgnVerifyContext *context,
               GBytes *content,
               SgnSignatureReport *report,
               GError **error)
{
  SgnSubject *subject = context->subject;
  SgnFindings *findings = context->report->findings;
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) local = NULL;
  guint before = findings->len;

  set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_CONTENT_UNKNOWN);
  if (content == NULL)
    return TRUE;
  if (!subject->format->verify_content (subject->self,
                                        content,
                                        &result,
                                        findings,
                                        context->cancellable,
                                        &local)) {
    if (is_fatal (local)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    report->checks[SGN_CHECK_CONTENT].detail = g_strdup (local->message);
    return TRUE;
  }

  judge_content (&result, has_finding (findings, before, SGN_FINDING_PAGE_HASHES), report);
  report->hash = result.hash;
  report->hash_known = result.hash_known;
  report->digest_stored = g_steal_pointer (&result.stored);
  report->digest_computed = g_steal_pointer (&result.computed);
  return TRUE;
}

/* Whether a different file was signed, of which only the digest is known. */
static gboolean
is_beside (SgnSubject *subject, SgnSignedData *signed_data)
{
  return subject->format->message != NULL && sgn_signed_data_get_content (signed_data) == NULL;
}

static gboolean
check_file_beside (SgnSubject *subject,
                   const SgnSignerInfo *signer,
                   SgnSignatureReport *report,
                   GCancellable *cancellable,
                   GError **error)
{
  if (!signer->hash_known) {
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN, SGN_REASON_UNKNOWN_ALGORITHM);
    return TRUE;
  }
  report->hash = signer->hash;
  report->hash_known = TRUE;
  report->digest_stored = sgn_cms_get_message_digest (signer);
  report->digest_computed = subject->format->message->digest (subject->self,
                                                              signer->hash,
                                                              cancellable,
                                                              error);
  if (report->digest_computed == NULL)
    return FALSE;
  if (report->digest_stored == NULL ||
      g_bytes_equal (report->digest_stored, report->digest_computed))
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_PASS, SGN_REASON_NONE);
  else
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH);
  return TRUE;
}

void
sgn_verify_set_cms (SgnCmsStatus status, SgnSignatureReport *report)
{
  switch (status) {
  case SGN_CMS_GOOD:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_PASS, SGN_REASON_NONE);
    break;
  case SGN_CMS_NO_CERTIFICATE:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_UNKNOWN, SGN_REASON_NO_CERTIFICATE);
    break;
  case SGN_CMS_BAD_ATTRIBUTES:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL, SGN_REASON_BAD_ATTRIBUTES);
    break;
  case SGN_CMS_BAD_DIGEST:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL, SGN_REASON_BAD_MESSAGE_DIGEST);
    break;
  case SGN_CMS_UNKNOWN_ALGORITHM:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_UNKNOWN, SGN_REASON_UNKNOWN_ALGORITHM);
    break;
  case SGN_CMS_BAD_SIGNATURE:
  default:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL, SGN_REASON_BAD_VALUE);
    break;
  }
}

/* The other file may have any size, but only signed attributes that are passed off as content have
 * to be read. */
static gboolean
is_signed_attributes (SgnInput *file)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8 first;

  if (file == NULL || !sgn_input_read (file, 0, &first, 1, NULL) || first != SGN_TAG_SET)
    return FALSE;
  bytes = sgn_input_read_bytes (file, 0, sgn_input_get_size (file), NULL);
  return bytes != NULL && sgn_cms_is_signed_attributes (bytes);
}

static SgnCmsStatus
check_cms_beside (SgnSubject *subject, SgnSignedData *signed_data, const SgnSignatureReport *report)
{
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (signed_data);
  GBytes *digest = report->digest_stored != NULL ? report->digest_stored : report->digest_computed;

  if (signer->signed_attributes_der == NULL &&
      is_signed_attributes (sgn_input_get_beside (subject->input)))
    return SGN_CMS_BAD_ATTRIBUTES;
  return sgn_cms_check_digest (signed_data, digest);
}

/* If content and signature can be checked separately, a changed file does not make its signature
 * invalid. */
static SgnCmsStatus
check_cms (SgnSubject *subject,
           SgnSignedData *signed_data,
           GBytes *content,
           GBytes *outer,
           const SgnSignatureReport *report)
{
  if (is_beside (subject, signed_data))
    return check_cms_beside (subject, signed_data, report);
  if (subject->format->get_content != NULL || is_over_outer (subject, signed_data, outer))
    return sgn_cms_check (signed_data, content);
  return sgn_cms_check (signed_data, NULL);
}

/* Attributes that every program using such signatures requires. */
static void
check_profile (SgnSubject *subject, const SgnSignerInfo *signer, SgnSignatureReport *report)
{
  if (subject->format->profile == SGN_PROFILE_CADES &&
      report->checks[SGN_CHECK_SIGNATURE].status == SGN_CHECK_PASS &&
      sgn_signer_info_get_signed (signer, SGN_OID_SIGNING_CERT_V2) == NULL)
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL, SGN_REASON_BAD_ATTRIBUTES);
}

static void
list_attributes (GPtrArray *attributes, GPtrArray *ret)
{
  for (guint i = 0; i < attributes->len; i++) {
    const SgnAttribute *attribute = g_ptr_array_index (attributes, i);

    g_ptr_array_add (ret, g_strdup (attribute->oid));
  }
}

void
sgn_verify_describe (const SgnSignerInfo *signer, SgnSignatureReport *report)
{
  const SgnAttribute *opus = sgn_signer_info_get_signed (signer, SGN_OID_SPC_SP_OPUS_INFO);
  const char *algorithm = sgn_oid_get_name (signer->signature_oid);

  if (signer->certificate != NULL)
    report->signer = g_object_ref (signer->certificate);
  report->signature_algorithm = g_strdup (algorithm != NULL ? algorithm : signer->signature_oid);
  if (opus != NULL && opus->value != NULL)
    sgn_spc_opus_info_parse (opus->value, &report->program_name, &report->program_url, NULL);
  list_attributes (signer->signed_attributes, report->signed_attributes);
  list_attributes (signer->unsigned_attributes, report->unsigned_attributes);
}

/* If the content itself is signed, it names no algorithm, so that of the signer is shown. */
static void
take_hash_of_signer (const SgnSignerInfo *signer, GBytes *content, SgnSignatureReport *report)
{
  if (report->hash_known || report->checks[SGN_CHECK_CONTENT].status != SGN_CHECK_PASS ||
      !signer->hash_known)
    return;
  report->hash = signer->hash;
  report->hash_known = TRUE;
  report->digest_computed = sgn_hash_bytes (signer->hash, content);
  report->digest_stored = g_bytes_ref (report->digest_computed);
}

/* Content outside the signature is compared through messageDigest, or without that through the
 * signature value. */
static void
check_compared (SgnSubject *subject,
                SgnSignedData *signed_data,
                const SgnSignerInfo *signer,
                SgnSignatureReport *report)
{
  gboolean attributes = signer->signed_attributes_der != NULL && signer->hash_known;

  if (report->checks[SGN_CHECK_CONTENT].status == SGN_CHECK_PASS &&
      report->checks[SGN_CHECK_SIGNATURE].status != SGN_CHECK_PASS && !attributes &&
      (subject->format->get_content != NULL || is_beside (subject, signed_data)))
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_UNKNOWN, SGN_REASON_NOT_REACHED);
}

gboolean
sgn_verify_signature (const SgnVerifyContext *context,
                      SgnSignedData *signed_data,
                      guint entry,
                      GBytes *outer,
                      SgnSignatureReport *report,
                      GError **error)
{
  SgnSubject *subject = context->subject;
  g_autoptr (GBytes) content = get_content (subject, signed_data, entry, outer);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (signed_data);
  GPtrArray *certificates = sgn_signed_data_get_certificates (signed_data);
  g_autoptr (SgnRevocationLists)
      lists = sgn_verify_join_lists (context->options->revocation_lists, signed_data);
  gboolean readable;

  report->entry = entry;
  if (sgn_signed_data_get_content (signed_data) != NULL)
    report->content_size = g_bytes_get_size (sgn_signed_data_get_content (signed_data));
  sgn_verify_describe (signer, report);
  if (is_beside (subject, signed_data) &&
      !check_file_beside (subject, signer, report, context->cancellable, error))
    return FALSE;
  sgn_verify_set_cms (check_cms (subject, signed_data, content, outer, report), report);
  check_profile (subject, signer, report);
  sgn_verify_timestamps (context, signer, certificates, lists, report);
  sgn_verify_signer (context, certificates, lists, report);
  readable = is_beside (subject, signed_data) || check_content (context, content, report, error);
  take_hash_of_signer (signer, content, report);
  check_compared (subject, signed_data, signer, report);
  sgn_verify_algorithms (context, signer, report);
  sgn_verify_disown_signer (report);
  report->verdict = sgn_signature_report_judge (report);
  return readable;
}
