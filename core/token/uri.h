/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/token.h"

/* Which token, and which key on it: a PKCS#11 URI (RFC 7512), or just a serial number or label. */
typedef struct _SgnTokenUri SgnTokenUri;

/* TOKEN_ADDRESS for a malformed URI, for one with a PIN in it (every program could read it), and
 * for one that goes by slot number (which changes). */
SgnTokenUri *sgn_token_uri_parse (const char *text, GError **error);
void sgn_token_uri_free (SgnTokenUri *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenUri, sgn_token_uri_free)

gboolean sgn_token_uri_matches_token (const SgnTokenUri *self, SgnToken *token);
gboolean sgn_token_uri_matches_certificate (const SgnTokenUri *self,
                                            SgnTokenCertificate *certificate);
/* CKA_ID and label (CKA_LABEL) the key must have; NULL: any. */
GBytes *sgn_token_uri_get_id (const SgnTokenUri *self);
const char *sgn_token_uri_get_object (const SgnTokenUri *self);
/* The module named in the URI, or NULL. */
const char *sgn_token_uri_get_module_path (const SgnTokenUri *self);

/* What the token is called, without and with its serial number: "SafeNet eToken 1234".
 * (transfer full) */
char *sgn_token_uri_get_name (const SgnTokenUri *self);
char *sgn_token_uri_get_title (const SgnTokenUri *self);

/* The URI of the key with @id (nullable) on @token. (transfer full) */
char *sgn_token_uri_format (SgnToken *token, GBytes *id);
/* The same of the token, and of the key and certificate on it. (transfer full) */
char *sgn_token_get_uri (SgnToken *self);
char *sgn_token_get_certificate_uri (SgnToken *self, SgnTokenCertificate *certificate);
