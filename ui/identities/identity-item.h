/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"
#include "core/token/token.h"

/* A certificate for signing. Its key is in a file, which is open in this session or must be opened
 * first; or on a token, which is unlocked again for each run. */
#define SGN_TYPE_IDENTITY_ITEM (sgn_identity_item_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentityItem, sgn_identity_item, SGN, IDENTITY_ITEM, GObject)

#define SGN_DAYS_TO_WARN 60

/* @certificate (nullable): the certificate if @file contains only the key. (transfer full) */
SgnIdentityItem *sgn_identity_item_new (GFile *file, GFile *certificate);
/* For the key of @certificate on @token. (transfer full) */
SgnIdentityItem *sgn_identity_item_new_for_token (SgnToken *token,
                                                  SgnTokenCertificate *certificate);
/* For the key on @token that belongs to the first certificate in @file. NULL with an error if the
 * file cannot be read or that certificate cannot be used. (transfer full) */
SgnIdentityItem *
sgn_identity_item_new_for_token_file (SgnToken *token, GFile *file, GError **error);
/* Reads a remembered item; NULL if @variant names neither a file nor a token. (transfer full) */
SgnIdentityItem *sgn_identity_item_new_for_variant (GVariant *variant);
GVariant *sgn_identity_item_to_variant (SgnIdentityItem *self); /* floating; never a secret */
#define SGN_IDENTITY_ITEM_VARIANT "(ssssx)"

char *sgn_identity_item_get_key (SgnIdentityItem *self); /* its first part (transfer full) */

/* NULL: on a token. (transfer none) */
GFile *sgn_identity_item_get_file (SgnIdentityItem *self);
/* "pkcs11:…" of token and key, or only of the token if the certificate is in a file; NULL: in a
 * file. */
const char *sgn_identity_item_get_uri (SgnIdentityItem *self);
gboolean sgn_identity_item_is_on (SgnIdentityItem *self, SgnToken *token);
/* Whether both have the same file or the same key on the same token. */
gboolean sgn_identity_item_equal (SgnIdentityItem *self, SgnIdentityItem *other);
/* (nullable) (transfer none) */
GFile *sgn_identity_item_get_certificate_file (SgnIdentityItem *self);
/* (nullable): not open. (transfer none) */
SgnIdentity *sgn_identity_item_get_identity (SgnIdentityItem *self);
/* (nullable): not read in this session. (transfer none) */
SgnCertificate *sgn_identity_item_get_certificate (SgnIdentityItem *self);
void sgn_identity_item_set_identity (SgnIdentityItem *self, SgnIdentity *identity);
const char *sgn_identity_item_get_name (SgnIdentityItem *self);       /* of the publisher */
const char *sgn_identity_item_get_issuer (SgnIdentityItem *self);     /* "" when not known */
const char *sgn_identity_item_get_origin (SgnIdentityItem *self);     /* name of file or token */
const char *sgn_identity_item_get_token_name (SgnIdentityItem *self); /* (nullable): its label */
gint64 sgn_identity_item_get_not_after (SgnIdentityItem *self);       /* 0 when not known */
/* Days left at @now (Unix time); G_MAXINT if the end is unknown, negative after it. */
int sgn_identity_item_get_days_left (SgnIdentityItem *self, gint64 now);
