/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/sign/request.h"
#include "core/sign/sign.h"

/* What was signed on this computer, in a database. Nothing secret is in it. Usable from several
 * threads and by several programs at a time. */
typedef struct _SgnHistory SgnHistory;

/* One signature. Texts are UTF-8, NULL where nothing is known; hashes in lower-case hex. */
typedef struct {
  gint64 id;
  gint64 time;         /* Unix time of signing */
  char *file;          /* path, or URI (g_file_parse_name) */
  char *action;        /* "signed", "appended", "replaced"; "undone": the file was put back */
  char *format;        /* id */
  char *sha256_before; /* of the whole file */
  char *sha256_after;
  char *digest_algorithm; /* "sha256" */
  char *digest;           /* of the content, as it stands in the signature */
  char *certificate_sha256;
  char *certificate_sha1;
  char *certificate_subject;
  char *certificate_serial;
  gint64 certificate_not_after;
  char *token_serial;     /* where the key lay on a token */
  gint64 timestamp_time;  /* 0: signed without */
  char *timestamp_server; /* URI */
  char *program_version;
} SgnHistoryEntry;

void sgn_history_entry_free (SgnHistoryEntry *self);

/* All parts are (nullable), 0 or FALSE: all entries. */
typedef struct {
  const char *certificate; /* thumbprint, SHA-1 or SHA-256; colons, blanks, letter case: any */
  const char *text;        /* in file, subject, thumbprint, hash or server */
  gboolean timestamps_due; /* the last signature of the file has no timestamp, and was not undone */
  gint64 since, until;     /* Unix time */
  guint limit, offset;
} SgnHistoryFilter;

/* The database in @file, made when it is needed. Whatever is wrong with it shows when it is used:
 * this never fails. (transfer full) */
SgnHistory *sgn_history_new (GFile *file);
/* The user's own, $XDG_DATA_HOME/signet/history.db; one per process, not to be freed. */
SgnHistory *sgn_history_get_default (void);
/* Closes the database until it is needed again: at the end of a program, so that nothing stays
 * beside it. */
void sgn_history_close (SgnHistory *self);
SgnHistory *sgn_history_ref (SgnHistory *self);
void sgn_history_unref (SgnHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnHistory, sgn_history_unref)

/* Of SgnHistoryEntry, the latest first. HISTORY. (transfer full) */
GPtrArray *sgn_history_find (SgnHistory *self, const SgnHistoryFilter *filter, GError **error);

/* Is the file still there, and what was signed then? One that was deleted or built anew has another
 * signature or none, and this one needs no timestamp any more. Reads the file where it was touched
 * since. */
gboolean sgn_history_entry_is_current (const SgnHistoryEntry *entry);

/* Adds an entry (@id does not count). Signing never stops for a history that is out of order: the
 * failure is kept for sgn_history_take_trouble. A damaged database is set aside, not deleted. */
void sgn_history_add (SgnHistory *self, const SgnHistoryEntry *entry);
/* The signatures of @file got a timestamp afterwards. */
void sgn_history_add_timestamp (SgnHistory *self, const SgnOutcome *outcome);
/* What @outcome did was undone: the entry stays, since the signature was made, but says so. */
void sgn_history_take_back (SgnHistory *self, const SgnOutcome *outcome);

/* Deletes all entries, so that nothing of them stays in the database. @count (nullable): how many
 * there were. HISTORY. */
gboolean sgn_history_clear (SgnHistory *self, guint *count, GError **error);

/* What went wrong since the last question, NULL if nothing did: HISTORY, with the reason.
 * (transfer full) */
GError *sgn_history_take_trouble (SgnHistory *self);

/* One file on its way: begin before it is signed, end afterwards. */
typedef struct _SgnHistoryWatch SgnHistoryWatch;

SgnHistoryWatch *sgn_history_begin (SgnHistory *self, GFile *file);
/* Adds what became of it, if it was signed. @outcome NULL: it was not. Frees @watch. */
void sgn_history_end (SgnHistoryWatch *watch, const SgnOutcome *outcome, SgnIdentity *identity);

/* Entries as one table (RFC 4180, with a head) and as a JSON array; as one JSON object.
 * (transfer full) */
char *sgn_history_to_csv (GPtrArray *entries);
char *sgn_history_to_json (GPtrArray *entries);
char *sgn_history_entry_to_json (const SgnHistoryEntry *entry);
