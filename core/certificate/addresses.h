/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* Where a certificate says that more about it can be had: http addresses, at most 3 of each kind,
 * NULL-terminated, never NULL. Not https: whoever checks the certificate of that server would have
 * to ask again (RFC 5280, 8), and what is fetched is signed anyway. (transfer full) */

/* Its issuer's certificate (authorityInfoAccess, id-ad-caIssuers; RFC 5280, 4.2.2.1). */
char **sgn_certificate_get_issuer_addresses (SgnCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
/* OCSP responders (authorityInfoAccess, id-ad-ocsp; RFC 5280, 4.2.2.1). */
char **sgn_certificate_get_responders (SgnCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
/* CRLs that are complete and issued by the authority itself (cRLDistributionPoints without reasons
 * and cRLIssuer; RFC 5280, 4.2.1.13). */
char **sgn_certificate_get_list_addresses (SgnCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
