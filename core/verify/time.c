/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

/* When a signature was made, as far as somebody else says so: RFC 3161 tokens and legacy
 * countersignatures, each verified in itself, against the signature value that it stamps, and
 * against the trusted roots. */

#include "config.h"

#include "core/verify/time.h"

#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "core/cms/check.h"
#include "core/timestamp/token.h"
#include "core/trust/chain-builder.h"
#include "core/verify/revocation.h"

/* Tolerated difference between a server's clock and ours, in seconds. */
#define SHA1_COLLISION_SHOWN G_GINT64_CONSTANT (1487808000) /* 23 February 2017 */
#define CLOCK_SKEW_SECONDS   (5 * 60)

typedef struct {
  const SgnVerifyContext *verification;
  const SgnFormat *format;
  const SgnSignerInfo *parent; /* the signature value that was stamped */
  GPtrArray *certificates;
  SgnRevocationLists *lists; /* (nullable) */
  SgnSignatureReport *report;
  gboolean unread; /* stored where programs that use the file ignore it */
} Context;

/* Which attributes can hold a timestamp depends on the programs that use the file: Windows has two
 * of its own, NuGet and Java only use the one of RFC 3161. */
static gboolean
is_read (const SgnFormat *format, const char *oid)
{
  if ((format->caps & SGN_FORMAT_NO_TIMESTAMP) != 0)
    return FALSE;
  switch (format->profile) {
  case SGN_PROFILE_AUTHENTICODE:
    return !g_str_equal (oid, SGN_OID_TIMESTAMP_TOKEN);
  case SGN_PROFILE_CADES:
  case SGN_PROFILE_JAR:
    return g_str_equal (oid, SGN_OID_TIMESTAMP_TOKEN);
  case SGN_PROFILE_PLAIN:
  default:
    return TRUE;
  }
}

/* MD5 never proves a time. SHA-1 does up to the first published collision. In legacy
 * countersignatures, which hardly ever used anything else, it still does, because Windows accepts
 * those. */
static gboolean
is_outdated (const SgnTimestampReport *stamp, SgnHash hash)
{
  if (hash == SGN_HASH_SHA1)
    return stamp->rfc3161 && stamp->time >= SHA1_COLLISION_SHOWN;
  return sgn_hash_is_weak (hash);
}

static void
judge_time (const Context *context,
            SgnTimestampReport *stamp,
            GPtrArray *certificates,
            SgnRevocationLists *lists)
{
  gint64 now = context->verification->now;

  if (stamp->signer == NULL)
    return;
  stamp->chain = sgn_chain_build (context->verification->options->anchors,
                                  stamp->signer,
                                  certificates,
                                  SGN_PURPOSE_TIME_STAMPING,
                                  stamp->time);
  stamp->revoked = stamp->chain->status == SGN_CHAIN_DISALLOWED ||
                   sgn_verify_is_revoked_stamper (context->verification,
                                                  stamp->chain,
                                                  lists,
                                                  stamp->time);
  stamp->weak |= stamp->chain->weak && is_outdated (stamp, SGN_HASH_SHA1);
  /* A time in the future was not given by an honest clock. */
  stamp->counts = stamp->intact && !stamp->unread && stamp->chain->status == SGN_CHAIN_TRUSTED &&
                  !stamp->revoked && stamp->time <= now + CLOCK_SKEW_SECONDS;
}

static gpointer
copy_certificate (gconstpointer certificate, gpointer user_data)
{
  return g_object_ref ((gpointer) certificate);
}

static GPtrArray *
join_certificates (GPtrArray *a, GPtrArray *b)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_extend (all, a, copy_certificate, NULL);
  g_ptr_array_extend (all, b, copy_certificate, NULL);
  return all;
}

static SgnTimestampReport *
add_stamp (const Context *context, GBytes *value)
{
  SgnTimestampReport *stamp = sgn_timestamp_report_new ();

  stamp->unread = context->unread;
  stamp->size = g_bytes_get_size (value);
  stamp->could_be = sgn_uncovered_judge_bytes (value);
  g_ptr_array_add (context->report->timestamps, stamp);
  return stamp;
}

static void
add_token (const Context *context, GBytes *value)
{
  const SgnSignerInfo *parent = context->parent;
  SgnTimestampReport *stamp = add_stamp (context, value);
  g_autoptr (SgnSignedData) token = sgn_signed_data_parse (value, NULL);
  g_auto (SgnTimestampInfo) info = { 0 };
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (SgnRevocationLists) lists = NULL;
  const SgnSignerInfo *signer;

  stamp->rfc3161 = TRUE;
  if (token == NULL || sgn_signed_data_get_content (token) == NULL ||
      !g_str_equal (sgn_signed_data_get_content_type (token), SGN_OID_TST_INFO) ||
      !sgn_tst_info_parse (sgn_signed_data_get_content (token), &info, NULL))
    return;

  signer = sgn_signed_data_get_signer (token);
  stamp->time = info.time;
  stamp->hash = info.hash;
  stamp->weak = is_outdated (stamp, info.hash) ||
                (signer->hash_known && is_outdated (stamp, signer->hash));
  stamp->intact = sgn_timestamp_info_covers (&info, parent->signature) &&
                  sgn_cms_check (token, NULL) == SGN_CMS_GOOD;
  if (signer->certificate != NULL)
    stamp->signer = g_object_ref (signer->certificate);
  /* Some old tokens leave their certificates to the signature around them. */
  certificates = join_certificates (sgn_signed_data_get_certificates (token),
                                    context->certificates);
  lists = sgn_verify_join_lists (context->lists, token);
  judge_time (context, stamp, certificates, lists);
}

