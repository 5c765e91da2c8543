/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/cms/status.h"

/* Verifies the signature with the signer's certificate. @bytes is what messageDigest covers; NULL:
 * the embedded content. */
SgnCmsStatus sgn_cms_check (SgnSignedData *self, GBytes *bytes);

/* The same when only the digest of that is known, made with the signer's digest algorithm. */
SgnCmsStatus sgn_cms_check_digest (SgnSignedData *self, GBytes *digest);

/* The value of the messageDigest attribute. (nullable) (transfer full) */
GBytes *sgn_cms_get_message_digest (const SgnSignerInfo *signer) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @bytes are signed attributes of another signature that are passed off as content. */
gboolean sgn_cms_is_signed_attributes (GBytes *bytes);

/* The same for a single SignerInfo over @bytes. @content_type NULL: any. A @countersignature need
 * not have a content type. */
SgnCmsStatus sgn_cms_check_signer (const SgnSignerInfo *signer,
                                   const char *content_type,
                                   GBytes *bytes,
                                   gboolean countersignature);
