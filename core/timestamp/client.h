/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/timestamp/memory.h"
#include "core/timestamp/servers.h"

/* Progress, reported from the worker thread. */
typedef enum {
  SGN_TIMESTAMP_WAITING, /* @seconds are left until the server may be asked */
  SGN_TIMESTAMP_ASKING,
  SGN_TIMESTAMP_FAILED, /* @error is set; the next server follows */
} SgnTimestampEvent;

typedef void (*SgnTimestampFunc) (SgnTimestampEvent event,
                                  SgnTimestampServer *server,
                                  guint seconds,
                                  const GError *error,
                                  gpointer user_data);

/* How long to wait for servers. */
typedef struct {
  guint seconds; /* timeout for one server; 0: 30 */
  guint retries; /* further rounds for servers that were busy or closed the connection */
  /* Seconds between two requests to one server, and before it is asked again. 0: the interval in
   * the list of servers, and for asking again 10 or what the server requests; negative: no
   * pause. */
  int pause;
} SgnTimestampPatience;

typedef struct {
  GPtrArray *servers;         /* of SgnTimestampServer, in the order of use */
  SgnHash hash;               /* of the imprint; at least SHA-256 is used */
  GTlsDatabase *tls_database; /* (nullable) */
  SgnTimestampFunc progress;  /* (nullable) */
  gpointer user_data;
  const char *policy; /* dotted OID that the server must use; (nullable): any */
  SgnTimestampPatience patience;
  SgnTimestampMemory *memory; /* (nullable): shared by all files of a run */
} SgnTimestampRequest;

/* Requests a timestamp for the signature value (RFC 3161). Returns the token in DER after checking
 * status, imprint, nonce, time, its signature, and the signer's certificate and usage. The minimum
 * interval of each server applies to all programs of the user. @used (transfer full) is set to the
 * server that answered. Errors: TS_UNREACHABLE, TS_BUSY, TS_DENIED, TS_ADDRESS, TS_REFUSED,
 * TS_UNTRUSTED (of the last server), G_IO_ERROR_CANCELLED. (transfer full) */
GBytes *sgn_timestamp_request (GBytes *signature_value,
                               const SgnTimestampRequest *request,
                               SgnTimestampServer **used,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
