/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"

/* A request to a server (RFC 3161, 2.4.1) and the values that its response must repeat. */
typedef struct {
  GBytes *der; /* TimeStampReq */
  SgnHash hash;
  GBytes *imprint;
  GBytes *nonce; /* content bytes of the INTEGER */
  char *policy;  /* dotted; (nullable) */
} SgnTimestampQuery;

/* Creates a request with a new 64-bit nonce that asks for certificates. @policy is (nullable).
 * Errors: FAILED. */
gboolean sgn_timestamp_query_init (SgnTimestampQuery *self,
                                   GBytes *signature_value,
                                   SgnHash hash,
                                   const char *policy,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_timestamp_query_clear (SgnTimestampQuery *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnTimestampQuery, sgn_timestamp_query_clear)

/* The token of a TimeStampResp (2.4.2) that is granted and answers this query, with its bytes as
 * received. @now is in seconds since the Unix epoch. Errors: TS_REFUSED, TS_UNTRUSTED. (transfer
 * full) */
GBytes *sgn_timestamp_query_take (const SgnTimestampQuery *self,
                                  GBytes *response,
                                  gint64 now,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
