/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/cms/status.h"

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
