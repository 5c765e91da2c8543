/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/anchors.h"
#include "core/trust/chain.h"

/* The best chain from @leaf to an anchor at Unix time @time. @anchors (nullable): NULL believes
 * nobody. @others (of SgnCertificate, nullable):
 * unprotected certificates from the file; every link is verified with the issuer's key. Never
 * fails: what is wrong is the status. (transfer full) */
SgnChain *sgn_chain_build (SgnAnchors *anchors,
                           SgnCertificate *leaf,
                           GPtrArray *others,
                           SgnPurpose purpose,
                           gint64 time);
