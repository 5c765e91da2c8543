/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/timestamp/memory.h"
#include "core/timestamp/servers.h"

/* What the client is doing, told from the working thread. */
typedef enum {
  SGN_TIMESTAMP_WAITING, /* @seconds until the server may be asked, or is asked again */
  SGN_TIMESTAMP_ASKING,
  SGN_TIMESTAMP_FAILED, /* @error; the next server comes */
} SgnTimestampEvent;

typedef void (*SgnTimestampFunc) (SgnTimestampEvent event,
                                  SgnTimestampServer *server,
                                  guint seconds,
                                  const GError *error,
                                  gpointer user_data);

/* How long to bear with servers. */
typedef struct {
  guint seconds; /* for one server's answer; 0: 30 */
  guint retries; /* once all have failed, for those that were busy or cut the connection */
  /* Seconds between two requests to one server, and before it is asked again. 0: what the list of
   * servers says, and 10 before it is asked again or what it asks for; negative: none. */
  int pause;
} SgnTimestampPatience;

typedef struct {
  GPtrArray *servers;         /* of SgnTimestampServer, asked in order */
  SgnHash hash;               /* of the imprint; weaker than SHA-256 becomes SHA-256 */
  GTlsDatabase *tls_database; /* (nullable) */
  SgnTimestampFunc progress;  /* (nullable) */
  gpointer user_data;
  const char *policy; /* dotted, that the server must use; NULL: any */
  SgnTimestampPatience patience;
  SgnTimestampMemory *memory; /* (nullable): of the run that this is part of */
} SgnTimestampRequest;

/* Has the signature value stamped (RFC 3161). The token is checked before it is taken: status,
 * imprint, nonce, time, token signature, signing certificate and its usage. The per-server minimum
 * interval holds for all programs of the user. @used receives the server that answered. Errors:
 * TS_UNREACHABLE, TS_BUSY, TS_DENIED, TS_ADDRESS, TS_REFUSED, TS_UNTRUSTED (of the last server
 * asked), G_IO_ERROR_CANCELLED. (transfer full): DER of the token. */
GBytes *sgn_timestamp_request (GBytes *signature_value,
                               const SgnTimestampRequest *request,
                               SgnTimestampServer **used,
                               GCancellable *cancellable,
                               GError **error);
