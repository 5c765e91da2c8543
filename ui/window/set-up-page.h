/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/tokens/token-list.h"

/* The ways to get a certificate. Activates "certificates.add", "tokens.show" and
 * "certificates.open". */
#define SGN_TYPE_SET_UP_PAGE (sgn_set_up_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnSetUpPage, sgn_set_up_page, SGN, SET_UP_PAGE, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_set_up_page_new (SgnTokenList *tokens);
