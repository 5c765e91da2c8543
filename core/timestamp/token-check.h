/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/timestamp/token.h"

/* Checks a token by itself: one signer whose certificate is inside, an intact signature over a
 * TSTInfo, the certificate made for time-stamping, valid at that time and the one that the signed
 * attributes name. Whether its issuer is trusted is not asked here. @ret receives the TSTInfo.
 * Errors: TS_REFUSED, TS_UNTRUSTED. */
gboolean sgn_token_check (GBytes *token, SgnTimestampInfo *ret, GError **error);
