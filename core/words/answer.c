/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

/* The four questions that people ask about a signed file, answered one by one. An answer must not
 * say more than was verified: a name that no trusted authority confirms is only what the file says
 * about itself. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/words/phrases.h"

static void
answer (SgnAnswer *ret, SgnCheckStatus status, char *text)
{
  ret->status = status;
  ret->text = text;
}

static gboolean
is_changed (const SgnSignatureReport *signature)
{
  return signature->verdict == SGN_VERDICT_CHANGED;
}

static void
answer_unsigned (SgnQuestion question, SgnAnswer *ret)
{
  if (question == SGN_QUESTION_UNCHANGED)
    answer (ret, SGN_CHECK_SKIPPED, g_strdup (_ ("Impossible to tell without a signature")));
  else
    answer (ret, SGN_CHECK_SKIPPED, g_strdup (_ ("Unknown. Windows shows “Unknown publisher”.")));
}

static SgnReason
get_doubt (const SgnSignatureReport *signature)
{
  const SgnCheck *value = &signature->checks[SGN_CHECK_SIGNATURE];

  return value->status != SGN_CHECK_PASS ? value->reason
                                         : signature->checks[SGN_CHECK_CONTENT].reason;
}

/* Only verified facts about a signer with a trusted root are stated without reservation. */
static gboolean
is_name_known (const SgnSignatureReport *signature)
{
  return signature->checks[SGN_CHECK_SIGNATURE].status == SGN_CHECK_PASS &&
         signature->checks[SGN_CHECK_CHAIN].status == SGN_CHECK_PASS;
}

/* Depends on the digest alone, whether or not the signer is trusted. */
static void
answer_unverified (const SgnSignatureReport *signature, SgnAnswer *ret)
{
  gboolean fits = signature->checks[SGN_CHECK_CONTENT].status == SGN_CHECK_PASS;

  if (fits && get_doubt (signature) == SGN_REASON_NO_CERTIFICATE)
    answer (ret,
            SGN_CHECK_UNKNOWN,
            g_strdup (
                _ ("It matches the signature, but whose signature that is cannot be checked")));
  else
    answer (ret, SGN_CHECK_UNKNOWN, g_strdup (sgn_phrase_reason (get_doubt (signature))));
}

static void
answer_unchanged (const SgnSignatureReport *signature, SgnAnswer *ret)
{
  const SgnCheck *content = &signature->checks[SGN_CHECK_CONTENT];
  const SgnCheck *value = &signature->checks[SGN_CHECK_SIGNATURE];

  if (content->status == SGN_CHECK_FAIL && content->reason == SGN_REASON_DIGEST_MISMATCH)
    answer (ret, SGN_CHECK_FAIL, g_strdup (_ ("No, the content differs from what was signed")));
  else if (content->status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_FAIL, g_strdup (sgn_phrase_reason (content->reason)));
  else if (value->status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_FAIL, g_strdup (sgn_phrase_reason (value->reason)));
  else if (!sgn_signature_report_is_verified (signature))
    answer_unverified (signature, ret);
  else if (signature->checks[SGN_CHECK_COVERAGE].reason == SGN_REASON_LINE_ENDS)
    answer (ret, SGN_CHECK_FAIL, g_strdup (sgn_phrase_reason (SGN_REASON_LINE_ENDS)));
  else if (is_changed (signature))
    answer (ret, SGN_CHECK_FAIL, g_strdup (_ ("No, data was added after the signature")));
  else if (signature->checks[SGN_CHECK_COVERAGE].status == SGN_CHECK_FAIL)
    answer (ret,
            SGN_CHECK_WARN,
            g_strdup (_ ("The signed part is, but data was added that no signature covers")));
  else
    answer (ret, SGN_CHECK_PASS, g_strdup (_ ("Yes, since it was signed")));
}

static void
answer_publisher_of_changed (const SgnSignatureReport *signature, const char *name, SgnAnswer *ret)
{
  char *text;

  if (signature->checks[SGN_CHECK_CONTENT].status == SGN_CHECK_PASS)
    text = g_strdup_printf (_ ("%s signed it. Who changed it is unknown."), name);
  else
    text = g_strdup_printf (_ ("The signature in it, by %s, belongs to another file or to this "
                               "one before it was changed."),
                            name);
  answer (ret, SGN_CHECK_SKIPPED, text);
}

