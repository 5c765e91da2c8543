/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

/* Countersignatures of repositories in NuGet packages ("Package Signatures Technical Details"): a
 * second signer says that it published what the author signed. */

#include "config.h"

#include "core/base/oid.h"
#include "core/cms/check.h"
#include "core/format/subject.h"
#include "core/verify/revocation.h"
#include "core/verify/signature.h"
#include "core/verify/signer.h"
#include "core/verify/time.h"

/* A countersignature covers the author's signature, and the package only through that. */
static SgnSignatureReport *
verify_countersigner (const SgnVerifyContext *context,
                      SgnSignedData *signed_data,
                      const SgnSignerInfo *signer)
{
  GPtrArray *certificates = sgn_signed_data_get_certificates (signed_data);
  g_autoptr (SgnRevocationLists)
      lists = sgn_verify_join_lists (context->options->revocation_lists, signed_data);
  GBytes *value = sgn_signed_data_get_signer (signed_data)->signature;
  SgnSignatureReport *report = sgn_signature_report_new ();

  report->of_signature = TRUE;
  sgn_verify_describe (signer, report);
  sgn_verify_set_cms (sgn_cms_check_signer (signer, NULL, value, TRUE), report);
  sgn_verify_timestamps (context, signer, certificates, lists, report);
  sgn_verify_signer (context, certificates, lists, report);
  report->hash = signer->hash;
  report->hash_known = signer->hash_known;
  /* Its content is the signature value, which is right here. */
  if (report->checks[SGN_CHECK_SIGNATURE].status == SGN_CHECK_PASS) {
    report->digest_computed = sgn_hash_bytes (signer->hash, value);
    report->digest_stored = g_bytes_ref (report->digest_computed);
    report->checks[SGN_CHECK_CONTENT].status = SGN_CHECK_PASS;
    report->checks[SGN_CHECK_CONTENT].reason = SGN_REASON_NONE;
  }
  sgn_verify_algorithms (context, signer, report);
  sgn_verify_disown_signer (report);
  report->verdict = sgn_signature_report_judge (report);
  return report;
}

void
sgn_verify_countersigners (const SgnVerifyContext *context,
                           SgnSignedData *signed_data,
                           const SgnSignatureReport *author)
{
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (signed_data);
  const SgnAttribute *attribute = sgn_signer_info_get_unsigned (signer, SGN_OID_COUNTERSIGNATURE);

  /* Otherwise the attribute is a legacy timestamp; and below a signature that proves nothing,
   * neither does this. */
  if (context->subject->format->profile != SGN_PROFILE_CADES ||
      author->verdict <= SGN_VERDICT_UNTRUSTED)
    return;
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++) {
    g_autoptr (SgnSignerInfo)
        countersigner = sgn_signer_info_parse (g_ptr_array_index (attribute->values, i),
                                               sgn_signed_data_get_certificates (signed_data),
                                               NULL);
    SgnSignatureReport *report;

    /* The commitment (proof of receipt) tells it from a timestamp. */
    if (countersigner == NULL ||
        sgn_signer_info_get_signed (countersigner, SGN_OID_COMMITMENT_TYPE) == NULL)
      continue;
    report = verify_countersigner (context, signed_data, countersigner);
    report->entry = author->entry;
    report->nested = author->nested + 1;
    report->size = g_bytes_get_size (g_ptr_array_index (attribute->values, i));
    g_ptr_array_add (context->report->signatures, report);
  }
}
