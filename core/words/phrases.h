/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/batch/job.h"
#include "core/report/report.h"
#include "core/token/session/session.h"

/* Codes become sentences here and nowhere else, in the user's language. (transfer full) unless
 * const. */

const char *sgn_phrase_error (SgnError code);             /* first layer: one sentence */
char *sgn_phrase_gerror (const GError *error);            /* sentence, with detail where it helps */
char *sgn_phrase_fault (const GError *error);             /* the sentence alone */
char *sgn_phrase_verdict (const SgnReport *report);       /* headline */
char *sgn_phrase_verdict_short (const SgnReport *report); /* line in a list */
char *sgn_phrase_explanation (const SgnReport *report);   /* second line under the headline */
const char *sgn_phrase_caution (const SgnReport *report); /* what it does not say / what to do */

/* About a certificate at the time @now. */
char *sgn_phrase_expiry (SgnCertificate *certificate, gint64 now);
/* NULL where nothing is to be said: more than 60 days left. */
char *sgn_phrase_expiry_banner (SgnCertificate *certificate, gint64 now);
const char *sgn_phrase_signing_use (SgnCertificate *certificate); /* "Code signing" */
/* What to do on Windows with a test certificate whose root lies in @root; several paragraphs. */
char *sgn_phrase_test_certificate (const char *root);

/* The four questions, for one signature (or an unsigned file: @signature NULL). */
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
/* Names the signature it belongs to where there are several, so that it can stand by itself. */
char *sgn_phrase_finding (const SgnReport *report, const SgnFinding *finding);
const char *sgn_phrase_action (SgnAction action);
char *sgn_phrase_inside (const SgnInsideReport *program); /* (transfer full) */
const char *sgn_phrase_step (SgnStep step);
char *sgn_phrase_date (gint64 unix_time);      /* "12 May 2026" / "12. Mai 2026" */
char *sgn_phrase_date_time (gint64 unix_time); /* "12 May 2026, 14:32" / "…, 14:32 Uhr" */
/* The whole result as plain text for a ticket: headline, answers, hashes, fingerprint. */
char *sgn_phrase_summary (const SgnReport *report);

/* Tokens. */
char *sgn_phrase_token_notice (SgnTokenNotice notice, SgnToken *token); /* NULL for NONE */
char *sgn_phrase_pin_question (SgnToken *token);                        /* "Enter the PIN of …" */
const char *sgn_phrase_pin_tries (SgnPinState state);                   /* NULL when all is well */
char *sgn_phrase_pin_use (guint n_files); /* "Used for all 12 files, then forgotten." */
const char *sgn_phrase_module_origin (SgnTokenModuleOrigin origin);
