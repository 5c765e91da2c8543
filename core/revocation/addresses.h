/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* Where a certificate says that its authority can be asked whether it was revoked: http addresses,
 * at most 3 of each kind, NULL-terminated, never NULL. Not https: whoever checks the certificate of
 * that server would have to ask again (RFC 5280, 8). (transfer full) */

/* OCSP responders (authorityInfoAccess, id-ad-ocsp; RFC 5280, 4.2.2.1). */
char **sgn_revocation_get_responders (SgnCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
/* CRLs that are complete and issued by the authority itself (cRLDistributionPoints without reasons
 * and cRLIssuer; RFC 5280, 4.2.1.13). */
char **sgn_revocation_get_list_addresses (SgnCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
