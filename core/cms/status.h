/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* How a SignedData stands in itself: does what was signed match, did the key sign it? */
typedef enum {
  SGN_CMS_GOOD,
  SGN_CMS_NO_CERTIFICATE, /* the signer's certificate is not in the set */
  SGN_CMS_BAD_ATTRIBUTES, /* missing, duplicate or contradicting signed attributes */
  SGN_CMS_BAD_DIGEST,     /* messageDigest does not match the content */
  SGN_CMS_BAD_SIGNATURE,  /* the value does not match the certificate's key */
  SGN_CMS_UNKNOWN_ALGORITHM,
} SgnCmsStatus;
