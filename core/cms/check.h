/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* How a SignedData stands in itself: does what was signed match, did the key sign it? */
typedef enum {
  SGN_CMS_GOOD,
  SGN_CMS_NO_CERTIFICATE, /* the signer's certificate is not in the set */
  SGN_CMS_BAD_ATTRIBUTES, /* missing, duplicate or contradicting signed attributes */
  SGN_CMS_BAD_DIGEST,     /* messageDigest does not match the content */
  SGN_CMS_BAD_SIGNATURE,  /* the value does not match the certificate's key */
  SGN_CMS_UNKNOWN_ALGORITHM,
} SgnCmsStatus;

/* @octets: what messageDigest covers; NULL: the content inside. */
SgnCmsStatus sgn_cms_check (SgnSignedData *self, GBytes *octets);

/* The same when only @digest of what messageDigest covers is known, made with the signer's
 * algorithm. */
SgnCmsStatus sgn_cms_check_digest (SgnSignedData *self, GBytes *digest);

/* What the attribute messageDigest states; NULL without it. (transfer full) */
GBytes *sgn_cms_get_message_digest (const SgnSignerInfo *signer);

/* Is this what signers sign in place of the content, passed off as content? */
gboolean sgn_cms_is_signed_attributes (GBytes *octets);

/* The same for one SignerInfo over @octets with the given content type (NULL: any), which a
 * countersignature need not name. */
SgnCmsStatus sgn_cms_check_signer (const SgnSignerInfo *signer,
                                   const char *content_type,
                                   GBytes *octets,
                                   gboolean countersignature);