static gboolean
parse_signing_time (const SgnSignerInfo *signer, gint64 *ret)
{
  const SgnAttribute *attribute = sgn_signer_info_get_signed (signer, SGN_OID_SIGNING_TIME);
  const guint8 *bytes;
  gsize size;
  ASN1_TYPE *type;
  gboolean ok;

  if (attribute == NULL || attribute->value == NULL)
    return FALSE;
  bytes = g_bytes_get_data (attribute->value, &size);
  type = d2i_ASN1_TYPE (NULL, &bytes, (long) size);
  ok = type != NULL && (type->type == V_ASN1_UTCTIME || type->type == V_ASN1_GENERALIZEDTIME) &&
       sgn_openssl_time (type->value.asn1_string, ret);
  ASN1_TYPE_free (type);
  return ok;
}

static void
add_countersignature (const Context *context, GBytes *value)
{
  const SgnSignerInfo *parent = context->parent;
  GPtrArray *certificates = context->certificates;
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (value, certificates, NULL);
  SgnTimestampReport *stamp;

  /* That of a repository; see countersigner.c. */
  if (signer != NULL && context->format->profile == SGN_PROFILE_CADES &&
      sgn_signer_info_get_signed (signer, SGN_OID_COMMITMENT_TYPE) != NULL)
    return;
  stamp = add_stamp (context, value);
  /* Here signingTime is the server's statement (RFC 5652 11.3), while in a signature it is only the
   * signer's own. */
  if (signer == NULL || !parse_signing_time (signer, &stamp->time))
    return;

  stamp->hash = signer->hash;
  stamp->weak = signer->hash_known && is_outdated (stamp, signer->hash);
  stamp->intact = sgn_cms_check_signer (signer, NULL, parent->signature, TRUE) == SGN_CMS_GOOD;
  if (signer->certificate != NULL)
    stamp->signer = g_object_ref (signer->certificate);
  judge_time (context, stamp, certificates, context->lists);
}

/* An attribute may occur twice. */
static void
add_all (Context *context, const char *oid, void (*add) (const Context *, GBytes *))
{
  GPtrArray *attributes = context->parent->unsigned_attributes;

  context->unread = !is_read (context->format, oid);
  for (guint i = 0; i < attributes->len; i++) {
    const SgnAttribute *attribute = g_ptr_array_index (attributes, i);

    for (guint j = 0; g_str_equal (attribute->oid, oid) && j < attribute->values->len; j++)
      add (context, g_ptr_array_index (attribute->values, j));
  }
}

/* The earliest one that counts. RFC 3161 tokens come before legacy ones in the list. If none
 * counts, the first one that a program would read. */
static SgnTimestampReport *
choose (GPtrArray *timestamps)
{
  SgnTimestampReport *best = NULL;

  for (guint i = 0; i < timestamps->len; i++) {
    SgnTimestampReport *stamp = g_ptr_array_index (timestamps, i);

    if (!stamp->counts)
      continue;
    /* The earliest proves most, and needs the fewest certificates to be still good. */
    if (best == NULL || (stamp->rfc3161 == best->rfc3161 && stamp->time < best->time))
      best = stamp;
  }
  for (guint i = 0; best == NULL && i < timestamps->len; i++)
    if (!((SgnTimestampReport *) timestamps->pdata[i])->unread)
      best = timestamps->pdata[i];
  return best;
}

static void
set_check (SgnSignatureReport *report, gint64 now)
{
  const SgnTimestampReport *stamp = report->timestamp;
  SgnCheck *check = &report->checks[SGN_CHECK_TIMESTAMP];

  /* Never worse: without a timestamp the signature is judged as of now. */
  check->status = SGN_CHECK_WARN;
  if (stamp == NULL)
    check->reason = SGN_REASON_NO_TIMESTAMP;
  else if (!stamp->intact)
    check->reason = SGN_REASON_TIMESTAMP_BROKEN;
  else if (stamp->time > now + CLOCK_SKEW_SECONDS)
    check->reason = SGN_REASON_TIMESTAMP_FUTURE;
  else if (stamp->revoked)
    check->reason = SGN_REASON_TIMESTAMP_REVOKED;
  else if (!stamp->counts)
    check->reason = SGN_REASON_TIMESTAMP_UNTRUSTED;
  else {
    check->status = SGN_CHECK_PASS;
    check->reason = SGN_REASON_NONE;
  }
}

void
sgn_verify_timestamps (const SgnVerifyContext *context,
                       const SgnSignerInfo *signer,
                       GPtrArray *certificates,
                       SgnRevocationLists *lists,
                       SgnSignatureReport *report)
{
  Context self = {
    .verification = context,
    .format = context->subject->format,
    .parent = signer,
    .certificates = certificates,
    .lists = lists,
    .report = report,
  };

  add_all (&self, SGN_OID_MS_RFC3161, add_token);
  add_all (&self, SGN_OID_TIMESTAMP_TOKEN, add_token);
  add_all (&self, SGN_OID_COUNTERSIGNATURE, add_countersignature);
  report->timestamp = choose (report->timestamps);
  parse_signing_time (signer, &report->claimed_time);
  set_check (report, context->now);
}
