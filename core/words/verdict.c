/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

/* The verdict in words: headline, explanation and what to do. The headline names the signer only
 * where the signature is verified and the chain trusted; everything else would lend a forged name
 * credibility. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/words/phrases.h"

static const char *
get_signer (const SgnReport *report)
{
  const SgnSignatureReport *headline = report->headline;
  const char *name;

  if (headline == NULL || headline->signer == NULL)
    return _ ("unknown");
  name = sgn_certificate_get_name (headline->signer);
  return name[0] != '\0' ? name : _ ("a publisher without a name");
}

static const char *
get_confirmer (const SgnSignatureReport *signature)
{
  const char *name = sgn_certificate_get_issuer_organization (signature->signer);

  return name[0] != '\0' ? name : _ ("an authority without a name");
}

static const char *
phrase_revoked (const SgnSignatureReport *signature)
{
  if (signature->checks[SGN_CHECK_REVOCATION].reason == SGN_REASON_DISALLOWED)
    return _ ("Microsoft disallows a certificate of this signature");
  if (signature->checks[SGN_CHECK_REVOCATION].reason == SGN_REASON_ISSUER_REVOKED)
    return _ ("The certificate of the signer’s authority was revoked");
  return _ ("The signer’s certificate was revoked");
}

static const char *
phrase_unverified (const SgnSignatureReport *signature)
{
  if (signature->checks[SGN_CHECK_SIGNATURE].reason == SGN_REASON_NO_CERTIFICATE)
    return _ ("The signature cannot be checked: its certificate is missing");
  return _ ("The signature cannot be checked: its algorithm is unknown");
}

static gboolean
is_too_early (const SgnSignatureReport *signature)
{
  return signature->checks[SGN_CHECK_VALIDITY].reason == SGN_REASON_NOT_YET_VALID;
}

/* The signer is only named if a trusted authority confirms the name. Who added the data is
 * unknown. */
static char *
phrase_added (const SgnReport *report)
{
  const SgnSignatureReport *headline = report->headline;

  if (!sgn_signature_report_is_verified (headline) ||
      headline->checks[SGN_CHECK_CHAIN].status != SGN_CHECK_PASS)
    return g_strdup (_ ("Something was added after signing"));
  return g_strdup_printf (_ ("Signed by %s, but something was added later"), get_signer (report));
}

char *
sgn_phrase_verdict (const SgnReport *report)
{
  switch (report->verdict) {
  case SGN_VERDICT_UNREADABLE:
    return g_strdup (_ ("This file cannot be checked"));
  case SGN_VERDICT_CHANGED:
    return g_strdup (_ ("Changed after signing – do not trust this file"));
  case SGN_VERDICT_REVOKED:
    return g_strdup (phrase_revoked (report->headline));
  case SGN_VERDICT_UNSIGNED:
    return g_strdup (_ ("Not signed"));
  case SGN_VERDICT_ADDED:
    return phrase_added (report);
  case SGN_VERDICT_UNTRUSTED:
    if (!sgn_signature_report_is_verified (report->headline))
      return g_strdup (phrase_unverified (report->headline));
    return g_strdup (_ ("Intact, but the publisher is not confirmed"));
  case SGN_VERDICT_EXPIRED:
    if (is_too_early (report->headline))
      return g_strdup (_ ("Intact, but the certificate is not valid yet"));
    return g_strdup (_ ("Intact, but the signature has expired"));
  case SGN_VERDICT_REVOCATION_UNKNOWN:
    return g_strdup_printf (_ ("Signed by %s – revocation not checked"), get_signer (report));
  case SGN_VERDICT_WEAK:
    return g_strdup_printf (_ ("Signed by %s with an outdated algorithm"), get_signer (report));
  case SGN_VERDICT_VALID:
    return g_strdup_printf (_ ("Signed by %s"), get_signer (report));
  case SGN_N_VERDICTS:
  default:
    g_return_val_if_reached (g_strdup (""));
  }
}

