/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/base/hash.h"

/* What a timestamp says, before anything of it is believed. */
typedef struct {
  gint64 time;  /* Unix time, genTime or signingTime */
  SgnHash hash; /* of the imprint */
  GBytes *imprint;
  GBytes *nonce; /* content octets of the INTEGER; (nullable) */
  char *policy;  /* dotted; NULL for legacy */
} SgnTimestampInfo;

/* TSTInfo (RFC 3161 2.4.2). */
gboolean sgn_tst_info_parse (GBytes *tst_info, SgnTimestampInfo *ret, GError **error);
void sgn_timestamp_info_clear (SgnTimestampInfo *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnTimestampInfo, sgn_timestamp_info_clear)

/* Does the imprint stand for @signature_value? */
gboolean sgn_timestamp_info_covers (const SgnTimestampInfo *self, GBytes *signature_value);
