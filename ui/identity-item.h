/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* A certificate one can sign with: its key is open in this session, or only its files are
 * remembered and must be opened first. */
#define SGN_TYPE_IDENTITY_ITEM (sgn_identity_item_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentityItem, sgn_identity_item, SGN, IDENTITY_ITEM, GObject)

#define SGN_DAYS_TO_WARN 60

/* @certificate (nullable): the certificate where @file holds the key alone. */
SgnIdentityItem *sgn_identity_item_new (GFile *file, GFile *certificate);
/* What is remembered of a file; NULL when @variant names no file. */
SgnIdentityItem *sgn_identity_item_new_for_variant (GVariant *variant);
GVariant *sgn_identity_item_to_variant (SgnIdentityItem *self); /* floating; never a secret */
#define SGN_IDENTITY_ITEM_VARIANT "(ssssx)"

GFile *sgn_identity_item_get_file (SgnIdentityItem *self);
GFile *sgn_identity_item_get_certificate_file (SgnIdentityItem *self); /* (nullable) */
SgnIdentity *sgn_identity_item_get_identity (SgnIdentityItem *self);   /* (nullable): not open */
void sgn_identity_item_set_identity (SgnIdentityItem *self, SgnIdentity *identity);
const char *sgn_identity_item_get_name (SgnIdentityItem *self);   /* of the publisher */
const char *sgn_identity_item_get_issuer (SgnIdentityItem *self); /* "" when not known */
const char *sgn_identity_item_get_origin (SgnIdentityItem *self); /* name of the file */
gint64 sgn_identity_item_get_not_after (SgnIdentityItem *self);   /* 0 when not known */
/* At @now (Unix time); G_MAXINT when the end is not known, negative after it. */
int sgn_identity_item_get_days_left (SgnIdentityItem *self, gint64 now);
