/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signer-info.h"
#include "core/cms/status.h"

/* Did the key of @signer's certificate sign @digest, made with its digest algorithm? The answer is
 * GOOD, BAD_SIGNATURE or UNKNOWN_ALGORITHM. @allow_bare_digest: RSA over the digest alone, without
 * DigestInfo, counts as well. */
SgnCmsStatus
sgn_signature_value_check (const SgnSignerInfo *signer, GBytes *digest, gboolean allow_bare_digest);
