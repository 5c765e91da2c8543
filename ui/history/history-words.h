/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/history/history.h"

/* The texts of the history; pure functions. All return (transfer full). */

/* "Example GmbH" of "CN=Example GmbH,O=Example GmbH,C=DE" (RFC 2253): CN, else O, else the first.
 */
char *sgn_history_words_name (const char *subject);
/* "DigiCert", or the host of an unknown address. */
char *sgn_history_words_server (const char *uri);
char *sgn_history_words_day (gint64 time, gint64 now); /* "Today", "Yesterday", "12 May 2026" */
char *sgn_history_words_time (gint64 time);            /* "14:32" */
/* "Example GmbH · timestamp from DigiCert" */
char *sgn_history_words_subtitle (const SgnHistoryEntry *entry, gboolean missing);
char *sgn_history_words_due (const SgnHistoryEntry *entry); /* "Signed 12 May 2026 as …" */
/* Until when they are valid without a timestamp; @end: the earliest end of their certificates. */
char *sgn_history_words_end (gint64 end);
char *sgn_history_words_waiting (guint files); /* "2 files wait for a timestamp" */
char *sgn_history_words_action (const SgnHistoryEntry *entry);
/* All facts, of SgnFact. */
GPtrArray *sgn_history_words_facts (const SgnHistoryEntry *entry);
