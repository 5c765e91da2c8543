/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/timestamp/token.h"

/* Checks a token by itself: one signer with its certificate included, a valid signature over a
 * TSTInfo, and a certificate that is meant for time-stamping, was valid at that time and is the one
 * named by the signed attributes. Trust in the issuer is not checked. @ret is set to the TSTInfo.
 * Errors: TS_REFUSED, TS_UNTRUSTED. */
gboolean sgn_token_check (GBytes *token, SgnTimestampInfo *ret, GError **error);