static void
answer_publisher (const SgnSignatureReport *signature, SgnAnswer *ret)
{
  const char *name;
  const char *place;

  if (signature->signer == NULL) {
    answer (ret, SGN_CHECK_UNKNOWN, g_strdup (_ ("The signer’s certificate is not in the file.")));
    return;
  }
  name = sgn_certificate_get_name (signature->signer);
  place = sgn_certificate_get_locality (signature->signer);
  if (name[0] == '\0')
    answer (ret, SGN_CHECK_WARN, g_strdup (_ ("A publisher whose certificate has no name")));
  else if (!is_name_known (signature))
    answer (ret, SGN_CHECK_WARN, g_strdup_printf (_ ("It says it is from “%s”"), name));
  else if (is_changed (signature))
    answer_publisher_of_changed (signature, name, ret);
  else if (place[0] != '\0')
    /* Translators: a name, then a place */
    answer (ret, SGN_CHECK_PASS, g_strdup_printf (_ ("%1$s, %2$s"), name, place));
  else
    answer (ret, SGN_CHECK_PASS, g_strdup (name));
}

static char *
deny (const SgnReport *report, const SgnCheck *check)
{
  gboolean missing = check->reason == SGN_REASON_ROOT_UNTRUSTED ||
                     check->reason == SGN_REASON_CHAIN_INCOMPLETE;

  if (missing && report->firmware)
    return g_strdup (
        _ ("For firmware, which has its own root certificates; not confirmed for Windows"));
  if (missing && report->trust_source == SGN_TRUST_WINDOWS)
    return g_strdup (_ ("No, the certificates lead to no root that Windows trusts"));
  if (missing)
    return g_strdup (_ ("No, the root certificate is not on this computer"));
  return g_strdup (sgn_phrase_reason (check->reason));
}

static char *
deny_revoked (const SgnSignatureReport *signature)
{
  g_autofree char *date = sgn_phrase_date (signature->revoked_at);

  if (signature->checks[SGN_CHECK_REVOCATION].reason == SGN_REASON_DISALLOWED)
    return g_strdup (_ ("No, Microsoft disallows one of the certificates or its key"));
  if (signature->revoked_at == 0)
    return g_strdup (_ ("No, the certificate was revoked"));
  if (signature->checks[SGN_CHECK_REVOCATION].reason == SGN_REASON_ISSUER_REVOKED)
    return g_strdup_printf (_ ("No, the certificate of the authority was revoked on %s"), date);
  return g_strdup_printf (_ ("No, the certificate was revoked on %s"), date);
}

static void
answer_revoked_later (const SgnSignatureReport *signature, const char *by, SgnAnswer *ret)
{
  g_autofree char *date = sgn_phrase_date (signature->revoked_at);

  answer (ret,
          SGN_CHECK_PASS,
          /* Translators: the name of an organisation, then a date */
          g_strdup_printf (_ ("Yes, by %1$s. Revoked later, on %2$s."), by, date));
}

static void
answer_retired_later (const SgnSignatureReport *signature, const char *by, SgnAnswer *ret)
{
  g_autofree char *date = sgn_phrase_date (signature->chain->root_retired_at);

  answer (ret,
          SGN_CHECK_PASS,
          /* Translators: the name of an organisation, then a date */
          g_strdup_printf (_ ("Yes, by %1$s. Windows stopped trusting its root certificate later, "
                              "on %2$s."),
                           by,
                           date));
}

/* The certificate that the dates refer to: the first one that is not valid now. */
static SgnCertificate *
find_dated (const SgnSignatureReport *signature, gint64 time)
{
  const SgnChain *chain = signature->chain;

  for (guint i = 0; chain != NULL && i < chain->certificates->len; i++) {
    SgnCertificate *certificate = chain->certificates->pdata[i];

    if (time > sgn_certificate_get_not_after (certificate) ||
        time < sgn_certificate_get_not_before (certificate))
      return certificate;
  }
  return signature->signer;
}

