/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Object identifiers, under the names of their documents. */
#define SGN_OID_DATA               "1.2.840.113549.1.7.1"
#define SGN_OID_SIGNED_DATA        "1.2.840.113549.1.7.2"
#define SGN_OID_TST_INFO           "1.2.840.113549.1.9.16.1.4"
#define SGN_OID_CONTENT_TYPE       "1.2.840.113549.1.9.3"
#define SGN_OID_MESSAGE_DIGEST     "1.2.840.113549.1.9.4"
#define SGN_OID_SIGNING_TIME       "1.2.840.113549.1.9.5"
#define SGN_OID_COUNTERSIGNATURE   "1.2.840.113549.1.9.6"
#define SGN_OID_SEQUENCE_NUMBER    "1.2.840.113549.1.9.25.4"
#define SGN_OID_CMS_PROTECTION     "1.2.840.113549.1.9.52"
#define SGN_OID_SIGNING_CERT       "1.2.840.113549.1.9.16.2.12"
#define SGN_OID_TIMESTAMP_TOKEN    "1.2.840.113549.1.9.16.2.14"
#define SGN_OID_SIGNING_CERT_V2    "1.2.840.113549.1.9.16.2.47"
#define SGN_OID_COMMITMENT_TYPE    "1.2.840.113549.1.9.16.2.16"
#define SGN_OID_PROOF_OF_ORIGIN    "1.2.840.113549.1.9.16.6.1"
#define SGN_OID_PROOF_OF_RECEIPT   "1.2.840.113549.1.9.16.6.2"
#define SGN_OID_SPC_INDIRECT_DATA  "1.3.6.1.4.1.311.2.1.4"
#define SGN_OID_SPC_STATEMENT_TYPE "1.3.6.1.4.1.311.2.1.11"
#define SGN_OID_SPC_SP_OPUS_INFO   "1.3.6.1.4.1.311.2.1.12"
#define SGN_OID_SPC_PE_IMAGE_DATA  "1.3.6.1.4.1.311.2.1.15"
#define SGN_OID_SPC_INDIVIDUAL     "1.3.6.1.4.1.311.2.1.21"
#define SGN_OID_SPC_COMMERCIAL     "1.3.6.1.4.1.311.2.1.22"
#define SGN_OID_SPC_CAB_DATA       "1.3.6.1.4.1.311.2.1.25"
#define SGN_OID_SPC_SIP_INFO       "1.3.6.1.4.1.311.2.1.30"
#define SGN_OID_SPC_PAGE_HASHES_V1 "1.3.6.1.4.1.311.2.3.1"
#define SGN_OID_SPC_PAGE_HASHES_V2 "1.3.6.1.4.1.311.2.3.2"
#define SGN_OID_SPC_NESTED         "1.3.6.1.4.1.311.2.4.1"
#define SGN_OID_MS_RFC3161         "1.3.6.1.4.1.311.3.3.1"
#define SGN_OID_MS_CTL             "1.3.6.1.4.1.311.10.1"
#define SGN_OID_MS_LIFETIME        "1.3.6.1.4.1.311.10.3.13"
#define SGN_OID_RSA                "1.2.840.113549.1.1.1"
#define SGN_OID_RSA_PSS            "1.2.840.113549.1.1.10"
#define SGN_OID_EC_PUBLIC_KEY      "1.2.840.10045.2.1"
#define SGN_OID_EKU_CODE_SIGNING   "1.3.6.1.5.5.7.3.3"
#define SGN_OID_EKU_TIME_STAMPING  "1.3.6.1.5.5.7.3.8"
#define SGN_OID_EKU_ANY            "2.5.29.37.0"
#define SGN_OID_POLICY_EV          "2.23.140.1.3"

/* What people call it ("signing certificate v2"), untranslated; NULL when unknown. Static. */
const char *sgn_oid_get_name (const char *dotted);
