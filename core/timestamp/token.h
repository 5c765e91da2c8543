/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/base/hash.h"

/* The statements of a timestamp, not yet verified. */
typedef struct {
  gint64 time;  /* seconds since the Unix epoch; genTime or signingTime */
  SgnHash hash; /* of the imprint */
  GBytes *imprint;
  GBytes *nonce; /* content bytes of the INTEGER; (nullable) */
  char *policy;  /* dotted; (nullable): a legacy timestamp */
} SgnTimestampInfo;

/* Parses a TSTInfo (RFC 3161, 2.4.2). Clear @ret afterwards. Errors: SIGNATURE_DAMAGED. */
gboolean sgn_tst_info_parse (GBytes *tst_info, SgnTimestampInfo *ret, GError **error);
void sgn_timestamp_info_clear (SgnTimestampInfo *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnTimestampInfo, sgn_timestamp_info_clear)

/* Whether the imprint matches @signature_value. */
gboolean sgn_timestamp_info_covers (const SgnTimestampInfo *self, GBytes *signature_value);
