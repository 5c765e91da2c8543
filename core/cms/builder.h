/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/cms/signed-data.h"
#include "core/identity/identity.h"

/* Which signed attributes stand beside contentType and messageDigest. */
typedef enum {
  SGN_CMS_AUTHENTICODE, /* opus info, statement type, no signing time */
  SGN_CMS_CADES,        /* signing time, signing certificate v2, commitment "proof of origin" */
  SGN_CMS_TIMED,        /* signing time */
  SGN_CMS_PLAIN,        /* none */
} SgnCmsProfile;

typedef struct {
  SgnHash hash;
  SgnCmsProfile profile;
  const char *program_name; /* (nullable) */
  const char *program_url;  /* (nullable) */
  gboolean detached;        /* the content stays outside */
  guint sequence_number;    /* 0: none; n for the n-th nested signature, as SignTool writes it */
} SgnCmsOptions;

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
