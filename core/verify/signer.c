/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

/* Who signed, and whether to believe it: the chain at the time that counts, dates, usage and
 * revocation. What the certificate says is worth nothing until the signature value was verified;
 * see sgn_verify_disown_signer(). */

#include "config.h"

#include "core/verify/signer.h"

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/trust/chain-builder.h"
#include "core/verify/revocation.h"

#define SHA1_ENDED 1546300800 /* 2019-01-01 */

static void
set_check (SgnSignatureReport *report, SgnCheckId id, SgnCheckStatus status, SgnReason reason)
{
  report->checks[id].status = status;
  report->checks[id].reason = reason;
}

/* If programs that use the file ignore dates, an expired certificate is only mentioned. */
static gboolean
knows_dates (SgnSubject *subject)
{
  return (sgn_subject_get_caps (subject) & SGN_FORMAT_NO_CLOCK) == 0;
}

static void
check_validity (SgnSubject *subject, SgnSignatureReport *report, gint64 time)
{
  SgnCheckStatus outside = knows_dates (subject) ? SGN_CHECK_FAIL : SGN_CHECK_WARN;
  SgnCertificate *signer = report->signer;

  if (time > sgn_certificate_get_not_after (signer))
    set_check (report,
               SGN_CHECK_VALIDITY,
               outside,
               report->chain->lifetime ? SGN_REASON_LIFETIME : SGN_REASON_EXPIRED);
  else if (time < sgn_certificate_get_not_before (signer))
    set_check (report, SGN_CHECK_VALIDITY, outside, SGN_REASON_NOT_YET_VALID);
  else
    set_check (report, SGN_CHECK_VALIDITY, SGN_CHECK_PASS, SGN_REASON_NONE);
}

/* Windows accepts a certificate without extended key usages for everything. */
static void
check_usage (SgnSignatureReport *report)
{
  if (sgn_certificate_get_usages (report->signer) == NULL)
    set_check (report, SGN_CHECK_USAGE, SGN_CHECK_WARN, SGN_REASON_NO_USAGE);
  else
    set_check (report, SGN_CHECK_USAGE, SGN_CHECK_PASS, SGN_REASON_NONE);
}

/* A file may name the publisher that must have signed it. */
static void
check_fit (SgnSubject *subject, SgnSignatureReport *report)
{
  const SgnFormat *format = subject->format;
  g_autoptr (GError) error = NULL;

  if (format->check_signer == NULL ||
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
  case SGN_CHAIN_ROOT_USAGE:
    return SGN_REASON_ROOT_USAGE;
  case SGN_CHAIN_ROOT_CLOSED:
    return SGN_REASON_ROOT_CLOSED;
  case SGN_CHAIN_ROOT_RETIRED:
    return SGN_REASON_ROOT_RETIRED;
  case SGN_CHAIN_DISALLOWED:
    return SGN_REASON_DISALLOWED;
  case SGN_CHAIN_TRUSTED:
  case SGN_CHAIN_EXPIRED:
  case SGN_CHAIN_NOT_YET_VALID:
  case SGN_CHAIN_WRONG_USAGE:
  default:
    /* These are told by the checks of usage and validity. */
    return SGN_REASON_NONE;
  }
}

/* Also applies to certificates above the signer's. */
static void
overlook_dates (SgnSubject *subject, SgnChain *chain)
{
  if (!knows_dates (subject) &&
      (chain->status == SGN_CHAIN_EXPIRED || chain->status == SGN_CHAIN_NOT_YET_VALID))
    chain->status = SGN_CHAIN_TRUSTED;
}

static gboolean
is_retired (const SgnChain *chain, gint64 now)
{
  return chain->root_retired_at != 0 && now >= chain->root_retired_at;
}

/* Windows keeps trusting signatures that are proven to be older than the end of trust in the root.
 */
static void
note_retired_later (SgnSignatureReport *report, gint64 now)
{
  if (report->checks[SGN_CHECK_CHAIN].status == SGN_CHECK_PASS && is_retired (report->chain, now))
    report->checks[SGN_CHECK_CHAIN].reason = SGN_REASON_ROOT_RETIRED_LATER;
}

