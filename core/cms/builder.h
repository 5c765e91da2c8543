/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/cms/options.h"
#include "core/cms/signed-data.h"
#include "core/identity/identity.h"

/* DER of a ContentInfo(SignedData) over @content, whose type is @content_type, signed by
 * @identity. @content: an element of DER for SGN_CMS_AUTHENTICODE, else the octets of an OCTET
 * STRING. (transfer full) */
GBytes *sgn_cms_build (const char *content_type,
                       GBytes *content,
                       SgnIdentity *identity,
                       const SgnCmsOptions *options,
                       GCancellable *cancellable,
                       GError **error);

/* The same when the digest of the content is known already; @content may then be NULL if
 * detached. (transfer full) */
GBytes *sgn_cms_build_with_digest (const char *content_type,
                                   GBytes *content,
                                   GBytes *message_digest,
                                   SgnIdentity *identity,
                                   const SgnCmsOptions *options,
                                   GCancellable *cancellable,
                                   GError **error);

/* The following edit unsigned attributes only; everything else stays octet for octet.
 * (transfer full) */

/* Sets the attribute to these values; an empty array removes it. */
GBytes *
sgn_cms_set_unsigned (SgnSignedData *self, const char *oid, GPtrArray *values, GError **error);
/* Adds the timestamp token, in place of any other timestamp. @token_oid: MS_RFC3161 or
 * TIMESTAMP_TOKEN. */
GBytes *
sgn_cms_set_timestamp (SgnSignedData *self, const char *token_oid, GBytes *token, GError **error);
GBytes *sgn_cms_add_nested (SgnSignedData *self, GBytes *nested, GError **error);