static void
answer_dated (const SgnReport *report,
              const SgnSignatureReport *signature,
              const char *by,
              SgnAnswer *ret)
{
  const SgnCheck *validity = &signature->checks[SGN_CHECK_VALIDITY];
  gint64 time = sgn_signature_report_get_time (signature, report->judged_at);
  SgnCertificate *certificate = find_dated (signature, time);
  g_autofree char *begin = sgn_phrase_date (sgn_certificate_get_not_before (certificate));
  g_autofree char *end = sgn_phrase_date (sgn_certificate_get_not_after (certificate));
  char *text;

  if (validity->reason == SGN_REASON_NOT_YET_VALID)
    /* Translators: the name of an organisation, then a date */
    text = g_strdup_printf (_ ("Yes, by %1$s, but only from %2$s on. Is the clock right?"),
                            by,
                            begin);
  else if (validity->status == SGN_CHECK_WARN)
    /* Translators: the name of an organisation, then a date */
    text =
        g_strdup_printf (_ ("Yes, by %1$s until %2$s; programs that use such files ignore dates"),
                         by,
                         end);
  else
    /* Translators: the name of an organisation, then a date */
    text = g_strdup_printf (_ ("Yes, by %1$s, but only until %2$s"), by, end);
  answer (ret, validity->status == SGN_CHECK_WARN ? SGN_CHECK_PASS : SGN_CHECK_WARN, text);
}

static void
answer_confirmed (const SgnReport *report, const SgnSignatureReport *signature, SgnAnswer *ret)
{
  const SgnCheck *chain = &signature->checks[SGN_CHECK_CHAIN];
  const SgnCheck *usage = &signature->checks[SGN_CHECK_USAGE];
  const SgnCheck *revocation = &signature->checks[SGN_CHECK_REVOCATION];
  const char *by;

  if (signature->signer == NULL) {
    answer (ret, SGN_CHECK_UNKNOWN, g_strdup (sgn_phrase_reason (SGN_REASON_NO_CERTIFICATE)));
    return;
  }
  by = sgn_certificate_get_issuer_organization (signature->signer);
  /* In order of weight: only the first problem is told, as the list of checks shows them all. */
  if (revocation->status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_FAIL, deny_revoked (signature));
  else if (chain->status == SGN_CHECK_SKIPPED)
    answer (ret, SGN_CHECK_WARN, g_strdup (sgn_phrase_reason (get_doubt (signature))));
  else if (chain->status != SGN_CHECK_PASS)
    answer (ret, SGN_CHECK_WARN, deny (report, chain));
  else if (signature->checks[SGN_CHECK_ALGORITHMS].status == SGN_CHECK_FAIL)
    answer (ret,
            SGN_CHECK_WARN,
            g_strdup (_ ("No, Java ignores signatures made with such an old algorithm")));
  else if (usage->status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_WARN, g_strdup (sgn_phrase_reason (usage->reason)));
  else if (is_changed (signature))
    answer (ret,
            SGN_CHECK_SKIPPED,
            g_strdup_printf (_ ("Yes, by %s. This only applies to the original."), by));
  else if (signature->checks[SGN_CHECK_VALIDITY].status != SGN_CHECK_PASS)
    answer_dated (report, signature, by, ret);
  else if (revocation->status == SGN_CHECK_UNKNOWN)
    answer (ret,
            SGN_CHECK_WARN,
            g_strdup_printf (revocation->reason == SGN_REASON_NOT_ANSWERED
                                 ? _ ("Yes, by %s. Nobody could be asked whether it was revoked.")
                                 : _ ("Yes, by %s. Whether it was revoked was not checked."),
                             by));
  else if (revocation->reason == SGN_REASON_REVOKED_LATER)
    answer_revoked_later (signature, by, ret);
  else if (chain->reason == SGN_REASON_ROOT_RETIRED_LATER)
    answer_retired_later (signature, by, ret);
  else if (signature->chain != NULL && signature->chain->listed)
    answer (ret, SGN_CHECK_PASS, g_strdup_printf (_ ("Yes, by %s, which Windows trusts"), by));
  else
    answer (ret,
            SGN_CHECK_PASS,
            g_strdup_printf (_ ("Yes, by %s, which this computer trusts"), by));
}

static const char *
get_authority (const SgnTimestampReport *stamp)
{
  const char *organization = sgn_certificate_get_organization (stamp->signer);

  return organization[0] != '\0' ? organization : sgn_certificate_get_name (stamp->signer);
}

