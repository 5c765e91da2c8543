/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-worth"

#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/sign/worth.h"
#include "tests/support/test-ca.h"

/* What is written must be worth as much as what was there: each rule where it refuses, and beside
 * it the nearest change that it lets pass. */

#define MAX_SIGNATURES 3
#define FINE           0
#define BROKEN         SGN_ERROR_SELF_CHECK
#define WORSE          SGN_ERROR_RESULT_WORSE

#define VALID      SGN_VERDICT_VALID
#define EXPIRED    SGN_VERDICT_EXPIRED
#define UNTRUSTED  SGN_VERDICT_UNTRUSTED
#define ADDED      SGN_VERDICT_ADDED
#define UNSIGNED   SGN_VERDICT_UNSIGNED
#define REVOKED    SGN_VERDICT_REVOKED
#define CHANGED    SGN_VERDICT_CHANGED
#define UNREADABLE SGN_VERDICT_UNREADABLE

typedef enum {
  STAMP_NONE,
  STAMP_GOOD,    /* of the last second of the certificate */
  STAMP_FOREIGN, /* the same, by a server that is unknown here */
  STAMP_LATE,    /* one second later */
  STAMP_BROKEN,
  STAMP_REVOKED,
} Stamp;

typedef struct {
  char who;  /* 'A' or 'B'; '-': its certificate is missing; 0: no signature */
  char what; /* what was signed; '-': unknown */
  SgnVerdict verdict;
  Stamp stamp;
} Signature;

typedef struct {
  SgnVerdict verdict;
  Signature signatures[MAX_SIGNATURES];
} State;

typedef struct {
  const char *name;
  int code; /* FINE, BROKEN or WORSE */
  SgnAction action;
  int gone;        /* number of the removed signature from 1; 0: none */
  gboolean is_new; /* there is nothing to compare with */
  State before;
  State after;
} Case;

typedef struct {
  TestCert *a;
  TestCert *b;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->a = test_signer_new (NULL, "A", NULL);
  self->b = test_signer_new (NULL, "B", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_cert_free (self->a);
  test_cert_free (self->b);
}

static void
add_stamp (SgnSignatureReport *signature, Stamp kind)
{
  SgnTimestampReport *stamp = sgn_timestamp_report_new ();

  stamp->time = kind == STAMP_LATE;
  if (signature->signer != NULL)
    stamp->time += sgn_certificate_get_not_after (signature->signer);
  stamp->intact = kind != STAMP_BROKEN;
  stamp->revoked = kind == STAMP_REVOKED;
  stamp->counts = kind == STAMP_GOOD;
  g_ptr_array_add (signature->timestamps, stamp);
}

static SgnSignatureReport *
make_signature (const Fixture *self, const Signature *from)
{
  SgnSignatureReport *signature = sgn_signature_report_new ();

  signature->verdict = from->verdict;
  if (from->who != '-')
    signature->signer = g_object_ref ((from->who == 'A' ? self->a : self->b)->certificate);
  if (from->what != '-')
    signature->digest_stored = g_bytes_new (&from->what, 1);
  if (from->stamp != STAMP_NONE)
    add_stamp (signature, from->stamp);
  return signature;
}

static SgnReport *
make_report (const Fixture *self, const State *from)
{
  SgnReport *report = sgn_report_new ("file");

  report->verdict = from->verdict;
  for (guint i = 0; i < MAX_SIGNATURES && from->signatures[i].who != 0; i++)
    g_ptr_array_add (report->signatures, make_signature (self, &from->signatures[i]));
  return report;
}

static void
assert_all (Fixture *self, const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (SgnReport) before = make_report (self, &cases[i].before);
    g_autoptr (SgnReport) after = make_report (self, &cases[i].after);
    g_autoptr (GError) error = NULL;
    const SgnSignChange change = { .action = cases[i].action,
                                   .before = cases[i].is_new ? NULL : before,
                                   .gone = cases[i].gone - 1 };
    gboolean good = sgn_sign_check_worth (&change, after, 1, &error);

    g_test_message ("%s: %s", cases[i].name, good ? "fine" : error->message);
    g_assert_true (good == (cases[i].code == FINE));
    if (!good)
      g_assert_error (error, SGN_ERROR, cases[i].code);
  }
}

