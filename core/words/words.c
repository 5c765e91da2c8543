/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

/* Words and sentences for checks, reasons, actions and steps. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

static const char *const checks[] = {
  [SGN_CHECK_CONTENT] = N_ ("File unchanged"),
  [SGN_CHECK_SIGNATURE] = N_ ("Signature matches the certificate"),
  [SGN_CHECK_COVERAGE] = N_ ("Nothing added"),
  [SGN_CHECK_TIMESTAMP] = N_ ("Signing time proven"),
  [SGN_CHECK_CHAIN] = N_ ("Trusted root certificate"),
  [SGN_CHECK_USAGE] = N_ ("Certificate meant for code signing"),
  [SGN_CHECK_VALIDITY] = N_ ("Certificate valid at that time"),
  [SGN_CHECK_REVOCATION] = N_ ("Certificate not revoked"),
  [SGN_CHECK_ALGORITHMS] = N_ ("Current algorithms"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (checks) == SGN_N_CHECKS);

const char *
sgn_phrase_check (SgnCheckId check)
{
  g_return_val_if_fail (check < SGN_N_CHECKS, "");

  return _ (checks[check]);
}

const char *
sgn_phrase_check_status (SgnCheckStatus status)
{
  switch (status) {
  case SGN_CHECK_PASS:
    return C_ ("check", "Yes");
  case SGN_CHECK_WARN:
    return C_ ("check", "With reservations");
  case SGN_CHECK_FAIL:
    return C_ ("check", "No");
  case SGN_CHECK_UNKNOWN:
    return C_ ("check", "Unknown");
  case SGN_CHECK_SKIPPED:
    return C_ ("check", "Not checked");
  default:
    g_return_val_if_reached ("");
  }
}

static const char *const reasons[] = {
  [SGN_REASON_NONE] = "",
  [SGN_REASON_DIGEST_MISMATCH] = N_ ("The content differs from what was signed."),
  [SGN_REASON_CONTENT_UNKNOWN] = N_ ("The signature does not belong to this kind of file."),
  [SGN_REASON_PAGE_HASH_MISMATCH] = N_ ("Some pages of the program differ from what was signed."),
  [SGN_REASON_NO_CERTIFICATE] = N_ ("The signer’s certificate is not in the file."),
  [SGN_REASON_BAD_ATTRIBUTES] = N_ ("The signed attributes are missing or contradict each other."),
  [SGN_REASON_BAD_MESSAGE_DIGEST] = N_ (
      "The signature covers different content than the file contains."),
  [SGN_REASON_BAD_VALUE] = N_ (
      "The signature was not made with the key of this certificate, or was changed."),
  [SGN_REASON_UNKNOWN_ALGORITHM] = N_ (
      "The signature uses an algorithm that Signet does not know."),
  [SGN_REASON_DATA_ADDED] = N_ ("There is data in the file that no signature covers."),
  [SGN_REASON_LINE_ENDS] = N_ (
      "The line ends of the signature were converted, so Windows can no longer read it."),
  [SGN_REASON_NO_TIMESTAMP] = N_ ("There is no timestamp."),
  [SGN_REASON_TIMESTAMP_BROKEN] = N_ ("The timestamp is broken and proves nothing."),
  [SGN_REASON_TIMESTAMP_UNTRUSTED] = N_ (
      "The timestamp is not confirmed by anyone this computer trusts."),
  [SGN_REASON_TIMESTAMP_FUTURE] = N_ ("The timestamp is in the future."),
  [SGN_REASON_TIMESTAMP_REVOKED] = N_ (
      "The certificate of the timestamp server was revoked. The timestamp proves nothing."),
  [SGN_REASON_CHAIN_INCOMPLETE] = N_ ("A certificate in the chain is missing."),
  [SGN_REASON_ROOT_UNTRUSTED] = N_ ("The root certificate is not trusted on this computer."),
  [SGN_REASON_SELF_SIGNED] = N_ ("The certificate is self-signed."),
  [SGN_REASON_CHAIN_INVALID] = N_ ("The certificates do not form a valid chain."),
  [SGN_REASON_EXPLICIT_CURVE] = N_ ("The certificate uses a forged elliptic curve."),
  [SGN_REASON_ROOT_USAGE] = N_ ("Windows does not trust the root certificate for this purpose."),
  [SGN_REASON_ROOT_CLOSED] = N_ (
      "The certificate was issued after Windows had stopped trusting new ones of its root."),
  [SGN_REASON_ROOT_RETIRED] = N_ (
      "Windows no longer trusts the root certificate, and nothing proves that the signature is "
      "older."),
  [SGN_REASON_ROOT_RETIRED_LATER] = N_ (
      "Windows stopped trusting the root certificate only after this was signed."),
  [SGN_REASON_DISALLOWED] = N_ ("Microsoft disallows one of the certificates or its key."),
  [SGN_REASON_NO_USAGE] = N_ ("The certificate does not say what it is for. Windows accepts that."),
  [SGN_REASON_WRONG_USAGE] = N_ ("The certificate is not meant for code signing."),
  [SGN_REASON_PUBLISHER_MISMATCH] = N_ (
      "The package names a different publisher than the certificate."),
  [SGN_REASON_KEY_UNSUITED] = N_ ("Windows does not support this type of key for this file."),
  [SGN_REASON_EXPIRED] = N_ ("The certificate had expired."),
  [SGN_REASON_NOT_YET_VALID] = N_ ("The certificate was not valid yet."),
  [SGN_REASON_LIFETIME] = N_ (
      "The certificate has expired, and it does not let a timestamp extend its signatures."),
  [SGN_REASON_OFFLINE] = N_ ("Whether the certificate was revoked was not checked."),
  [SGN_REASON_NOT_ANSWERED] = N_ ("Nobody could be asked whether the certificate was revoked."),
  [SGN_REASON_NO_REVOCATION_SOURCE] = N_ (
      "The certificate does not say where revocation can be checked."),
  [SGN_REASON_NO_REVOCATION_LIST] = N_ ("There is no revocation list for one of the certificates."),
  [SGN_REASON_LIST_OUTDATED] = N_ ("The revocation list is not valid at this time."),
  [SGN_REASON_REVOKED] = N_ ("The certificate was revoked."),
  [SGN_REASON_ISSUER_REVOKED] = N_ ("The certificate of an authority in the chain was revoked."),
  [SGN_REASON_REVOKED_LATER] = N_ ("The certificate was revoked only after it had signed this."),
  [SGN_REASON_WEAK_HASH] = N_ ("The hash algorithm is outdated."),
  [SGN_REASON_WEAK_CHAIN] = N_ ("The certificates use outdated algorithms."),
  [SGN_REASON_WEAK_TIMESTAMP] = N_ (
      "The timestamp that the result depends on uses an outdated algorithm."),
  [SGN_REASON_NOT_REACHED] = N_ ("Not applicable."),
};

/* A new reason needs a sentence, too. */
G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == SGN_N_REASONS);

const char *
sgn_phrase_reason (SgnReason reason)
{
  g_return_val_if_fail (reason < SGN_N_REASONS, "");

  return reason != SGN_REASON_NONE ? _ (reasons[reason]) : "";
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
    return g_strdup_printf (_ ("%s inside keeps its signature"), program->name);
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
