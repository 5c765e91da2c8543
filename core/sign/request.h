/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/format/format.h"
#include "core/identity/identity.h"
#include "core/timestamp/client.h"
#include "core/trust/anchors.h"

/* What to do with a file that carries signatures already. */
typedef enum {
  SGN_EXISTING_SKIP_VALID, /* what Windows accepts stays, one's own is made anew, else refuse */
  SGN_EXISTING_REPLACE,
  SGN_EXISTING_APPEND,
  SGN_EXISTING_REFUSE,
} SgnExisting;

/* Everything signing needs to know; immutable and shared by the files of a batch. */
typedef struct {
  SgnIdentity *identity;
  SgnHash hash;
  char *program_name;           /* (nullable) */
  char *program_url;            /* (nullable) */
  GPtrArray *timestamp_servers; /* of SgnTimestampServer; empty: none wanted */
  SgnTimestampPatience patience;
  SgnTimestampMemory *memory;  /* of the servers, for all files of the batch */
  gboolean timestamp_optional; /* go on without when no server answers */
  GTlsDatabase *tls_database;  /* (nullable) */
  gboolean timestamp_replace;  /* also where there is one */
  SgnExisting existing;
  gboolean page_hashes;
  SgnMessageForm message; /* a signature in a file of its own, for any file */
  gboolean deep;          /* programs inside of it first */
  GFile *output;          /* (nullable): in place */
  gboolean output_is_folder;
  gboolean overwrite;  /* another file at @output */
  char *backup_suffix; /* (nullable) */
  gboolean allow_expired;
  gboolean keep_original; /* open, for undo: one descriptor per file */
  SgnAnchors *anchors;    /* for the report of the result */
} SgnSignRequest;

SgnSignRequest *sgn_sign_request_new (SgnIdentity *identity, SgnAnchors *anchors);
SgnSignRequest *sgn_sign_request_ref (SgnSignRequest *self);
void sgn_sign_request_unref (SgnSignRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSignRequest, sgn_sign_request_unref)

const char *sgn_existing_to_id (SgnExisting existing);
gboolean sgn_existing_from_id (const char *id, SgnExisting *ret);
