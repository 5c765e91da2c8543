/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/identities/identity-item.h"

/* A certificate in the list of choices. */
#define SGN_TYPE_IDENTITY_ROW (sgn_identity_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentityRow, sgn_identity_row, SGN, IDENTITY_ROW, GtkListBoxRow)

/* (transfer floating) */
GtkWidget *sgn_identity_row_new (SgnIdentityItem *item);
/* (transfer none) */
SgnIdentityItem *sgn_identity_row_get_item (SgnIdentityRow *self);
void sgn_identity_row_set_chosen (SgnIdentityRow *self, gboolean chosen);
/* "valid until 3 March 2027", "needs its password"; @away: its token is not connected.
 * (transfer full) */
char *sgn_identity_row_describe_end (SgnIdentityItem *item, gboolean away);
const char *sgn_identity_row_get_icon (SgnIdentityItem *item);
