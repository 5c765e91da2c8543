/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-report"

/* The words for scripts. They are part of the interface and never change or get translated;
 * sentences for users are in core/words. */

#include "config.h"

#include "core/report/report.h"

const char *
sgn_verdict_to_id (SgnVerdict verdict)
{
  switch (verdict) {
  case SGN_VERDICT_UNREADABLE:
    return "unreadable";
  case SGN_VERDICT_CHANGED:
    return "changed";
  case SGN_VERDICT_REVOKED:
    return "revoked";
  case SGN_VERDICT_UNSIGNED:
    return "unsigned";
  case SGN_VERDICT_ADDED:
    return "added";
  case SGN_VERDICT_UNTRUSTED:
    return "untrusted";
  case SGN_VERDICT_EXPIRED:
    return "expired";
  case SGN_VERDICT_REVOCATION_UNKNOWN:
    return "revocation-unknown";
  case SGN_VERDICT_WEAK:
    return "weak";
  case SGN_VERDICT_VALID:
    return "valid";
  case SGN_N_VERDICTS:
  default:
    g_return_val_if_reached ("unreadable");
  }
}

const char *
sgn_check_id_to_id (SgnCheckId check)
{
  switch (check) {
  case SGN_CHECK_CONTENT:
    return "content";
  case SGN_CHECK_SIGNATURE:
    return "signature";
  case SGN_CHECK_COVERAGE:
    return "coverage";
  case SGN_CHECK_TIMESTAMP:
    return "timestamp";
  case SGN_CHECK_CHAIN:
    return "chain";
  case SGN_CHECK_USAGE:
    return "usage";
  case SGN_CHECK_VALIDITY:
    return "validity";
  case SGN_CHECK_REVOCATION:
    return "revocation";
  case SGN_CHECK_ALGORITHMS:
    return "algorithms";
  case SGN_N_CHECKS:
  default:
    g_return_val_if_reached ("content");
  }
}

const char *
sgn_check_status_to_id (SgnCheckStatus status)
{
  switch (status) {
  case SGN_CHECK_PASS:
    return "pass";
  case SGN_CHECK_WARN:
    return "warn";
  case SGN_CHECK_FAIL:
    return "fail";
  case SGN_CHECK_UNKNOWN:
    return "unknown";
  case SGN_CHECK_SKIPPED:
    return "skipped";
  default:
    g_return_val_if_reached ("unknown");
  }
}

const char *
sgn_reason_to_id (SgnReason reason)
{
  static const char *const ids[SGN_N_REASONS] = {
    [SGN_REASON_NONE] = "",
    [SGN_REASON_DIGEST_MISMATCH] = "digest-mismatch",
    [SGN_REASON_CONTENT_UNKNOWN] = "content-unknown",
    [SGN_REASON_PAGE_HASH_MISMATCH] = "page-hash-mismatch",
    [SGN_REASON_NO_CERTIFICATE] = "no-certificate",
    [SGN_REASON_BAD_ATTRIBUTES] = "bad-attributes",
    [SGN_REASON_BAD_MESSAGE_DIGEST] = "bad-message-digest",
    [SGN_REASON_BAD_VALUE] = "bad-value",
    [SGN_REASON_UNKNOWN_ALGORITHM] = "unknown-algorithm",
    [SGN_REASON_DATA_ADDED] = "data-added",
    [SGN_REASON_LINE_ENDS] = "line-ends",
    [SGN_REASON_NO_TIMESTAMP] = "no-timestamp",
    [SGN_REASON_TIMESTAMP_BROKEN] = "timestamp-broken",
    [SGN_REASON_TIMESTAMP_UNTRUSTED] = "timestamp-untrusted",
    [SGN_REASON_TIMESTAMP_FUTURE] = "timestamp-future",
    [SGN_REASON_TIMESTAMP_REVOKED] = "timestamp-revoked",
    [SGN_REASON_CHAIN_INCOMPLETE] = "chain-incomplete",
    [SGN_REASON_ROOT_UNTRUSTED] = "root-untrusted",
    [SGN_REASON_SELF_SIGNED] = "self-signed",
    [SGN_REASON_CHAIN_INVALID] = "chain-invalid",
    [SGN_REASON_EXPLICIT_CURVE] = "explicit-curve",
    [SGN_REASON_ROOT_USAGE] = "root-usage",
    [SGN_REASON_ROOT_CLOSED] = "root-closed",
    [SGN_REASON_ROOT_RETIRED] = "root-retired",
    [SGN_REASON_ROOT_RETIRED_LATER] = "root-retired-later",
    [SGN_REASON_DISALLOWED] = "disallowed",
    [SGN_REASON_NO_USAGE] = "no-usage",
    [SGN_REASON_WRONG_USAGE] = "wrong-usage",
    [SGN_REASON_PUBLISHER_MISMATCH] = "publisher-mismatch",
    [SGN_REASON_KEY_UNSUITED] = "key-unsuited",
    [SGN_REASON_EXPIRED] = "expired",
    [SGN_REASON_NOT_YET_VALID] = "not-yet-valid",
    [SGN_REASON_LIFETIME] = "lifetime-signing",
    [SGN_REASON_OFFLINE] = "not-checked",
    [SGN_REASON_NOT_ANSWERED] = "authority-not-reached",
    [SGN_REASON_NO_REVOCATION_SOURCE] = "no-revocation-source",
    [SGN_REASON_NO_REVOCATION_LIST] = "no-revocation-list",
    [SGN_REASON_LIST_OUTDATED] = "revocation-list-outdated",
    [SGN_REASON_REVOKED] = "revoked",
    [SGN_REASON_ISSUER_REVOKED] = "issuer-revoked",
    [SGN_REASON_REVOKED_LATER] = "revoked-later",
    [SGN_REASON_WEAK_HASH] = "weak-hash",
    [SGN_REASON_WEAK_CHAIN] = "weak-chain",
    [SGN_REASON_WEAK_TIMESTAMP] = "weak-timestamp",
    [SGN_REASON_NOT_REACHED] = "not-reached",
  };

  g_return_val_if_fail (reason < SGN_N_REASONS, "");
  return ids[reason];
}

const char *
sgn_inside_state_to_id (SgnInsideState state)
{
  static const char *const ids[] = { "signed", "kept", "left" };

  g_return_val_if_fail (state < G_N_ELEMENTS (ids), "");
  return ids[state];
}
