/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/words/phrases.h"
#include "ui/base/fact.h"

/* The facts an answer is based on; all of SgnFact, in display order. (transfer full) */
GPtrArray *sgn_facts_for_question (const SgnReport *report,
                                   const SgnSignatureReport *signature,
                                   SgnQuestion question);
/* (transfer full) */
GPtrArray *sgn_facts_for_file (const SgnReport *report);
/* (transfer full) */
GPtrArray *sgn_facts_for_signature (const SgnSignatureReport *signature);
/* (transfer full) */
GPtrArray *sgn_facts_for_timestamp (const SgnTimestampReport *timestamp);
/* "RFC 3161, SHA-256, DigiCert". (transfer full) */
char *sgn_facts_dup_timestamp_title (const SgnTimestampReport *timestamp);
/* All of the technical details with headings, for copying. @signature NULL: there is none.
 * (transfer full) */
char *sgn_facts_dup_all (const SgnReport *report, const SgnSignatureReport *signature);
