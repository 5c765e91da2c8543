/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-identity"

/* The JSON form of a certificate, the same in every report that contains one. */

#include "config.h"

#include "core/certificate/certificate-json.h"

#include "core/base/json.h"

void
sgn_certificate_add_json (JsonBuilder *builder, SgnCertificate *certificate)
{
  sgn_json_add_string (builder, "subject", sgn_certificate_get_subject (certificate));
  sgn_json_add_string (builder, "issuer", sgn_certificate_get_issuer (certificate));
  sgn_json_add_string (builder, "serial", sgn_certificate_get_serial (certificate));
  sgn_json_add_string (builder, "sha1", sgn_certificate_get_sha1 (certificate));
  sgn_json_add_string (builder, "sha256", sgn_certificate_get_sha256 (certificate));
  sgn_json_add_time (builder, "not_before", sgn_certificate_get_not_before (certificate));
  sgn_json_add_time (builder, "not_after", sgn_certificate_get_not_after (certificate));
}
