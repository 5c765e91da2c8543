/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

const char *
sgn_phrase_check (SgnCheckId check)
{
  switch (check) {
  case SGN_CHECK_CONTENT:
    return _ ("File unchanged");
  case SGN_CHECK_SIGNATURE:
    return _ ("Signature fits the certificate");
  case SGN_CHECK_COVERAGE:
    return _ ("Nothing added");
  case SGN_CHECK_TIMESTAMP:
    return _ ("Signing time proven");
  case SGN_CHECK_CHAIN:
    return _ ("Trusted root certificate");
  case SGN_CHECK_USAGE:
    return _ ("Certificate made for signing programs");
  case SGN_CHECK_VALIDITY:
    return _ ("Certificate valid at that time");
  case SGN_CHECK_REVOCATION:
    return _ ("Certificate not revoked");
  case SGN_CHECK_ALGORITHMS:
    return _ ("Current methods");
  case SGN_N_CHECKS:
  default:
    g_return_val_if_reached ("");
  }
}

const char *
sgn_phrase_check_status (SgnCheckStatus status)
{
  switch (status) {
  case SGN_CHECK_PASS:
    return C_ ("check", "Yes");
  case SGN_CHECK_WARN:
    return C_ ("check", "With a reservation");
  case SGN_CHECK_FAIL:
    return C_ ("check", "No");
  case SGN_CHECK_UNKNOWN:
    return C_ ("check", "Not known");
  case SGN_CHECK_SKIPPED:
    return C_ ("check", "Not checked");
  default:
    g_return_val_if_reached ("");
  }
}

static const char *
phrase_content_reason (SgnReason reason)
{
  switch ((int) reason) {
  case SGN_REASON_NONE:
    return "";
  case SGN_REASON_DIGEST_MISMATCH:
    return _ ("The content differs from what was signed.");
  case SGN_REASON_CONTENT_UNKNOWN:
    return _ ("The signature does not belong to this kind of file.");
  case SGN_REASON_PAGE_HASH_MISMATCH:
    return _ ("Some pages of the program differ from what was signed.");
  case SGN_REASON_NO_CERTIFICATE:
    return _ ("The signer’s certificate is not in the file.");
  case SGN_REASON_BAD_ATTRIBUTES:
    return _ ("The signed attributes are missing or contradict each other.");
  case SGN_REASON_BAD_MESSAGE_DIGEST:
    return _ ("The signature covers other content than the file carries.");
  case SGN_REASON_BAD_VALUE:
    return _ ("The signature was not made with the key of this certificate, or was changed.");
  case SGN_REASON_UNKNOWN_ALGORITHM:
    return _ ("The signature uses a method that Signet does not know.");
  case SGN_REASON_DATA_ADDED:
    return _ ("There is data in the file that no signature covers.");
  case SGN_REASON_LINE_ENDS:
    return _ (
        "The line ends of the signature were converted, and Windows cannot read it any more.");
  default:
    return NULL;
  }
}

static const char *
phrase_time_reason (SgnReason reason)
{
  switch ((int) reason) {
  case SGN_REASON_NO_TIMESTAMP:
    return _ ("There is no timestamp.");
  case SGN_REASON_TIMESTAMP_BROKEN:
    return _ ("The timestamp is broken and proves nothing.");
  case SGN_REASON_TIMESTAMP_UNTRUSTED:
    return _ ("Nobody this computer trusts confirms the timestamp.");
  case SGN_REASON_TIMESTAMP_FUTURE:
    return _ ("The timestamp lies in the future.");
  case SGN_REASON_TIMESTAMP_REVOKED:
    return _ ("The certificate of the timestamp server was revoked. The timestamp proves nothing.");
  case SGN_REASON_EXPIRED:
    return _ ("The certificate had expired.");
  case SGN_REASON_NOT_YET_VALID:
    return _ ("The certificate was not valid yet.");
  case SGN_REASON_LIFETIME:
    return _ (
        "The certificate has expired, and it does not let a timestamp extend its signatures.");
  default:
    return NULL;
  }
}

static const char *
phrase_revocation_reason (SgnReason reason)
{
  switch ((int) reason) {
  case SGN_REASON_OFFLINE:
    return _ ("Nobody was asked whether the certificate was revoked.");
  case SGN_REASON_NO_REVOCATION_SOURCE:
    return _ ("The certificate does not say whom to ask about revocation.");
  case SGN_REASON_NO_REVOCATION_LIST:
    return _ ("There is no revocation list for one of the certificates.");
  case SGN_REASON_LIST_OUTDATED:
    return _ ("The revocation list does not hold for this time.");
  case SGN_REASON_REVOKED:
    return _ ("The certificate was revoked.");
  case SGN_REASON_ISSUER_REVOKED:
    return _ ("The certificate of an authority in the chain was revoked.");
  case SGN_REASON_REVOKED_LATER:
    return _ ("The certificate was revoked only after it had signed this.");
  default:
    return NULL;
  }
}

