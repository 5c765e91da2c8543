/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/token/token.h"
#include "ui/identities/identity-item.h"

/* One token with its certificates: first those for code signing, the others on request. Emits
 * "chosen" with an item, and "add-file" when the certificate is in a file. */
#define SGN_TYPE_TOKEN_GROUP (sgn_token_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenGroup, sgn_token_group, SGN, TOKEN_GROUP, AdwPreferencesGroup)

/* (transfer floating) */
GtkWidget *sgn_token_group_new (SgnToken *token);
/* (transfer none) */
SgnToken *sgn_token_group_get_token (SgnTokenGroup *self);
