/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/batch/job.h"
#include "core/report/report.h"
#include "core/token/session/session.h"

/* Turns codes into sentences in the user's language; nothing else in the core does. Texts are
 * (transfer full) unless const. Times are in seconds since the Unix epoch. */

const char *sgn_phrase_error (SgnError code);             /* a single sentence */
char *sgn_phrase_gerror (const GError *error);            /* sentence, with details if available */
char *sgn_phrase_fault (const GError *error);             /* sentence without details */
char *sgn_phrase_verdict (const SgnReport *report);       /* headline */
char *sgn_phrase_verdict_short (const SgnReport *report); /* line in a list */
char *sgn_phrase_explanation (const SgnReport *report);   /* second line, below the headline */
/* what the verdict does not mean, or what to do */
const char *sgn_phrase_caution (const SgnReport *report);

/* The expiry of a certificate, as seen at @now. */
char *sgn_phrase_expiry (SgnCertificate *certificate, gint64 now);
/* A warning; (nullable): more than 60 days left. */
char *sgn_phrase_expiry_banner (SgnCertificate *certificate, gint64 now);
const char *sgn_phrase_signing_use (SgnCertificate *certificate); /* "Code signing" */
/* How to make Windows trust a test certificate whose root is in the file @root; several
 * paragraphs. */
char *sgn_phrase_test_certificate (const char *root);

/* The four questions about a signature. @signature is (nullable): the file is unsigned. */
typedef enum {
  SGN_QUESTION_UNCHANGED,
  SGN_QUESTION_PUBLISHER,
  SGN_QUESTION_CONFIRMED,
  SGN_QUESTION_TIME,
  SGN_N_QUESTIONS
} SgnQuestion;

typedef struct {
  SgnCheckStatus status;
  char *text;
} SgnAnswer;

const char *sgn_phrase_question (SgnQuestion question);
void sgn_phrase_answer (const SgnReport *report,
                        const SgnSignatureReport *signature,
                        SgnQuestion question,
                        SgnAnswer *ret);
void sgn_answer_clear (SgnAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnAnswer, sgn_answer_clear)

const char *sgn_phrase_check (SgnCheckId check);
const char *sgn_phrase_check_status (SgnCheckStatus status);
const char *sgn_phrase_reason (SgnReason reason);
/* The findings that deserve a line, of SgnFinding: all but those that the answers already state.
 * (transfer container) */
GPtrArray *sgn_phrase_select_findings (const SgnReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* Names the signature that the finding belongs to if there are several. */
char *sgn_phrase_finding (const SgnReport *report, const SgnFinding *finding);
const char *sgn_phrase_action (SgnAction action);
char *sgn_phrase_inside (const SgnInsideReport *program);
const char *sgn_phrase_step (SgnStep step);
char *sgn_phrase_date (gint64 unix_time);      /* "12 May 2026" / "12. Mai 2026" */
char *sgn_phrase_date_time (gint64 unix_time); /* "12 May 2026, 14:32" / "…, 14:32 Uhr" */
/* The whole result as plain text, for a support ticket: headline, answers, hashes, fingerprint. */
char *sgn_phrase_summary (const SgnReport *report);

char *sgn_phrase_token_notice (SgnTokenNotice notice, SgnToken *token); /* (nullable): no notice */
const char *sgn_phrase_pin_tries (SgnPinState state);                   /* (nullable): no warning */
char *sgn_phrase_pin_use (guint n_files); /* "Used for all 12 files, then forgotten." */
const char *sgn_phrase_module_origin (SgnTokenModuleOrigin origin);
