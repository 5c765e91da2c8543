/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* Whether the attribute signingCertificateV2 (RFC 5035, 3), if present, identifies the certificate
 * found for @signer. Otherwise another certificate with the same key could be substituted. */
gboolean sgn_signing_certificate_fits (const SgnSignerInfo *signer);
