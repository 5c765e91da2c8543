/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"

/* What a module answers (CKR_*, PKCS #11 2.40 chapter 11), as libp11 leaves it in OpenSSL's queue.
 */

/* The last answer on the queue, which is emptied; 0 for none. */
gulong sgn_ckr_take (void);
/* "PIN incorrect"; the number in hexadecimal where there is no text. (transfer full) */
char *sgn_ckr_describe (gulong answer);
SgnError sgn_ckr_to_code (gulong answer, SgnError otherwise);
/* Could it be that a new session helps? */
gboolean sgn_ckr_is_session_lost (gulong answer);
