/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/phrases.h"

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
    answer (ret, SGN_CHECK_SKIPPED, g_strdup (_ ("Nobody can tell without a signature")));
  else
    answer (ret, SGN_CHECK_SKIPPED, g_strdup (_ ("Unknown. Windows shows “Unknown publisher”.")));
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
  else if (value->status != SGN_CHECK_PASS)
    answer (ret, value->status, g_strdup (sgn_phrase_reason (value->reason)));
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
  if (is_changed (signature))
    answer (ret,
            SGN_CHECK_SKIPPED,
            g_strdup_printf (_ ("%s signed it. Who changed it is unknown."), name));
  else if (signature->checks[SGN_CHECK_CHAIN].status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_WARN, g_strdup_printf (_ ("It says “%s”"), name));
  else if (place[0] != '\0')
    /* Translators: a name, then a place */
    answer (ret, SGN_CHECK_PASS, g_strdup_printf (_ ("%1$s, %2$s"), name, place));
  else
    answer (ret, SGN_CHECK_PASS, g_strdup (name));
}

static char *
deny (const SgnCheck *check)
{
  if (check->reason == SGN_REASON_ROOT_UNTRUSTED || check->reason == SGN_REASON_CHAIN_INCOMPLETE)
    return g_strdup (_ ("No, the root certificate is not on this computer"));
  return g_strdup (sgn_phrase_reason (check->reason));
}

static char *
deny_revoked (const SgnSignatureReport *signature)
{
  g_autofree char *date = sgn_phrase_date (signature->revoked_at);

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
answer_confirmed (const SgnSignatureReport *signature, SgnAnswer *ret)
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
  if (chain->status != SGN_CHECK_PASS)
    answer (ret, SGN_CHECK_WARN, deny (chain));
  else if (revocation->status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_FAIL, deny_revoked (signature));
  else if (usage->status == SGN_CHECK_FAIL)
    answer (ret, SGN_CHECK_WARN, g_strdup (sgn_phrase_reason (usage->reason)));
  else if (is_changed (signature))
    answer (ret,
            SGN_CHECK_SKIPPED,
            g_strdup_printf (_ ("Yes, by %s. This holds for the original only."), by));
  else if (revocation->status == SGN_CHECK_UNKNOWN)
    answer (ret,
            SGN_CHECK_WARN,
            g_strdup_printf (_ ("Yes, by %s. Whether it was revoked was not checked."), by));
  else if (revocation->reason == SGN_REASON_REVOKED_LATER)
    answer_revoked_later (signature, by, ret);
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

  if (is_changed (signature))
    answer (ret, SGN_CHECK_SKIPPED, g_strdup_printf (_ ("%s. The change came later."), time));
  else
    answer (ret,
            SGN_CHECK_PASS,
            /* Translators: date and time, then the name of an organisation */
            g_strdup_printf (_ ("%1$s, proven by a timestamp of %2$s"),
                             time,
                             get_authority (signature->timestamp)));
}

static void
answer_time (const SgnSignatureReport *signature, SgnAnswer *ret)
{
  const SgnCheck *check = &signature->checks[SGN_CHECK_TIMESTAMP];
  g_autofree char *date = NULL;

  if (check->status == SGN_CHECK_PASS)
    answer_proven (signature, ret);
  else if (signature->timestamp != NULL)
    answer (ret, SGN_CHECK_WARN, g_strdup (sgn_phrase_reason (check->reason)));
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
answer_signed (const SgnSignatureReport *signature, SgnQuestion question, SgnAnswer *ret)
{
  switch (question) {
  case SGN_QUESTION_UNCHANGED:
    answer_unchanged (signature, ret);
    break;
  case SGN_QUESTION_PUBLISHER:
    answer_publisher (signature, ret);
    break;
  case SGN_QUESTION_CONFIRMED:
    answer_confirmed (signature, ret);
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
  answer_signed (signature, question, ret);
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
