/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Whether a SignedData is consistent in itself: its content and the signature value match. Trust in
 * the signer is not considered. */
typedef enum {
  SGN_CMS_GOOD,
  SGN_CMS_NO_CERTIFICATE, /* the signer's certificate is missing */
  SGN_CMS_BAD_ATTRIBUTES, /* missing, duplicate or contradicting signed attributes */
  SGN_CMS_BAD_DIGEST,     /* messageDigest does not match the content */
  SGN_CMS_BAD_SIGNATURE,  /* the value does not match the certificate's key */
  SGN_CMS_UNKNOWN_ALGORITHM,
} SgnCmsStatus;