/* Final: neither a timestamp nor trust in the root makes up for it. */
static void
note_disallowed (SgnSignatureReport *report)
{
  const SgnChain *chain = report->chain;

  set_check (report, SGN_CHECK_REVOCATION, SGN_CHECK_FAIL, SGN_REASON_DISALLOWED);
  report->checks[SGN_CHECK_REVOCATION].detail = g_strdup (
      sgn_certificate_get_name (chain->certificates->pdata[chain->position]));
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

void
sgn_verify_signer (const SgnVerifyContext *context,
                   GPtrArray *certificates,
                   SgnRevocationLists *lists,
                   SgnSignatureReport *report)
{
  /* The time of the timestamp if it counts, else now. */
  gint64 time = sgn_signature_report_get_time (report, context->now);
  gboolean proven = report->timestamp != NULL && report->timestamp->counts;

  if (report->signer == NULL)
    return;
  /* A timestamp does not extend a lifetime-signing certificate. */
  if (sgn_certificate_has_usage (report->signer, SGN_OID_MS_LIFETIME)) {
    time = context->now;
    proven = FALSE;
  }
  report->chain = sgn_chain_build (context->options->anchors,
                                   report->signer,
                                   certificates,
                                   SGN_PURPOSE_CODE_SIGNING,
                                   time);
  overlook_dates (context->subject, report->chain);
  check_usage (report);
  check_validity (context->subject, report, time);
  check_chain (report);
  note_retired_later (report, context->now);
  check_fit (context->subject, report);
  if (report->chain->status == SGN_CHAIN_DISALLOWED)
    note_disallowed (report);
  else
    sgn_verify_revocation (context, lists, proven ? time : 0, report);
}

/* Whether the result would differ without the timestamp. */
static gboolean
leans_on_timestamp (SgnSubject *subject, const SgnSignatureReport *report, gint64 now)
{
  const SgnChain *chain = report->chain;

  if (report->timestamp == NULL || !report->timestamp->counts || chain == NULL ||
      (sgn_subject_get_caps (subject) & SGN_FORMAT_NO_CLOCK) != 0)
    return FALSE;
  if (is_retired (chain, now))
    return TRUE;
  for (guint i = 0; i < chain->certificates->len; i++)
    if (now > sgn_certificate_get_not_after (chain->certificates->pdata[i]) ||
        now < sgn_certificate_get_not_before (chain->certificates->pdata[i]))
      return TRUE;
  return report->checks[SGN_CHECK_REVOCATION].reason == SGN_REASON_REVOKED_LATER;
}

static gboolean
is_weak (gboolean known, SgnHash hash)
{
  return known && sgn_hash_is_weak (hash);
}

/* Java ignores MD5, and SHA-1 unless a timestamp proves that it was used before 2019
 * (jdk.jar.disabledAlgorithms). */
static gboolean
is_ignored (SgnSubject *subject, const SgnSignerInfo *signer, const SgnSignatureReport *report)
{
  return (sgn_subject_get_caps (subject) & SGN_FORMAT_NO_WEAK_HASH) != 0 &&
         ((report->hash_known && report->hash == SGN_HASH_MD5) ||
          (signer->hash_known && signer->hash == SGN_HASH_MD5) ||
          sgn_signature_report_get_time (report, G_MAXINT64) >= SHA1_ENDED);
}

void
sgn_verify_algorithms (const SgnVerifyContext *context,
                       const SgnSignerInfo *signer,
                       SgnSignatureReport *report)
{
  set_check (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_PASS, SGN_REASON_NONE);
  /* In order of weight: the last one that applies is shown. */
  if (leans_on_timestamp (context->subject, report, context->now) && report->timestamp->weak)
    set_check (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_TIMESTAMP);
  if (report->chain != NULL && report->chain->weak)
    set_check (report, SGN_CHECK_ALGORITHMS, SGN_CHECK_WARN, SGN_REASON_WEAK_CHAIN);
  if (is_weak (report->hash_known, report->hash) || is_weak (signer->hash_known, signer->hash))
    set_check (report,
               SGN_CHECK_ALGORITHMS,
               is_ignored (context->subject, signer, report) ? SGN_CHECK_FAIL : SGN_CHECK_WARN,
               SGN_REASON_WEAK_HASH);
}

static void
withdraw (SgnSignatureReport *report, SgnCheckId id)
{
  SgnCheck *check = &report->checks[id];

  /* An accusation stays: it is about a certificate that is in the file, whoever put it there. */
  if (id == SGN_CHECK_REVOCATION && check->status == SGN_CHECK_FAIL)
    return;
  set_check (report, id, SGN_CHECK_SKIPPED, SGN_REASON_NOT_REACHED);
  g_clear_pointer (&check->detail, g_free);
}

void
sgn_verify_disown_signer (SgnSignatureReport *report)
{
  if (report->checks[SGN_CHECK_SIGNATURE].status == SGN_CHECK_PASS &&
      report->checks[SGN_CHECK_CONTENT].status != SGN_CHECK_UNKNOWN)
    return;
  withdraw (report, SGN_CHECK_TIMESTAMP);
  withdraw (report, SGN_CHECK_CHAIN);
  withdraw (report, SGN_CHECK_USAGE);
  withdraw (report, SGN_CHECK_VALIDITY);
  withdraw (report, SGN_CHECK_REVOCATION);
}
