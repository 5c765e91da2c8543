/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

/* The check "revoked": asks core/trust with the lists at hand and puts the answer into words of the
 * report. */

#include "config.h"

#include "core/verify/revocation.h"

#include "core/revocation/check.h"

SgnRevocationLists *
sgn_verify_join_lists (SgnRevocationLists *given, SgnSignedData *signed_data)
{
  GBytes *inside = sgn_signed_data_get_revocation_lists (signed_data);
  SgnRevocationLists *joined;

  if (inside == NULL)
    return given != NULL ? sgn_revocation_lists_ref (given) : NULL;
  joined = sgn_revocation_lists_new ();
  /* Lists inside a signature are signed by their issuer, so it does not matter who put them
   * there. */
  sgn_revocation_lists_add_found (joined, inside);
  if (given != NULL)
    sgn_revocation_lists_add_all (joined, given);
  return joined;
}

static void
set (SgnCheck *check, SgnCheckStatus status, SgnReason reason)
{
  check->status = status;
  check->reason = reason;
}

/* Whether somebody was asked about the certificate. */
static gboolean
was_asked (const SgnVerifyContext *context, const SgnChain *chain, guint position)
{
  return context->options->authorities != NULL &&
         sgn_certificate_has_revocation_source (chain->certificates->pdata[position]);
}

/* A chain that names no CRL or OCSP address cannot be checked at all. */
static void
answer_without_lists (const SgnVerifyContext *context, const SgnChain *chain, SgnCheck *check)
{
  set (check, SGN_CHECK_SKIPPED, SGN_REASON_NO_REVOCATION_SOURCE);
  for (guint i = 0; i + 1 < chain->certificates->len; i++) {
    if (sgn_certificate_has_revocation_source (chain->certificates->pdata[i]))
      set (check,
           SGN_CHECK_UNKNOWN,
           context->options->authorities != NULL ? SGN_REASON_NOT_ANSWERED : SGN_REASON_OFFLINE);
  }
}

static void
answer (const SgnRevocation *revocation, gboolean asked, SgnCheck *check)
{
  switch (revocation->status) {
  case SGN_REVOCATION_GOOD:
    set (check, SGN_CHECK_PASS, SGN_REASON_NONE);
    break;
  case SGN_REVOCATION_LATER:
    set (check, SGN_CHECK_PASS, SGN_REASON_REVOKED_LATER);
    break;
  case SGN_REVOCATION_OUTDATED:
    set (check, SGN_CHECK_UNKNOWN, SGN_REASON_LIST_OUTDATED);
    break;
  case SGN_REVOCATION_REVOKED:
    set (check,
         SGN_CHECK_FAIL,
         revocation->position == 0 ? SGN_REASON_REVOKED : SGN_REASON_ISSUER_REVOKED);
    break;
  case SGN_REVOCATION_NO_LIST:
  default:
    set (check, SGN_CHECK_UNKNOWN, asked ? SGN_REASON_NOT_ANSWERED : SGN_REASON_NO_REVOCATION_LIST);
    break;
  }
}

/* Adds the certificate concerned and, if it was revoked, since when. */
static void
describe (const SgnRevocation *revocation, SgnSignatureReport *report)
{
  SgnCertificate *certificate = report->chain->certificates->pdata[revocation->position];
  const char *name = sgn_certificate_get_name (certificate);
  SgnCheck *check = &report->checks[SGN_CHECK_REVOCATION];
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (check->reason == SGN_REASON_NONE)
    return;
  if (revocation->status == SGN_REVOCATION_LATER || revocation->status == SGN_REVOCATION_REVOKED) {
    report->revoked_at = revocation->date;
    date = g_date_time_new_from_unix_utc (revocation->date);
  }
  if (date != NULL)
    text = g_date_time_format_iso8601 (date);
  check->detail = text != NULL ? g_strdup_printf ("%s, %s", name, text) : g_strdup (name);
}

static SgnRevocationSources
get_sources (const SgnVerifyContext *context, const SgnChain *chain, SgnRevocationLists *lists)
{
  /* Whoever is not trusted could name any address. */
  gboolean trusted = chain->status == SGN_CHAIN_TRUSTED;

  return (SgnRevocationSources){
    .lists = lists,
    .authorities = trusted ? context->options->authorities : NULL,
    .cancellable = context->cancellable,
  };
}

void
sgn_verify_revocation (const SgnVerifyContext *context,
                       SgnRevocationLists *lists,
                       gint64 proven,
                       SgnSignatureReport *report)
{
  const SgnChain *chain = report->chain;
  const SgnRevocationSources sources = get_sources (context, chain, lists);
  SgnRevocationLists *given = context->options->revocation_lists;
  SgnCheck *check = &report->checks[SGN_CHECK_REVOCATION];
  SgnRevocation revocation = { 0 };
  gboolean trusted = chain->status == SGN_CHAIN_TRUSTED;

  /* An issuer may revoke its own certificates even if it is not trusted, provided that the key is
   * its own: on an explicit curve, a signature can be made to fit any key. */
  if (chain->status != SGN_CHAIN_EXPLICIT_CURVE)
    sgn_revocation_check (chain,
                          &sources,
                          SGN_PURPOSE_CODE_SIGNING,
                          context->now,
                          proven,
                          &revocation);
  /* The user gave these lists, so they may speak without a signature that can be verified. */
  if (chain->status == SGN_CHAIN_INCOMPLETE && given != NULL &&
      revocation.status != SGN_REVOCATION_REVOKED)
    sgn_revocation_check_open_end (chain, given, context->now, proven, &revocation);
  if (trusted && (chain->certificates->len < 2 || (given == NULL && !revocation.consulted))) {
    answer_without_lists (context, chain, check);
    /* For a chain that is not trusted only "revoked" is of interest. */
  } else if (trusted || revocation.status == SGN_REVOCATION_REVOKED) {
    answer (&revocation, was_asked (context, chain, revocation.position), check);
    describe (&revocation, report);
  }
}

gboolean
sgn_verify_is_revoked_stamper (const SgnVerifyContext *context,
                               const SgnChain *chain,
                               SgnRevocationLists *lists,
                               gint64 time)
{
  const SgnRevocationSources sources = get_sources (context, chain, lists);
  SgnRevocation revocation;

  if (chain->status == SGN_CHAIN_EXPLICIT_CURVE)
    return FALSE;
  sgn_revocation_check (chain,
                        &sources,
                        SGN_PURPOSE_TIME_STAMPING,
                        context->now,
                        time,
                        &revocation);
  return revocation.status == SGN_REVOCATION_REVOKED;
}