char *
sgn_phrase_verdict_short (const SgnReport *report)
{
  switch (report->verdict) {
  case SGN_VERDICT_UNREADABLE:
    return g_strdup (_ ("Cannot be checked"));
  case SGN_VERDICT_CHANGED:
    return g_strdup (_ ("Changed after signing"));
  case SGN_VERDICT_REVOKED:
    return g_strdup (_ ("Certificate revoked"));
  case SGN_VERDICT_UNSIGNED:
    return g_strdup (_ ("Not signed"));
  case SGN_VERDICT_ADDED:
    return g_strdup (_ ("Something was added after signing"));
  case SGN_VERDICT_UNTRUSTED:
    if (!sgn_signature_report_is_verified (report->headline))
      return g_strdup (_ ("Cannot be checked"));
    return g_strdup (_ ("Publisher not confirmed"));
  case SGN_VERDICT_EXPIRED:
    if (is_too_early (report->headline))
      return g_strdup (_ ("Certificate not valid yet"));
    return g_strdup (_ ("Signature expired"));
  case SGN_VERDICT_REVOCATION_UNKNOWN:
    return g_strdup_printf (_ ("Signed by %s, revocation not checked"), get_signer (report));
  case SGN_VERDICT_WEAK:
    return g_strdup_printf (_ ("Signed by %s, outdated algorithm"), get_signer (report));
  case SGN_VERDICT_VALID:
    return g_strdup_printf (_ ("Signed by %s"), get_signer (report));
  case SGN_N_VERDICTS:
  default:
    g_return_val_if_reached (g_strdup (""));
  }
}

static char *
explain_intact (const SgnSignatureReport *signature)
{
  g_autofree char *date = NULL;

  if (signature->timestamp == NULL || !signature->timestamp->counts)
    return g_strdup_printf (_ ("Unchanged since it was signed · confirmed by %s"),
                            get_confirmer (signature));
  date = sgn_phrase_date (signature->timestamp->time);
  /* Translators: a date, then the name of an organisation */
  return g_strdup_printf (_ ("Unchanged since %1$s · confirmed by %2$s"),
                          date,
                          get_confirmer (signature));
}

static char *
explain_too_early (const SgnReport *report)
{
  gint64 begin = sgn_certificate_get_not_before (report->headline->signer);
  g_autofree char *date = sgn_phrase_date (begin);
  g_autofree char *now = sgn_phrase_date (report->judged_at);

  /* Translators: two dates */
  return g_strdup_printf (_ ("The certificate is only valid from %1$s, and the date here is %2$s. "
                             "Is the clock of this computer right?"),
                          date,
                          now);
}

static char *
explain_unverified (const SgnSignatureReport *signature)
{
  if (signature->checks[SGN_CHECK_SIGNATURE].reason == SGN_REASON_NO_CERTIFICATE)
    return g_strdup (_ ("Without the certificate it is impossible to tell whose signature this is. "
                        "Get the file again from the publisher."));
  return g_strdup (_ ("It uses an algorithm that Signet does not know, so it proves nothing here: "
                      "neither that the file is unchanged nor who signed it."));
}

static char *
explain_retired (const SgnReport *report)
{
  g_autofree char *date = sgn_phrase_date (report->headline->chain->root_retired_at);

  /* Translators: a name, then a date */
  return g_strdup_printf (_ ("The signature names “%1$s”. Windows stopped trusting the root "
                             "certificate on %2$s, and nothing proves that the signature is "
                             "older."),
                          get_signer (report),
                          date);
}

static char *
explain_untrusted (const SgnReport *report)
{
  if (!sgn_signature_report_is_verified (report->headline))
    return explain_unverified (report->headline);
  if (sgn_certificate_get_name (report->headline->signer)[0] == '\0')
    return g_strdup (_ ("The signature does not name a signer."));
  if (report->headline->checks[SGN_CHECK_CHAIN].reason == SGN_REASON_ROOT_RETIRED)
    return explain_retired (report);
  return g_strdup_printf (_ ("The signature names “%s”. This name is not confirmed by anyone this "
                             "computer trusts."),
                          get_signer (report));
}

static char *
explain_expired (const SgnReport *report)
{
  const SgnSignatureReport *signature = report->headline;
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (signature->signer));

  if (is_too_early (signature))
    return explain_too_early (report);
  return g_strdup_printf (_ ("The certificate expired on %s, and no timestamp proves that the file "
                             "was signed before that day. Ask the publisher for a newer version."),
                          date);
}

static const char *
explain_unsigned (const SgnReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (sgn_finding_is_cut_off (report->findings->pdata[i]))
      return _ ("Part of the program is missing. Get it again from its source.");
  return _ ("Windows files from companies are usually signed. Ask the sender if you did "
            "not expect this.");
}

