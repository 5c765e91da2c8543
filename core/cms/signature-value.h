/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signer-info.h"
#include "core/cms/status.h"

/* Verifies that the key of @signer's certificate signed @digest, which was made with its digest
 * algorithm. Returns GOOD, BAD_SIGNATURE or UNKNOWN_ALGORITHM. @allow_bare_digest also accepts RSA
 * over the digest without DigestInfo. */
SgnCmsStatus
sgn_signature_value_check (const SgnSignerInfo *signer, GBytes *digest, gboolean allow_bare_digest);
