/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* One signature. Texts are UTF-8 and (nullable) when unknown; hashes are in lower-case hex. */
typedef struct {
  gint64 id;
  gint64 time;         /* time of signing in seconds since the Unix epoch */
  char *file;          /* path or URI (g_file_parse_name) */
  char *action;        /* "signed", "appended", "replaced"; "undone": the original was restored */
  char *format;        /* id of the format */
  char *sha256_before; /* of the whole file */
  char *sha256_after;
  char *digest_algorithm; /* "sha256" */
  char *digest;           /* of the content, as in the signature */
  char *certificate_sha256;
  char *certificate_sha1;
  char *certificate_subject;
  char *certificate_serial;
  gint64 certificate_not_after;
  char *token_serial;     /* of the token that holds the key */
  gint64 timestamp_time;  /* in seconds since the Unix epoch; 0: no timestamp */
  char *timestamp_server; /* URI */
  char *program_version;
} SgnHistoryEntry;

void sgn_history_entry_free (SgnHistoryEntry *self);
