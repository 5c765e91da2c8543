/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/timestamp/servers.h"

/* What the client is doing, told from the working thread. */
typedef enum {
  SGN_TIMESTAMP_WAITING, /* @seconds until the server may be asked again */
  SGN_TIMESTAMP_ASKING,
  SGN_TIMESTAMP_FAILED, /* @error; the next server comes */
} SgnTimestampEvent;

typedef void (*SgnTimestampFunc) (SgnTimestampEvent event,
                                  SgnTimestampServer *server,
                                  guint seconds,
                                  const GError *error,
                                  gpointer user_data);

typedef struct {
  GPtrArray *servers;         /* of SgnTimestampServer, asked in order */
  SgnHash hash;               /* of the imprint; weaker than SHA-256 becomes SHA-256 */
  GTlsDatabase *tls_database; /* (nullable) */
  SgnTimestampFunc progress;  /* (nullable) */
  gpointer user_data;
  const char *policy;  /* dotted, that the server must use; NULL: any */
  guint total_seconds; /* for one server's answer; 0: 30 */
} SgnTimestampRequest;

/* Has the signature value stamped (RFC 3161). The token is checked before it is taken: status,
 * imprint, nonce, time, token signature, signing certificate and its usage. The per-server minimum
 * interval holds for the whole process. @used receives the server that answered. Errors:
 * TS_UNREACHABLE, TS_REFUSED, TS_UNTRUSTED (of the last server asked), G_IO_ERROR_CANCELLED.
 * (transfer full): DER of the token. */
GBytes *sgn_timestamp_request (GBytes *signature_value,
                               const SgnTimestampRequest *request,
                               SgnTimestampServer **used,
                               GCancellable *cancellable,
                               GError **error);
