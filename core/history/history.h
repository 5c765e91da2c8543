/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/history/record.h"
#include "core/sign/request.h"
#include "core/sign/sign.h"

/* A database of the signatures made on this computer. It contains no secrets. May be used by
 * several threads and programs at the same time. Reference-counted. */
typedef struct _SgnHistory SgnHistory;

/* All members may be NULL, 0 or FALSE, which selects all entries. */
typedef struct {
  /* SHA-1 or SHA-256 thumbprint; colons, spaces and letter case are ignored */
  const char *certificate;
  const char *text;        /* part of the file, subject, thumbprint, hash or server */
  gboolean timestamps_due; /* the last signature of the file has no timestamp and was not undone */
  gint64 since, until;     /* in seconds since the Unix epoch, inclusive; 0: no limit */
  guint limit, offset;
} SgnHistoryFilter;

/* Never fails: the database in @file is created on first use, and errors are reported then.
 * (transfer full) */
SgnHistory *sgn_history_new (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* The user's database, $XDG_DATA_HOME/signet/history.db. (transfer none) */
SgnHistory *sgn_history_get_default (void);
/* Closes the database until it is used again. Call it before the program ends, so that no auxiliary
 * files are left. */
void sgn_history_close (SgnHistory *self);
SgnHistory *sgn_history_ref (SgnHistory *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_history_unref (SgnHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnHistory, sgn_history_unref)

/* The matching entries, of SgnHistoryEntry, latest first. @filter is (nullable). Errors: HISTORY.
 * (transfer full) */
GPtrArray *sgn_history_find (SgnHistory *self,
                             const SgnHistoryFilter *filter,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the file still exists with the signature of this entry. A deleted or rebuilt file does
 * not need a timestamp for it. Reads the file if it may have been changed since. */
gboolean sgn_history_entry_is_current (const SgnHistoryEntry *entry);

/* Adds @entry; its id is ignored. A broken history never prevents signing: the error is stored for
 * sgn_history_take_trouble(). A damaged database is renamed, not deleted. */
void sgn_history_add (SgnHistory *self, const SgnHistoryEntry *entry);
/* Records that the signatures of the file got a timestamp. */
void sgn_history_add_timestamp (SgnHistory *self, const SgnOutcome *outcome);
/* Marks the entry as undone. It is kept, because the signature was made. */
void sgn_history_take_back (SgnHistory *self, const SgnOutcome *outcome);

/* Deletes all entries so that nothing of them remains in the database. @count (nullable): their
 * number. Errors: HISTORY. */
gboolean
sgn_history_clear (SgnHistory *self, guint *count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The error stored since the last call (HISTORY). (nullable) (transfer full) */
GError *sgn_history_take_trouble (SgnHistory *self) G_GNUC_WARN_UNUSED_RESULT;

/* Records one file: call begin before signing it, and end afterwards. */
typedef struct _SgnHistoryWatch SgnHistoryWatch;
/* (transfer full): pass it to sgn_history_end() */

SgnHistoryWatch *sgn_history_begin (SgnHistory *self, GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* Adds an entry if the file was signed. @outcome (nullable): it was not. Frees @watch. */
void sgn_history_end (SgnHistoryWatch *watch, const SgnOutcome *outcome, SgnIdentity *identity);

/* The entries as CSV (RFC 4180, with a header line), as a JSON array, and one entry as a JSON
 * object. (transfer full) */
char *sgn_history_to_csv (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;
char *sgn_history_to_json (GPtrArray *entries);
char *sgn_history_entry_to_json (const SgnHistoryEntry *entry);