char *
sgn_phrase_explanation (const SgnReport *report)
{
  switch (report->verdict) {
  case SGN_VERDICT_UNREADABLE:
    return sgn_phrase_gerror (report->error);
  case SGN_VERDICT_CHANGED:
    return g_strdup (_ ("Do not run it. Delete it and get it again from the publisher."));
  case SGN_VERDICT_REVOKED:
    return g_strdup (_ ("Do not run it. Ask the publisher for a version with a new signature."));
  case SGN_VERDICT_UNSIGNED:
    return g_strdup (explain_unsigned (report));
  case SGN_VERDICT_ADDED:
    return g_strdup (_ ("The signed part is unchanged, but the file carries data that no signature "
                        "covers. Get it again from the publisher."));
  case SGN_VERDICT_UNTRUSTED:
    if (report->headline->checks[SGN_CHECK_ALGORITHMS].status == SGN_CHECK_FAIL)
      return g_strdup (_ ("The signature uses an outdated algorithm, so anybody could forge it. "
                          "Java treats the archive as unsigned."));
    return explain_untrusted (report);
  case SGN_VERDICT_EXPIRED:
    return explain_expired (report);
  case SGN_VERDICT_REVOCATION_UNKNOWN:
  case SGN_VERDICT_WEAK:
  case SGN_VERDICT_VALID:
    return explain_intact (report->headline);
  case SGN_N_VERDICTS:
  default:
    g_return_val_if_reached (g_strdup (""));
  }
}

const char *
sgn_phrase_caution (const SgnReport *report)
{
  switch (report->verdict) {
  case SGN_VERDICT_REVOCATION_UNKNOWN:
  case SGN_VERDICT_WEAK:
  case SGN_VERDICT_VALID:
    return _ ("This tells you who published the file and that nobody changed it. It does not tell "
              "you whether the program is harmless.");
  case SGN_VERDICT_EXPIRED:
    return is_too_early (report->headline)
               ? ""
               : _ ("With a timestamp, the signature would still be valid.");
  case SGN_VERDICT_UNREADABLE:
  case SGN_VERDICT_CHANGED:
  case SGN_VERDICT_REVOKED:
  case SGN_VERDICT_UNSIGNED:
  case SGN_VERDICT_ADDED:
  case SGN_VERDICT_UNTRUSTED:
  case SGN_N_VERDICTS:
  default:
    return "";
  }
}

static void
add_answers (GString *text, const SgnReport *report)
{
  for (guint i = 0; i < SGN_N_QUESTIONS; i++) {
    g_auto (SgnAnswer) answer = { 0 };

    sgn_phrase_answer (report, report->headline, i, &answer);
    g_string_append_printf (text, "%s %s\n", sgn_phrase_question (i), answer.text);
  }
}

static void
add_bytes (GString *text, const char *label, GBytes *bytes)
{
  const guint8 *data;
  gsize size;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &size);
  g_string_append_printf (text, "%s: ", label);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", data[i]);
  g_string_append_c (text, '\n');
}

char *
sgn_phrase_summary (const SgnReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = sgn_text_display (report->name);
  g_autofree char *verdict = sgn_phrase_verdict (report);
  g_autoptr (GPtrArray) findings = sgn_phrase_select_findings (report);
  const SgnSignatureReport *headline = report->headline;

  g_string_append_printf (text, "%s\n%s\n\n", name, verdict);
  add_answers (text, report);
  add_bytes (text, _ ("SHA-256 hash value of the file"), report->sha256);
  if (headline != NULL && headline->digest_computed != NULL)
    add_bytes (text, _ ("Hash value of this file"), headline->digest_computed);
  if (headline != NULL && headline->digest_stored != NULL)
    add_bytes (text, _ ("Hash value in the signature"), headline->digest_stored);
  if (headline != NULL && headline->signer != NULL)
    g_string_append_printf (text,
                            "%s: %s\n",
                            _ ("SHA-1 fingerprint of the certificate"),
                            sgn_certificate_get_sha1 (headline->signer));
  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *finding = sgn_phrase_finding (report, g_ptr_array_index (findings, i));

    g_string_append_printf (text, "%s\n", finding);
  }
  return g_string_free (text, FALSE);
}