/* clang-format off */
static const Case of_file[] = {
  { "signed", FINE, SGN_ACTION_SIGNED, .is_new = TRUE, .after = { VALID, { { 'A', 'x', VALID } } } },
  { "by an own certificate", FINE, SGN_ACTION_SIGNED, .is_new = TRUE,
    .after = { UNTRUSTED, { { 'A', 'x', UNTRUSTED } } } },
  { "something is not covered", BROKEN, SGN_ACTION_SIGNED, .is_new = TRUE,
    .after = { ADDED, { { 'A', 'x', VALID } } } },
  { "attached, something is not covered", BROKEN, SGN_ACTION_ATTACHED,
    .before = { UNSIGNED }, .after = { ADDED, { { 'A', 'x', VALID } } } },
  { "stamped, as little covered as before", FINE, SGN_ACTION_TIMESTAMPED,
    .before = { ADDED, { { 'A', 'x', VALID } } }, .after = { ADDED, { { 'A', 'x', VALID } } } },
  { "removed one, as revoked as before", FINE, SGN_ACTION_REMOVED, 2,
    .before = { REVOKED, { { 'A', 'x', REVOKED }, { 'B', 'x', VALID } } },
    .after = { REVOKED, { { 'A', 'x', REVOKED } } } },
  { "removed the better one", WORSE, SGN_ACTION_REMOVED, 1,
    .before = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', EXPIRED } } },
    .after = { EXPIRED, { { 'B', 'x', EXPIRED } } } },
  { "removed the worse one", FINE, SGN_ACTION_REMOVED, 1,
    .before = { EXPIRED, { { 'A', 'x', EXPIRED }, { 'B', 'x', VALID } } },
    .after = { VALID, { { 'B', 'x', VALID } } } },
  { "attached a worse one", WORSE, SGN_ACTION_ATTACHED,
    .before = { VALID, { { 'A', 'x', VALID } } }, .after = { EXPIRED, { { 'B', 'x', EXPIRED } } } },
  { "attached in place of another", FINE, SGN_ACTION_ATTACHED,
    .before = { VALID, { { 'A', 'x', VALID } } }, .after = { VALID, { { 'B', 'x', VALID } } } },
};

static const Case of_each[] = {
  { "appended", FINE, SGN_ACTION_APPENDED,
    .before = { VALID, { { 'A', 'x', VALID } } },
    .after = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', VALID } } } },
  { "appended before the other", FINE, SGN_ACTION_APPENDED,
    .before = { VALID, { { 'A', 'x', VALID } } },
    .after = { VALID, { { 'B', 'x', VALID }, { 'A', 'x', VALID } } } },
  { "the new one is not good", BROKEN, SGN_ACTION_APPENDED,
    .before = { VALID, { { 'A', 'x', VALID } } },
    .after = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', ADDED } } } },
  { "the old one is as bad as before", FINE, SGN_ACTION_APPENDED,
    .before = { VALID, { { 'A', 'x', VALID }, { 'A', 'y', CHANGED } } },
    .after = { VALID, { { 'A', 'x', VALID }, { 'A', 'y', CHANGED }, { 'B', 'x', VALID } } } },
  { "the old one is gone", WORSE, SGN_ACTION_APPENDED,
    .before = { VALID, { { 'A', 'x', VALID } } }, .after = { VALID, { { 'B', 'x', VALID } } } },
  { "the old one is over something else", WORSE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'A', 'x', VALID } } }, .after = { VALID, { { 'A', 'y', VALID } } } },
  { "the old one is now over something known", WORSE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'A', '-', VALID } } }, .after = { VALID, { { 'A', 'y', VALID } } } },
  { "of nobody known as before", FINE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'A', 'x', VALID }, { '-', '-', CHANGED } } },
    .after = { VALID, { { 'A', 'x', VALID }, { '-', '-', CHANGED } } } },
  { "its certificate is gone", WORSE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'B', 'x', VALID }, { 'A', 'x', EXPIRED } } },
    .after = { VALID, { { 'B', 'x', VALID }, { '-', 'x', EXPIRED } } } },
  { "one of two alike is gone", WORSE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'A', 'x', VALID }, { 'A', 'x', VALID } } },
    .after = { VALID, { { 'A', 'x', VALID } } } },
  { "another than the removed one is gone", WORSE, SGN_ACTION_REMOVED, 1,
    .before = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', VALID } } },
    .after = { VALID, { { 'A', 'x', VALID } } } },
  { "the second one is worse", WORSE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', VALID } } },
    .after = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', EXPIRED } } } },
  { "the second one is better", FINE, SGN_ACTION_TIMESTAMPED,
    .before = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', EXPIRED } } },
    .after = { VALID, { { 'A', 'x', VALID }, { 'B', 'x', VALID } } } },
};
/* clang-format on */

static void
test_file (Fixture *self, gconstpointer data)
{
  assert_all (self, of_file, G_N_ELEMENTS (of_file));
}

static void
test_each (Fixture *self, gconstpointer data)
{
  assert_all (self, of_each, G_N_ELEMENTS (of_each));
}

