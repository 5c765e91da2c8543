/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/token.h"

/* Selects a token and a key on it: a PKCS #11 URI (RFC 7512), or just a serial number or label. */
typedef struct _SgnTokenUri SgnTokenUri;

/* Errors: TOKEN_ADDRESS for a malformed URI, for one with a PIN (other programs could read it), and
 * for one with a slot number (they change). (transfer full) */
SgnTokenUri *sgn_token_uri_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_token_uri_free (SgnTokenUri *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenUri, sgn_token_uri_free)

gboolean sgn_token_uri_matches_token (const SgnTokenUri *self, SgnToken *token);
gboolean sgn_token_uri_matches_certificate (const SgnTokenUri *self,
                                            SgnTokenCertificate *certificate);
/* The CKA_ID and label (CKA_LABEL) that the key must have. (nullable): any. (transfer none) */
GBytes *sgn_token_uri_get_id (const SgnTokenUri *self);
const char *sgn_token_uri_get_object (const SgnTokenUri *self);
/* The module named in the URI. (nullable) (transfer none) */
const char *sgn_token_uri_get_module_path (const SgnTokenUri *self);

/* The title of a token, without and with its serial number: "SafeNet eToken 1234". (transfer
 * full) */
char *sgn_token_uri_get_name (const SgnTokenUri *self);
char *sgn_token_uri_get_title (const SgnTokenUri *self);

/* The URI of the key with @id (nullable) on @token. (transfer full) */
char *sgn_token_uri_format (SgnToken *token, GBytes *id) G_GNUC_WARN_UNUSED_RESULT;
/* The URI of the token, or of the key and certificate on it. (transfer full) */
char *sgn_token_get_uri (SgnToken *self) G_GNUC_WARN_UNUSED_RESULT;
char *sgn_token_get_certificate_uri (SgnToken *self, SgnTokenCertificate *certificate);
