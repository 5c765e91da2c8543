/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Object identifiers, under the names of their documents. */
#define SGN_OID_DATA               "1.2.840.113549.1.7.1"       /* RFC 5652, 4 */
#define SGN_OID_SIGNED_DATA        "1.2.840.113549.1.7.2"       /* RFC 5652, 5.1 */
#define SGN_OID_TST_INFO           "1.2.840.113549.1.9.16.1.4"  /* RFC 3161, 2.4.2 */
#define SGN_OID_CONTENT_TYPE       "1.2.840.113549.1.9.3"       /* RFC 5652, 11.1 */
#define SGN_OID_MESSAGE_DIGEST     "1.2.840.113549.1.9.4"       /* RFC 5652, 11.2 */
#define SGN_OID_SIGNING_TIME       "1.2.840.113549.1.9.5"       /* RFC 5652, 11.3 */
#define SGN_OID_COUNTERSIGNATURE   "1.2.840.113549.1.9.6"       /* RFC 5652, 11.4 */
#define SGN_OID_SEQUENCE_NUMBER    "1.2.840.113549.1.9.25.4"    /* RFC 2985 */
#define SGN_OID_CMS_PROTECTION     "1.2.840.113549.1.9.52"      /* RFC 6211 */
#define SGN_OID_SIGNING_CERT       "1.2.840.113549.1.9.16.2.12" /* RFC 2634, 5.4 */
#define SGN_OID_TIMESTAMP_TOKEN    "1.2.840.113549.1.9.16.2.14" /* RFC 3161, appendix A */
#define SGN_OID_SIGNING_CERT_V2    "1.2.840.113549.1.9.16.2.47" /* RFC 5035 */
#define SGN_OID_COMMITMENT_TYPE    "1.2.840.113549.1.9.16.2.16" /* RFC 5126, 5.11.1 */
#define SGN_OID_PROOF_OF_ORIGIN    "1.2.840.113549.1.9.16.6.1"  /* RFC 5126, 5.11.1 */
#define SGN_OID_PROOF_OF_RECEIPT   "1.2.840.113549.1.9.16.6.2"  /* RFC 5126, 5.11.1 */
#define SGN_OID_SPC_INDIRECT_DATA  "1.3.6.1.4.1.311.2.1.4"      /* Authenticode_PE.docx */
#define SGN_OID_SPC_STATEMENT_TYPE "1.3.6.1.4.1.311.2.1.11"     /* Authenticode_PE.docx */
#define SGN_OID_SPC_SP_OPUS_INFO   "1.3.6.1.4.1.311.2.1.12"     /* Authenticode_PE.docx */
#define SGN_OID_SPC_PE_IMAGE_DATA  "1.3.6.1.4.1.311.2.1.15"     /* Authenticode_PE.docx */
#define SGN_OID_SPC_INDIVIDUAL     "1.3.6.1.4.1.311.2.1.21"     /* Authenticode_PE.docx */
#define SGN_OID_SPC_COMMERCIAL     "1.3.6.1.4.1.311.2.1.22"     /* Authenticode_PE.docx */
#define SGN_OID_SPC_CAB_DATA       "1.3.6.1.4.1.311.2.1.25"     /* wintrust.h */
#define SGN_OID_SPC_CAB_DATA_2     "1.3.6.1.4.1.311.2.1.28"
#define SGN_OID_SPC_CAB_PLACE_HASH "1.3.6.1.4.1.311.2.5.1"
#define SGN_OID_SPC_SIP_INFO       "1.3.6.1.4.1.311.2.1.30" /* wintrust.h */
#define SGN_OID_SPC_PAGE_HASHES_V1 "1.3.6.1.4.1.311.2.3.1"  /* wintrust.h */
#define SGN_OID_SPC_PAGE_HASHES_V2 "1.3.6.1.4.1.311.2.3.2"  /* wintrust.h */
#define SGN_OID_SPC_NESTED         "1.3.6.1.4.1.311.2.4.1"
#define SGN_OID_SPC_SEAL           "1.3.6.1.4.1.311.2.4.3"
#define SGN_OID_SPC_SEAL_TIME      "1.3.6.1.4.1.311.2.4.4"
#define SGN_OID_MS_RFC3161         "1.3.6.1.4.1.311.3.3.1"  /* wincrypt.h */
#define SGN_OID_MS_CTL             "1.3.6.1.4.1.311.10.1"   /* wincrypt.h */
#define SGN_OID_CAT_LIST           "1.3.6.1.4.1.311.12.1.1" /* mscat.h */
#define SGN_OID_CAT_MEMBERS_V1     "1.3.6.1.4.1.311.12.1.2" /* mscat.h */
#define SGN_OID_CAT_MEMBERS_V2     "1.3.6.1.4.1.311.12.1.3" /* mscat.h */
#define SGN_OID_CAT_NAME_VALUE     "1.3.6.1.4.1.311.12.2.1" /* mscat.h */
#define SGN_OID_CAT_MEMBER_INFO    "1.3.6.1.4.1.311.12.2.2" /* mscat.h */
#define SGN_OID_CAT_MEMBER_INFO_V2 "1.3.6.1.4.1.311.12.2.3"
#define SGN_OID_MS_LIFETIME        "1.3.6.1.4.1.311.10.3.13" /* wincrypt.h */
#define SGN_OID_MS_CODE_POLICY     "1.3.6.1.4.1.311.79.1"
#define SGN_OID_RSA                "1.2.840.113549.1.1.1"    /* RFC 8017, appendix C */
#define SGN_OID_RSA_PSS            "1.2.840.113549.1.1.10"   /* RFC 8017, appendix C */
#define SGN_OID_RSA_MD5            "1.2.840.113549.1.1.4"    /* RFC 8017, appendix C */
#define SGN_OID_RSA_SHA1           "1.2.840.113549.1.1.5"    /* RFC 8017, appendix C */
#define SGN_OID_RSA_SHA256         "1.2.840.113549.1.1.11"   /* RFC 8017, appendix C */
#define SGN_OID_RSA_SHA384         "1.2.840.113549.1.1.12"   /* RFC 8017, appendix C */
#define SGN_OID_RSA_SHA512         "1.2.840.113549.1.1.13"   /* RFC 8017, appendix C */
#define SGN_OID_RSA_SHA1_OIW       "1.3.14.3.2.29"           /* OIW Security SIG */
#define SGN_OID_RSA_MD5_OIW        "1.3.14.3.2.3"            /* OIW Security SIG */
#define SGN_OID_DSA                "1.2.840.10040.4.1"       /* RFC 3279, 2.3.2 */
#define SGN_OID_DSA_SHA1           "1.2.840.10040.4.3"       /* RFC 3279, 2.2.2 */
#define SGN_OID_DSA_SHA1_OIW       "1.3.14.3.2.27"           /* OIW Security SIG */
#define SGN_OID_DSA_SHA256         "2.16.840.1.101.3.4.3.2"  /* RFC 5758, 3.1 */
#define SGN_OID_ECDSA_SHA1         "1.2.840.10045.4.1"       /* RFC 3279, 2.2.3 */
#define SGN_OID_ECDSA_SHA256       "1.2.840.10045.4.3.2"     /* RFC 5758, 3.2 */
#define SGN_OID_ECDSA_SHA384       "1.2.840.10045.4.3.3"     /* RFC 5758, 3.2 */
#define SGN_OID_ECDSA_SHA512       "1.2.840.10045.4.3.4"     /* RFC 5758, 3.2 */
#define SGN_OID_MD5                "1.2.840.113549.2.5"      /* RFC 1321 */
#define SGN_OID_SHA1               "1.3.14.3.2.26"           /* RFC 3370, 2.1 */
#define SGN_OID_SHA256             "2.16.840.1.101.3.4.2.1"  /* RFC 5754, 2.2 */
#define SGN_OID_SHA384             "2.16.840.1.101.3.4.2.2"  /* RFC 5754, 2.3 */
#define SGN_OID_SHA512             "2.16.840.1.101.3.4.2.3"  /* RFC 5754, 2.4 */
#define SGN_OID_EC_PUBLIC_KEY      "1.2.840.10045.2.1"       /* RFC 5480, 2.1.1 */
#define SGN_OID_EKU_CODE_SIGNING   "1.3.6.1.5.5.7.3.3"       /* RFC 5280, 4.2.1.12 */
#define SGN_OID_EKU_TIME_STAMPING  "1.3.6.1.5.5.7.3.8"       /* RFC 5280, 4.2.1.12 */
#define SGN_OID_EKU_TRUST_LIST     "1.3.6.1.4.1.311.10.3.9"  /* wincrypt.h */
#define SGN_OID_DISALLOWED_LIST    "1.3.6.1.4.1.311.10.3.30" /* wincrypt.h */
#define SGN_OID_EKU_ANY            "2.5.29.37.0"             /* RFC 5280, 4.2.1.12 */
#define SGN_OID_EKU_ANY_MS         "1.3.6.1.4.1.311.10.12.1" /* wincrypt.h */
#define SGN_OID_POLICY_EV          "2.23.140.1.3"            /* CA/Browser Forum */

/* A common name such as "signing certificate v2", untranslated; NULL if unknown. (transfer none) */
const char *sgn_oid_get_name (const char *dotted);
