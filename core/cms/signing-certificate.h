/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* Whether the attribute signingCertificateV2 (RFC 5035 3), where there is one, names the
 * certificate that was found for @signer: another one with the same key could stand in its place.
 */
gboolean sgn_signing_certificate_fits (const SgnSignerInfo *signer);
