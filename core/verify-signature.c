/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

#include "config.h"

#include "core/verify-signature.h"

#include "core/asn1/oid.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/cms/check.h"
#include "core/verify-revocation.h"
#include "core/verify-time.h"

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

/* Of content that is no DER nothing can be said, not even that it was changed. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

/* Was it made over the content of the signature around it? */
static gboolean
is_over_outer (SgnSubject *subject, SgnSignedData *signed_data, GBytes *outer)
{
  return outer != NULL && (subject->format->caps & SGN_FORMAT_NESTS_DATA) != 0 &&
         sgn_signed_data_get_content (signed_data) == NULL &&
         g_str_equal (sgn_signed_data_get_content_type (signed_data), SGN_OID_DATA);
}

/* What stands in both places must be one. */
static GBytes *
get_content_beside (SgnSubject *subject, GBytes *inside, guint entry)
{
  g_autoptr (GBytes) beside = NULL;

  if (inside != NULL && (subject->format->caps & SGN_FORMAT_CONTENT_EITHER) == 0)
    return NULL;
  beside = subject->format->get_content (subject->self, entry, NULL);
  if (inside == NULL)
    return g_steal_pointer (&beside);
  return beside == NULL || g_bytes_equal (beside, inside) ? g_bytes_ref (inside) : NULL;
}

/* What was signed: inside of the signature or of the one around it, or where the format says it
 * stands. */
static GBytes *
get_content (SgnSubject *subject, SgnSignedData *signed_data, guint entry, GBytes *outer)
{
  const SgnFormat *format = subject->format;
  GBytes *inside = sgn_signed_data_get_content (signed_data);

  if (is_over_outer (subject, signed_data, outer))
    return g_bytes_ref (outer);
  if ((format->caps & SGN_FORMAT_ANY_CONTENT) == 0 &&
      !g_str_equal (sgn_signed_data_get_content_type (signed_data),
                    sgn_format_get_content_type (format)))
    return NULL;
  if (format->get_content != NULL)
    return get_content_beside (subject, inside, entry);
  return inside != NULL ? g_bytes_ref (inside) : NULL;
}

static gboolean
check_content (SgnSubject *subject,
               GBytes *content,
               SgnSignatureReport *report,
               SgnFindings *findings,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) local = NULL;
  guint before = findings->len;

  set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_CONTENT_UNKNOWN);
  if (content == NULL)
    return TRUE;
  if (!subject->format
           ->verify_content (subject->self, content, &result, findings, cancellable, &local)) {
    if (is_fatal (local)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    report->checks[SGN_CHECK_CONTENT].detail = g_strdup (local->message);
    return TRUE;
  }

  report->hash = result.hash;
  report->hash_known = result.hash_known;
  report->digest_stored = g_steal_pointer (&result.stored);
  report->digest_computed = g_steal_pointer (&result.computed);
  if (result.matches)
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_PASS, SGN_REASON_NONE);
  else if (!result.hash_known)
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_UNKNOWN_ALGORITHM);
  else if (has_finding (findings, before, SGN_FINDING_PAGE_HASHES))
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_PAGE_HASH_MISMATCH);
  else
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH);
  return TRUE;
}

/* What was signed is another file, known by its digest alone. */
static gboolean
is_beside (SgnSubject *subject, SgnSignedData *signed_data)
{
  return subject->format->digest_beside != NULL &&
         sgn_signed_data_get_content (signed_data) == NULL;
}

