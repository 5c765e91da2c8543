/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"

/* Return values of modules (CKR_*; PKCS #11 2.40 base specification, 5.1) as libp11 leaves them
 * in OpenSSL's error queue. */

/* The last return value in the queue, or 0 if there is none. Clears the queue. */
gulong sgn_ckr_take (void);
/* "PIN incorrect", or the hexadecimal number of an unknown value. (transfer full) */
char *sgn_ckr_describe (gulong answer) G_GNUC_WARN_UNUSED_RESULT;
SgnError sgn_ckr_to_code (gulong answer, SgnError otherwise);
/* Whether a new session may help. */
gboolean sgn_ckr_is_session_lost (gulong answer);
