/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/format/format.h"
#include "core/identity/identity.h"
#include "core/timestamp/client.h"
#include "core/trust/anchors.h"

/* What to do with a file that is already signed. */
typedef enum {
  SGN_EXISTING_SKIP_VALID, /* keep what Windows accepts, replace own signatures, otherwise refuse */
  SGN_EXISTING_REPLACE,
  SGN_EXISTING_APPEND,
  SGN_EXISTING_REFUSE,
} SgnExisting;

/* All settings for signing. Immutable once used, and shared by all files of a batch.
 * Reference-counted. */
typedef struct {
  SgnIdentity *identity;
  SgnHash hash;
  char *program_name;           /* (nullable) */
  char *program_url;            /* (nullable) */
  GPtrArray *timestamp_servers; /* of SgnTimestampServer; empty: no timestamp */
  SgnTimestampPatience patience;
  SgnTimestampMemory *memory;  /* state of the servers, shared by all files of the batch */
  gboolean timestamp_optional; /* continue without a timestamp if no server answers */
  GTlsDatabase *tls_database;  /* (nullable) */
  gboolean timestamp_replace;  /* replace existing timestamps */
  SgnExisting existing;
  gboolean page_hashes;
  SgnMessageForm message; /* make a detached signature, which works for any file */
  gboolean deep;          /* sign programs inside the file first */
  GFile *output;          /* (nullable): sign in place */
  gboolean output_is_folder;
  gboolean overwrite;  /* replace an existing file at @output */
  char *backup_suffix; /* (nullable): keep a backup copy with this suffix */
  gboolean allow_expired;
  gboolean keep_original; /* keep the original open for undo, which takes one descriptor per file */
  SgnAnchors *anchors;    /* (nullable): for verifying the result */
} SgnSignRequest;

/* References both; @anchors is (nullable). (transfer full) */
SgnSignRequest *sgn_sign_request_new (SgnIdentity *identity,
                                      SgnAnchors *anchors) G_GNUC_WARN_UNUSED_RESULT;
/* The same settings, to be changed before they are used. (transfer full) */
SgnSignRequest *sgn_sign_request_copy (const SgnSignRequest *self) G_GNUC_WARN_UNUSED_RESULT;
SgnSignRequest *sgn_sign_request_ref (SgnSignRequest *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_sign_request_unref (SgnSignRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSignRequest, sgn_sign_request_unref)

const char *sgn_existing_to_id (SgnExisting existing);
gboolean sgn_existing_from_id (const char *id, SgnExisting *ret);
