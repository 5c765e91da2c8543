/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* Names for object identifiers, for messages about what a signature contains. They are terms of the
 * specifications and therefore not translated. */

#include "config.h"

#include "core/base/oid.h"

#include <glib.h>

static const struct {
  const char *dotted;
  const char *name;
} names[] = {
  { SGN_OID_DATA, "data" },
  { SGN_OID_SIGNED_DATA, "signed data" },
  { SGN_OID_TST_INFO, "timestamp information" },
  { SGN_OID_CONTENT_TYPE, "content type" },
  { SGN_OID_MESSAGE_DIGEST, "message digest" },
  { SGN_OID_SIGNING_TIME, "signing time" },
  { SGN_OID_COUNTERSIGNATURE, "countersignature" },
  { SGN_OID_SEQUENCE_NUMBER, "sequence number" },
  { SGN_OID_CMS_PROTECTION, "CMS algorithm protection" },
  { SGN_OID_SIGNING_CERT, "signing certificate" },
  { SGN_OID_TIMESTAMP_TOKEN, "timestamp token" },
  { SGN_OID_SIGNING_CERT_V2, "signing certificate v2" },
  { SGN_OID_COMMITMENT_TYPE, "commitment type" },
  { SGN_OID_SPC_INDIRECT_DATA, "indirect data" },
  { SGN_OID_SPC_STATEMENT_TYPE, "statement type" },
  { SGN_OID_SPC_SP_OPUS_INFO, "program information" },
  { SGN_OID_SPC_PE_IMAGE_DATA, "PE image data" },
  { SGN_OID_SPC_INDIVIDUAL, "individual code signing" },
  { SGN_OID_SPC_COMMERCIAL, "commercial code signing" },
  { SGN_OID_SPC_CAB_DATA, "cabinet data" },
  { SGN_OID_SPC_SIP_INFO, "subject interface package" },
  { SGN_OID_SPC_PAGE_HASHES_V1, "page hashes (SHA-1)" },
  { SGN_OID_SPC_PAGE_HASHES_V2, "page hashes (SHA-256)" },
  { SGN_OID_SPC_NESTED, "nested signature" },
  { SGN_OID_MS_RFC3161, "RFC 3161 timestamp" },
  { SGN_OID_MS_CTL, "certificate trust list" },
  { SGN_OID_MS_CODE_POLICY, "App Control policy" },
  { SGN_OID_MS_LIFETIME, "lifetime signing" },
  { SGN_OID_RSA, "RSA" },
  { SGN_OID_RSA_PSS, "RSA-PSS" },
  { SGN_OID_EC_PUBLIC_KEY, "EC public key" },
  { SGN_OID_EKU_CODE_SIGNING, "code signing" },
  { SGN_OID_EKU_TIME_STAMPING, "time stamping" },
  { SGN_OID_EKU_ANY, "any extended key usage" },
  { SGN_OID_POLICY_EV, "extended validation code signing" },
};

const char *
sgn_oid_get_name (const char *dotted)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (dotted, names[i].dotted) == 0)
      return names[i].name;
  return NULL;
}