static const char *
phrase_trust_reason (SgnReason reason)
{
  switch ((int) reason) {
  case SGN_REASON_CHAIN_INCOMPLETE:
    return _ ("A certificate of the chain is missing.");
  case SGN_REASON_ROOT_UNTRUSTED:
    return _ ("The root certificate is not trusted on this computer.");
  case SGN_REASON_SELF_SIGNED:
    return _ ("The certificate vouches for itself.");
  case SGN_REASON_CHAIN_INVALID:
    return _ ("The certificates do not form a valid chain.");
  case SGN_REASON_EXPLICIT_CURVE:
    return _ ("The certificate uses a forged elliptic curve.");
  case SGN_REASON_NO_USAGE:
    return _ ("The certificate does not say what it is for. Windows accepts that.");
  case SGN_REASON_WRONG_USAGE:
    return _ ("The certificate is not made for signing programs.");
  case SGN_REASON_PUBLISHER_MISMATCH:
    return _ ("The package names another publisher than the certificate.");
  case SGN_REASON_KEY_UNSUITED:
    return _ ("Windows cannot use a key of this kind for this file.");
  case SGN_REASON_WEAK_HASH:
    return _ ("The hash algorithm is outdated.");
  case SGN_REASON_WEAK_CHAIN:
    return _ ("The certificates use outdated methods.");
  case SGN_REASON_WEAK_TIMESTAMP:
    return _ ("The timestamp that everything depends on uses an outdated method.");
  case SGN_REASON_NOT_REACHED:
  default:
    return _ ("This question does not arise.");
  }
}

const char *
sgn_phrase_reason (SgnReason reason)
{
  const char *phrase = phrase_content_reason (reason);

  if (phrase == NULL)
    phrase = phrase_time_reason (reason);
  if (phrase == NULL)
    phrase = phrase_revocation_reason (reason);
  return phrase != NULL ? phrase : phrase_trust_reason (reason);
}

const char *
sgn_phrase_action (SgnAction action)
{
  switch (action) {
  case SGN_ACTION_SIGNED:
    return _ ("Signed and checked");
  case SGN_ACTION_APPENDED:
    return _ ("Signature added and checked");
  case SGN_ACTION_REPLACED:
    return _ ("Signature replaced and checked");
  case SGN_ACTION_SKIPPED:
    return _ ("Already signed, left as it is");
  case SGN_ACTION_STAMP_KEPT:
    return _ ("Already timestamped, left as it is");
  case SGN_ACTION_TIMESTAMPED:
    return _ ("Timestamp added and checked");
  case SGN_ACTION_REMOVED:
    return _ ("Signature removed");
  case SGN_ACTION_ATTACHED:
    return _ ("Signature attached and checked");
  default:
    g_return_val_if_reached ("");
  }
}

char *
sgn_phrase_inside (const SgnInsideReport *program)
{
  switch (program->state) {
  case SGN_INSIDE_KEPT:
    /* Translators: the name of a file in a package */
    return g_strdup_printf (_ ("%s inside keeps the signature it has"), program->name);
  case SGN_INSIDE_LEFT:
    /* Translators: the name of a file in a package */
    return g_strdup_printf (_ ("%s inside was left as it is"), program->name);
  case SGN_INSIDE_SIGNED:
  default:
    /* Translators: the name of a file in a package */
    return g_strdup_printf (_ ("%s inside was signed"), program->name);
  }
}

const char *
sgn_phrase_step (SgnStep step)
{
  switch (step) {
  case SGN_STEP_WAITING:
    return _ ("Waiting");
  case SGN_STEP_HASHING:
    return _ ("Calculating hash value…");
  case SGN_STEP_SIGNING:
    return _ ("Signing…");
  case SGN_STEP_TIMESTAMPING:
    return _ ("Getting a timestamp…");
  case SGN_STEP_CHECKING:
    return _ ("Checking the result…");
  case SGN_STEP_WRITING:
    return _ ("Writing the file…");
  case SGN_STEP_DONE:
    return _ ("Done");
  default:
    g_return_val_if_reached ("");
  }
}
