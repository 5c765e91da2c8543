/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/identities/identity-item.h"
#include "ui/tokens/token-list.h"

/* The connected tokens with their certificates, and their modules. Emits "chosen" with an item. */
#define SGN_TYPE_TOKEN_PAGE (sgn_token_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenPage, sgn_token_page, SGN, TOKEN_PAGE, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_token_page_new (SgnTokenList *tokens);
