/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sqlite3.h>

#include "core/history/history.h"

/* Work in the open database: SQLite's code, SQLITE_OK when all is done. */
typedef int (*SgnHistoryWork) (SgnHistory *self, sqlite3 *db, gpointer data);

/* Does @work under the lock, once more in a new database when this one is damaged. */
gboolean sgn_history_do (SgnHistory *self, SgnHistoryWork work, gpointer data, GError **error);
/* The same; a failure is kept as trouble. */
void sgn_history_do_quietly (SgnHistory *self, SgnHistoryWork work, gpointer data);
/* Is there no database yet? */
gboolean sgn_history_is_new (SgnHistory *self);