/* Only a proof that it was signed in time is missed when it is gone, whoever gave it. */
static void
test_time (Fixture *self, gconstpointer data)
{
  static const gboolean
      proves[] = { [STAMP_GOOD] = TRUE, [STAMP_FOREIGN] = TRUE, [STAMP_REVOKED] = FALSE };

  for (guint old = STAMP_NONE; old <= STAMP_REVOKED; old++)
    for (guint new = STAMP_NONE; new <= STAMP_REVOKED; new ++) {
      const Case one = { .name = "stamped",
                         .code = proves[old] && !proves[new] ? WORSE : FINE,
                         .action = SGN_ACTION_TIMESTAMPED,
                         .before = { VALID, { { 'A', 'x', VALID, old } } },
                         .after = { VALID, { { 'A', 'x', VALID, new } } } };

      assert_all (self, &one, 1);
    }
}

/* Whether there is one at all: the time in it does not matter. */
static void
test_has_timestamp (Fixture *self, gconstpointer data)
{
  for (Stamp kind = STAMP_NONE; kind <= STAMP_REVOKED; kind++) {
    const State state = { VALID, { { 'A', 'x', VALID, kind } } };
    g_autoptr (SgnReport) report = make_report (self, &state);
    gboolean is_valid = kind == STAMP_GOOD || kind == STAMP_FOREIGN || kind == STAMP_LATE;

    g_assert_true (sgn_sign_has_timestamp (report->signatures->pdata[0]) == is_valid);
  }
}

/* No change may leave a signature that is useless, even where it was no better before. */
static void
test_unusable (Fixture *self, gconstpointer data)
{
  for (SgnVerdict verdict = 0; verdict < SGN_N_VERDICTS; verdict++) {
    gboolean bad = verdict == UNREADABLE || verdict == CHANGED || verdict == UNSIGNED;
    const Case one = { .name = sgn_verdict_to_id (verdict),
                       .code = bad ? BROKEN : FINE,
                       .action = SGN_ACTION_REMOVED,
                       .before = { verdict, { { 'A', 'x', verdict } } },
                       .after = { verdict, { { 'A', 'x', verdict } } } };

    assert_all (self, &one, 1);
  }
}

/* A file whose signatures were all removed has none. */
static void
test_none_left (Fixture *self, gconstpointer data)
{
  const SgnSignChange change = { .action = SGN_ACTION_REMOVED, .gone = -1 };

  for (SgnVerdict verdict = 0; verdict < SGN_N_VERDICTS; verdict++) {
    const State state = { verdict, { { 0 } } };
    g_autoptr (SgnReport) after = make_report (self, &state);
    g_autoptr (GError) error = NULL;

    g_assert_true (sgn_sign_check_worth (&change, after, 0, &error) == (verdict == UNSIGNED));
    if (verdict != UNSIGNED)
      g_assert_error (error, SGN_ERROR, BROKEN);
  }
}

/* The error says what is wrong: what the file's reader said, or the finding that decides. */
static void
test_reason (Fixture *self, gconstpointer data)
{
  const SgnSignChange change = { .action = SGN_ACTION_SIGNED, .gone = -1 };
  const State state = { ADDED, { { 'A', 'x', VALID } } };
  g_autoptr (SgnReport) after = make_report (self, &state);
  g_autoptr (GError) error = NULL;

  sgn_findings_add (after->findings, SGN_FINDING_NESTED_BROKEN, SGN_SEVERITY_NOTE, 0, 0, NULL);
  sgn_findings_add (after->findings, SGN_FINDING_PADDING_DATA, SGN_SEVERITY_ADDED, 0, 1, NULL);
  g_assert_false (sgn_sign_check_worth (&change, after, 1, &error));
  g_assert_nonnull (strstr (error->message, sgn_finding_code_to_id (SGN_FINDING_PADDING_DATA)));
  g_assert_null (strstr (error->message, sgn_finding_code_to_id (SGN_FINDING_NESTED_BROKEN)));
  g_clear_error (&error);
  after->error = g_error_new_literal (SGN_ERROR, SGN_ERROR_FILE_DAMAGED, "cut off");
  g_assert_false (sgn_sign_check_worth (&change, after, 1, &error));
  g_assert_error (error, SGN_ERROR, BROKEN);
  g_assert_cmpstr (error->message, ==, "cut off");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/worth/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("file", test_file);
  ADD ("each", test_each);
  ADD ("time", test_time);
  ADD ("has-timestamp", test_has_timestamp);
  ADD ("unusable", test_unusable);
  ADD ("none-left", test_none_left);
  ADD ("reason", test_reason);
  return g_test_run ();
}
