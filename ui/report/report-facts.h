/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/words/phrases.h"
#include "ui/base/fact.h"

/* What stands behind an answer. All of SgnFact, in the order of showing. (transfer full) */
GPtrArray *sgn_facts_for_question (const SgnReport *report,
                                   const SgnSignatureReport *signature,
                                   SgnQuestion question);
GPtrArray *sgn_facts_for_file (const SgnReport *report);
GPtrArray *sgn_facts_for_signature (const SgnSignatureReport *signature);
GPtrArray *sgn_facts_for_timestamp (const SgnTimestampReport *timestamp);
/* "RFC 3161, SHA-256, DigiCert" */
char *sgn_facts_dup_timestamp_title (const SgnTimestampReport *timestamp);
/* All of the technical details with headings, for copying. @signature NULL: there is none. */
char *sgn_facts_dup_all (const SgnReport *report, const SgnSignatureReport *signature);