static gboolean
check_file_beside (SgnSubject *subject,
                   const SgnSignerInfo *signer,
                   SgnSignatureReport *report,
                   GCancellable *cancellable,
                   GError **error)
{
  set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_UNKNOWN_ALGORITHM);
  if (!signer->hash_known)
    return TRUE;
  report->hash = signer->hash;
  report->hash_known = TRUE;
  report->digest_stored = sgn_cms_get_message_digest (signer);
  report->digest_computed = subject->format->digest_beside (subject->self,
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

static void
check_signature (SgnCmsStatus status, SgnSignatureReport *report)
{
  switch (status) {
  case SGN_CMS_GOOD:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_PASS, SGN_REASON_NONE);
    break;
  case SGN_CMS_NO_CERTIFICATE:
    set_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_FAIL, SGN_REASON_NO_CERTIFICATE);
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

/* A file that was changed does not make its signature a bad one, where both can be told apart. */
static SgnCmsStatus
check_cms (SgnSubject *subject,
           SgnSignedData *signed_data,
           GBytes *content,
           GBytes *outer,
           const SgnSignatureReport *report)
{
  if (is_beside (subject, signed_data))
    return sgn_cms_check_digest (signed_data,
                                 report->digest_stored != NULL ? report->digest_stored
                                                               : report->digest_computed);
  if (subject->format->get_content != NULL || is_over_outer (subject, signed_data, outer))
    return sgn_cms_check (signed_data, content);
  return sgn_cms_check (signed_data, NULL);
}

/* What every reader of such signatures insists on. */
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

static void
describe (const SgnSignerInfo *signer, SgnSignatureReport *report)
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

static void
check_validity (SgnSignatureReport *report, gint64 time)
{
  SgnCertificate *signer = report->signer;

  if (time > sgn_certificate_get_not_after (signer))
    set_check (report,
               SGN_CHECK_VALIDITY,
               SGN_CHECK_FAIL,
               report->chain->lifetime ? SGN_REASON_LIFETIME : SGN_REASON_EXPIRED);
  else if (time < sgn_certificate_get_not_before (signer))
    set_check (report, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_NOT_YET_VALID);
  else
    set_check (report, SGN_CHECK_VALIDITY, SGN_CHECK_PASS, SGN_REASON_NONE);
}

static void
check_usage (SgnSignatureReport *report)
{
  if (sgn_certificate_get_usages (report->signer) == NULL)
    set_check (report, SGN_CHECK_USAGE, SGN_CHECK_WARN, SGN_REASON_NO_USAGE);
  else
    set_check (report, SGN_CHECK_USAGE, SGN_CHECK_PASS, SGN_REASON_NONE);
}

/* A file may say itself whose signature it wants. */
static void
check_fit (SgnSubject *subject, SgnSignatureReport *report)
{
  const SgnFormat *format = subject->format;
  g_autoptr (GError) error = NULL;

  if (report->signer == NULL || format->check_signer == NULL ||
      format->check_signer (subject->self, sgn_certificate_get_x509 (report->signer), &error))
    return;
  set_check (report,
             SGN_CHECK_USAGE,
             SGN_CHECK_FAIL,
             g_error_matches (error, SGN_ERROR, SGN_ERROR_PUBLISHER_MISMATCH)
                 ? SGN_REASON_PUBLISHER_MISMATCH
                 : SGN_REASON_KEY_UNSUITED);
  report->checks[SGN_CHECK_USAGE].detail = g_strdup (error->message);
}

static SgnReason
reason_of_chain (SgnChainStatus status)
{
  switch (status) {
  case SGN_CHAIN_INCOMPLETE:
    return SGN_REASON_CHAIN_INCOMPLETE;
  case SGN_CHAIN_UNTRUSTED_ROOT:
    return SGN_REASON_ROOT_UNTRUSTED;
  case SGN_CHAIN_SELF_SIGNED:
    return SGN_REASON_SELF_SIGNED;
  case SGN_CHAIN_INVALID:
    return SGN_REASON_CHAIN_INVALID;
  case SGN_CHAIN_EXPLICIT_CURVE:
    return SGN_REASON_EXPLICIT_CURVE;
  case SGN_CHAIN_TOO_WEAK:
    return SGN_REASON_WEAK_CHAIN;
  case SGN_CHAIN_TRUSTED:
  case SGN_CHAIN_EXPIRED:
  case SGN_CHAIN_NOT_YET_VALID:
  case SGN_CHAIN_WRONG_USAGE:
  default:
    return SGN_REASON_NONE;
  }
}

static void
check_chain (SgnSignatureReport *report)
{
  SgnChainStatus status = report->chain->status;
  SgnReason reason = reason_of_chain (status);

  set_check (report,
             SGN_CHECK_CHAIN,
             reason == SGN_REASON_NONE ? SGN_CHECK_PASS : SGN_CHECK_FAIL,
             reason);
  if (status == SGN_CHAIN_WRONG_USAGE)
    set_check (report, SGN_CHECK_USAGE, SGN_CHECK_FAIL, SGN_REASON_WRONG_USAGE);
  if (status == SGN_CHAIN_EXPIRED)
    set_check (report,
               SGN_CHECK_VALIDITY,
               SGN_CHECK_FAIL,
               report->chain->lifetime ? SGN_REASON_LIFETIME : SGN_REASON_EXPIRED);
  if (status == SGN_CHAIN_NOT_YET_VALID)
    set_check (report, SGN_CHECK_VALIDITY, SGN_CHECK_FAIL, SGN_REASON_NOT_YET_VALID);
}

/* Where the content is the whole of what is signed it names no algorithm: the signer's is the one
 * that everything depends on. */
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

static void
check_algorithms (const SgnSignerInfo *signer, SgnSignatureReport *report)
{
  set_check (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_PASS, SGN_REASON_NONE);
  if (report->chain != NULL && report->chain->weak)
    set_check (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_CHAIN);
  if ((report->hash_known && sgn_hash_is_weak (report->hash)) ||
      (signer->hash_known && sgn_hash_is_weak (signer->hash)))
    set_check (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_HASH);
}

static void
check_signer (GPtrArray *certificates,
              SgnRevocationLists *lists,
              const SgnVerifyOptions *options,
              gint64 now,
              SgnSignatureReport *report)
{
  gint64 time = sgn_signature_report_get_time (report, now);
  gboolean proven = report->timestamp != NULL && report->timestamp->counts;

  if (report->signer == NULL)
    return;
  /* A timestamp does not extend a lifetime-signing certificate. */
  if (sgn_certificate_has_usage (report->signer, SGN_OID_MS_LIFETIME)) {
    time = now;
    proven = FALSE;
  }
  report->chain = sgn_chain_build (options->anchors,
                                   report->signer,
                                   certificates,
                                   SGN_PURPOSE_CODE_SIGNING,
                                   time);
  check_usage (report);
  check_validity (report, time);
  check_chain (report);
  sgn_verify_revocation (report, lists, options, now, proven ? time : 0);
}

SgnSignatureReport *
sgn_verify_signature (SgnSubject *subject,
                      SgnSignedData *signed_data,
                      guint entry,
                      GBytes *outer,
                      const SgnVerifyOptions *options,
                      gint64 now,
                      SgnFindings *findings,
                      GCancellable *cancellable,
                      GError **error)
{
  SgnSignatureReport *report = sgn_signature_report_new ();
  g_autoptr (GBytes) content = get_content (subject, signed_data, entry, outer);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (signed_data);
  GPtrArray *certificates = sgn_signed_data_get_certificates (signed_data);
  g_autoptr (SgnRevocationLists)
      lists = sgn_verify_join_lists (options->revocation_lists, signed_data);

  /* The owner frees it, also after a failure. */
  report->entry = entry;
  if (sgn_signed_data_get_content (signed_data) != NULL)
    report->content_size = g_bytes_get_size (sgn_signed_data_get_content (signed_data));
  describe (signer, report);
  if (is_beside (subject, signed_data) &&
      !check_file_beside (subject, signer, report, cancellable, error))
    return report;
  check_signature (check_cms (subject, signed_data, content, outer, report), report);
  check_profile (subject, signer, report);
  sgn_verify_timestamps (signer, certificates, lists, options, now, report);
  check_signer (certificates, lists, options, now, report);
  check_fit (subject, report);
  if (!is_beside (subject, signed_data))
    check_content (subject, content, report, findings, cancellable, error);
  take_hash_of_signer (signer, content, report);
  check_algorithms (signer, report);
  report->verdict = sgn_signature_report_judge (report);
  return report;
}

/* What it stands for is the signature's value, and through it everything below. */
static SgnSignatureReport *
verify_countersigner (SgnSignedData *signed_data,
                      const SgnSignerInfo *signer,
                      const SgnVerifyOptions *options,
                      gint64 now)
{
  GPtrArray *certificates = sgn_signed_data_get_certificates (signed_data);
  g_autoptr (SgnRevocationLists)
      lists = sgn_verify_join_lists (options->revocation_lists, signed_data);
  GBytes *value = sgn_signed_data_get_signer (signed_data)->signature;
  SgnSignatureReport *report = sgn_signature_report_new ();

  describe (signer, report);
  check_signature (sgn_cms_check_signer (signer, SGN_OID_DATA, value, FALSE), report);
  sgn_verify_timestamps (signer, certificates, lists, options, now, report);
  check_signer (certificates, lists, options, now, report);
  report->hash = signer->hash;
  report->hash_known = signer->hash_known;
  if (signer->hash_known) {
    report->digest_computed = sgn_hash_bytes (signer->hash, value);
    report->digest_stored = g_bytes_ref (report->digest_computed);
    set_check (report, SGN_CHECK_CONTENT, SGN_CHECK_PASS, SGN_REASON_NONE);
  }
  check_algorithms (signer, report);
  report->verdict = sgn_signature_report_judge (report);
  return report;
}

void
sgn_verify_countersigners (SgnSignedData *signed_data,
                           guint entry,
                           guint depth,
                           const SgnVerifyOptions *options,
                           gint64 now,
                           GPtrArray *ret)
{
  const SgnAttribute *attribute = sgn_signer_info_get_unsigned (sgn_signed_data_get_signer (
                                                                    signed_data),
                                                                SGN_OID_COUNTERSIGNATURE);

  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++) {
    g_autoptr (SgnSignerInfo)
        signer = sgn_signer_info_parse (g_ptr_array_index (attribute->values, i),
                                        sgn_signed_data_get_certificates (signed_data),
                                        NULL);
    SgnSignatureReport *report;

    if (signer == NULL || sgn_signer_info_get_signed (signer, SGN_OID_COMMITMENT_TYPE) == NULL)
      continue;
    report = verify_countersigner (signed_data, signer, options, now);
    report->entry = entry;
    report->nested = depth;
    report->size = g_bytes_get_size (g_ptr_array_index (attribute->values, i));
    g_ptr_array_add (ret, report);
  }
}
