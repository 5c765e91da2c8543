/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/cms/options.h"
#include "core/cms/signed-data.h"
#include "core/identity/identity.h"

/* Signs @content of type @content_type with @identity and returns the DER of a ContentInfo with
 * SignedData. For SGN_CMS_AUTHENTICODE @content is a DER element, otherwise it becomes the content
 * of an OCTET STRING. Errors: those of sgn_identity_sign(). (transfer full) */
GBytes *sgn_cms_build (const char *content_type,
                       GBytes *content,
                       SgnIdentity *identity,
                       const SgnCmsOptions *options,
                       GCancellable *cancellable,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for content of which only @message_digest is known. It is not embedded, whatever
 * @options->detached says. (transfer full) */
GBytes *sgn_cms_build_detached (const char *content_type,
                                GBytes *message_digest,
                                SgnIdentity *identity,
                                const SgnCmsOptions *options,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The functions below only change unsigned attributes; every other byte stays the same. (transfer
 * full) */

/* Sets the attribute to @values (of GBytes); an empty array removes it. */
GBytes *sgn_cms_set_unsigned (SgnSignedData *self,
                              const char *oid,
                              GPtrArray *values) G_GNUC_WARN_UNUSED_RESULT;
/* Sets the timestamp and removes any other. @token_oid: MS_RFC3161 or TIMESTAMP_TOKEN. */
GBytes *sgn_cms_set_timestamp (SgnSignedData *self,
                               const char *token_oid,
                               GBytes *token) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a nested signature, given in DER. Errors: NOT_SIGNABLE when there are too many. */
GBytes *
sgn_cms_add_nested (SgnSignedData *self, GBytes *nested, GError **error) G_GNUC_WARN_UNUSED_RESULT;
