/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/anchors.h"
#include "core/trust/chain.h"

/* Finds the best chain from @leaf to a trusted root at @time (seconds since the Unix epoch).
 * @anchors (nullable): without it nobody is trusted. @others (of SgnCertificate, nullable) are
 * unauthenticated certificates from the file; every link is verified with the issuer's key. Always
 * returns a chain; its status tells what is wrong. (transfer full) */
SgnChain *sgn_chain_build (SgnAnchors *anchors,
                           SgnCertificate *leaf,
                           GPtrArray *others,
                           SgnPurpose purpose,
                           gint64 time) G_GNUC_WARN_UNUSED_RESULT;
