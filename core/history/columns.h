/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/history/record.h"

/* All members of an entry except its id. The table of the database, the queries and the exports are
 * made from this one list. */
typedef enum {
  SGN_HISTORY_TEXT,   /* char *, NULL when unknown */
  SGN_HISTORY_NUMBER, /* gint64 */
  SGN_HISTORY_TIME,   /* gint64, seconds since the Unix epoch; 0: none */
} SgnHistoryKind;

typedef struct {
  const char *name;
  SgnHistoryKind kind;
  gboolean required; /* NOT NULL */
  gboolean hidden;   /* left out of exports */
  gsize offset;      /* in SgnHistoryEntry */
} SgnHistoryColumn;

#define SGN_N_HISTORY_COLUMNS 17
extern const SgnHistoryColumn sgn_history_columns[SGN_N_HISTORY_COLUMNS];

/* The member of @entry. (transfer none) */
char **sgn_history_column_get_text (const SgnHistoryColumn *self, const SgnHistoryEntry *entry);
gint64 *sgn_history_column_get_number (const SgnHistoryColumn *self, const SgnHistoryEntry *entry);

/* SQL: the names separated by commas, the column definitions of the table, and as many
 * placeholders. (transfer full) */
char *sgn_history_columns_to_names (void) G_GNUC_WARN_UNUSED_RESULT;
char *sgn_history_columns_to_definitions (void) G_GNUC_WARN_UNUSED_RESULT;
char *sgn_history_columns_to_placeholders (void) G_GNUC_WARN_UNUSED_RESULT;
