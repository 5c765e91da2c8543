/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"

/* One question to a server (RFC 3161 2.4.1), and what its answer must repeat. */
typedef struct {
  GBytes *der; /* TimeStampReq */
  SgnHash hash;
  GBytes *imprint;
  GBytes *nonce; /* content octets of the INTEGER */
  char *policy;  /* dotted; (nullable) */
} SgnTimestampQuery;

/* With a fresh 64-bit nonce, asking for the certificates. Errors: FAILED. */
gboolean sgn_timestamp_query_init (SgnTimestampQuery *self,
                                   GBytes *signature_value,
                                   SgnHash hash,
                                   const char *policy,
                                   GError **error);
void sgn_timestamp_query_clear (SgnTimestampQuery *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnTimestampQuery, sgn_timestamp_query_clear)

/* The token of a TimeStampResp (2.4.2) that grants and answers this query; its octets as received.
 * @now: Unix time. Errors: TS_REFUSED, TS_UNTRUSTED. (transfer full) */
GBytes *sgn_timestamp_query_take (const SgnTimestampQuery *self,
                                  GBytes *response,
                                  gint64 now,
                                  GError **error);