static void
answer_proven (const SgnSignatureReport *signature, SgnAnswer *ret)
{
  g_autofree char *time = sgn_phrase_date_time (signature->timestamp->time);

  if (signature->checks[SGN_CHECK_CONTENT].status == SGN_CHECK_FAIL)
    answer (ret,
            SGN_CHECK_SKIPPED,
            g_strdup_printf (_ ("%s, but what was signed then is not this file"), time));
  else if (is_changed (signature))
    answer (ret, SGN_CHECK_SKIPPED, g_strdup_printf (_ ("%s. The change came later."), time));
  else
    answer (ret,
            SGN_CHECK_PASS,
            /* Translators: date and time, then the name of an organisation */
            g_strdup_printf (_ ("%1$s, proven by a timestamp of %2$s"),
                             time,
                             get_authority (signature->timestamp)));
}

/* A valid timestamp by an untrusted server proves no more than the time claimed by the signer. */
static void
answer_stamped (const SgnSignatureReport *signature, SgnReason reason, SgnAnswer *ret)
{
  g_autofree char *time = sgn_phrase_date_time (signature->timestamp->time);

  if (reason == SGN_REASON_TIMESTAMP_UNTRUSTED)
    answer (ret,
            SGN_CHECK_WARN,
            g_strdup_printf (_ ("%s, according to a timestamp that is not confirmed by anyone this "
                                "computer trusts"),
                             time));
  else
    answer (ret, SGN_CHECK_WARN, g_strdup (sgn_phrase_reason (reason)));
}

static void
answer_time (const SgnSignatureReport *signature, SgnAnswer *ret)
{
  const SgnCheck *check = &signature->checks[SGN_CHECK_TIMESTAMP];
  g_autofree char *date = NULL;

  if (check->status == SGN_CHECK_PASS)
    answer_proven (signature, ret);
  else if (check->status == SGN_CHECK_SKIPPED)
    answer (ret, SGN_CHECK_SKIPPED, g_strdup (_ ("Unknown, the signature proves nothing")));
  else if (signature->timestamp != NULL)
    answer_stamped (signature, check->reason, ret);
  else if (signature->claimed_time != 0) {
    date = sgn_phrase_date (signature->claimed_time);
    answer (ret,
            SGN_CHECK_WARN,
            g_strdup_printf (_ ("The file says %s. Nobody confirms it."), date));
  } else
    answer (ret, SGN_CHECK_WARN, g_strdup (_ ("Unknown, there is no timestamp")));
}

const char *
sgn_phrase_question (SgnQuestion question)
{
  switch (question) {
  case SGN_QUESTION_UNCHANGED:
    return _ ("Is the file unchanged?");
  case SGN_QUESTION_PUBLISHER:
    return _ ("Who published it?");
  case SGN_QUESTION_CONFIRMED:
    return _ ("Is the publisher confirmed?");
  case SGN_QUESTION_TIME:
    return _ ("When was it signed?");
  case SGN_N_QUESTIONS:
  default:
    g_return_val_if_reached ("");
  }
}

static void
answer_signed (const SgnReport *report,
               const SgnSignatureReport *signature,
               SgnQuestion question,
               SgnAnswer *ret)
{
  switch (question) {
  case SGN_QUESTION_UNCHANGED:
    answer_unchanged (signature, ret);
    break;
  case SGN_QUESTION_PUBLISHER:
    answer_publisher (signature, ret);
    break;
  case SGN_QUESTION_CONFIRMED:
    answer_confirmed (report, signature, ret);
    break;
  case SGN_QUESTION_TIME:
    answer_time (signature, ret);
    break;
  case SGN_N_QUESTIONS:
  default:
    g_return_if_reached ();
  }
}

void
sgn_phrase_answer (const SgnReport *report,
                   const SgnSignatureReport *signature,
                   SgnQuestion question,
                   SgnAnswer *ret)
{
  if (signature == NULL) {
    answer_unsigned (question, ret);
    return;
  }
  answer_signed (report, signature, question, ret);
  if (signature->signer == NULL)
    return;
  sgn_text_join_stops (ret->text, sgn_certificate_get_name (signature->signer));
  sgn_text_join_stops (ret->text, sgn_certificate_get_issuer_organization (signature->signer));
}

void
sgn_answer_clear (SgnAnswer *self)
{
  g_clear_pointer (&self->text, g_free);
}
