/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sqlite3.h>

#include "core/history/history.h"

/* Work on the open database. Returns SQLite's result code, SQLITE_OK on success. */
typedef int (*SgnHistoryWork) (SgnHistory *self, sqlite3 *db, gpointer data);

/* Runs @work with the lock held. If the database is damaged, runs it again in a new one. Errors:
 * HISTORY. */
gboolean sgn_history_do (SgnHistory *self, SgnHistoryWork work, gpointer data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same, but a failure is stored for sgn_history_take_trouble(). */
void sgn_history_do_quietly (SgnHistory *self, SgnHistoryWork work, gpointer data);
/* Whether the database does not exist yet. */
gboolean sgn_history_is_new (SgnHistory *self);
