/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/report/report.h"

/* Programs that read our JSON compare these words, so none may ever change. The first without a
 * word here is a new one, and has to be added. */

static const char *const verdicts[SGN_N_VERDICTS] = {
  [SGN_VERDICT_UNREADABLE] = "unreadable",
  [SGN_VERDICT_CHANGED] = "changed",
  [SGN_VERDICT_REVOKED] = "revoked",
  [SGN_VERDICT_UNSIGNED] = "unsigned",
  [SGN_VERDICT_ADDED] = "added",
  [SGN_VERDICT_UNTRUSTED] = "untrusted",
  [SGN_VERDICT_EXPIRED] = "expired",
  [SGN_VERDICT_REVOCATION_UNKNOWN] = "revocation-unknown",
  [SGN_VERDICT_WEAK] = "weak",
  [SGN_VERDICT_VALID] = "valid",
};

static const char *const checks[SGN_N_CHECKS] = {
  [SGN_CHECK_CONTENT] = "content",       [SGN_CHECK_SIGNATURE] = "signature",
  [SGN_CHECK_COVERAGE] = "coverage",     [SGN_CHECK_TIMESTAMP] = "timestamp",
  [SGN_CHECK_CHAIN] = "chain",           [SGN_CHECK_USAGE] = "usage",
  [SGN_CHECK_VALIDITY] = "validity",     [SGN_CHECK_REVOCATION] = "revocation",
  [SGN_CHECK_ALGORITHMS] = "algorithms",
};

static const char *const statuses[] = {
  [SGN_CHECK_PASS] = "pass",       [SGN_CHECK_WARN] = "warn",       [SGN_CHECK_FAIL] = "fail",
  [SGN_CHECK_UNKNOWN] = "unknown", [SGN_CHECK_SKIPPED] = "skipped",
};

static const char *const inside_states[] = {
  [SGN_INSIDE_SIGNED] = "signed",
  [SGN_INSIDE_KEPT] = "kept",
  [SGN_INSIDE_LEFT] = "left",
};

static const char *const reasons[SGN_N_REASONS] = {
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
  [SGN_REASON_NO_REVOCATION_SOURCE] = "no-revocation-source",
  [SGN_REASON_NO_REVOCATION_LIST] = "no-revocation-list",
  [SGN_REASON_LIST_OUTDATED] = "revocation-list-outdated",
  [SGN_REASON_NOT_ANSWERED] = "authority-not-reached",
  [SGN_REASON_REVOKED] = "revoked",
  [SGN_REASON_ISSUER_REVOKED] = "issuer-revoked",
  [SGN_REASON_REVOKED_LATER] = "revoked-later",
  [SGN_REASON_WEAK_HASH] = "weak-hash",
  [SGN_REASON_WEAK_CHAIN] = "weak-chain",
  [SGN_REASON_WEAK_TIMESTAMP] = "weak-timestamp",
  [SGN_REASON_NOT_REACHED] = "not-reached",
};

static void
add (GHashTable *seen, const char *id, const char *expected)
{
  g_assert_cmpstr (id, ==, expected);
  g_assert_true (g_hash_table_add (seen, (gpointer) id));
}

/* Each has its word, and no other has the same. */
#define DEFINE_TEST(name, words, Type, to_id)                                                      \
  static void name (void)                                                                          \
  {                                                                                                \
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);                      \
                                                                                                   \
    for (guint i = 0; i < G_N_ELEMENTS (words); i++) {                                             \
      g_assert_nonnull (words[i]);                                                                 \
      add (seen, to_id ((Type) i), words[i]);                                                      \
    }                                                                                              \
  }

DEFINE_TEST (test_verdicts, verdicts, SgnVerdict, sgn_verdict_to_id)
DEFINE_TEST (test_checks, checks, SgnCheckId, sgn_check_id_to_id)
DEFINE_TEST (test_statuses, statuses, SgnCheckStatus, sgn_check_status_to_id)
DEFINE_TEST (test_reasons, reasons, SgnReason, sgn_reason_to_id)
DEFINE_TEST (test_inside_states, inside_states, SgnInsideState, sgn_inside_state_to_id)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/verdicts", test_verdicts);
  g_test_add_func ("/words/checks", test_checks);
  g_test_add_func ("/words/statuses", test_statuses);
  g_test_add_func ("/words/reasons", test_reasons);
  g_test_add_func ("/words/inside-states", test_inside_states);
  return g_test_run ();
}
