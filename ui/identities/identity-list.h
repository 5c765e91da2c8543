/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-item.h"

/* The certificates one can sign with: a GListModel of SgnIdentityItem. What names them is
 * remembered in the settings, and which one is chosen. Emits "changed" when the choice or an item
 * does. */
#define SGN_TYPE_IDENTITY_LIST (sgn_identity_list_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentityList, sgn_identity_list, SGN, IDENTITY_LIST, GObject)

/* (transfer full) */
SgnIdentityList *sgn_identity_list_new (GSettings *settings);
/* Adds what was opened, or refreshes the item of the same file, and chooses it. (transfer none) */
SgnIdentityItem *sgn_identity_list_add (SgnIdentityList *self,
                                        GFile *file,
                                        GFile *certificate,
                                        SgnIdentity *identity);
/* The same for an item that is made already, e.g. of a key on a token. */
void sgn_identity_list_add_item (SgnIdentityList *self, SgnIdentityItem *item);
void sgn_identity_list_remove (SgnIdentityList *self, SgnIdentityItem *item);
/* (nullable) (transfer none) */
SgnIdentityItem *sgn_identity_list_get_chosen (SgnIdentityList *self);
void sgn_identity_list_choose (SgnIdentityList *self, SgnIdentityItem *item);
/* Something about an item is known that was not: it is remembered, and told. */
void sgn_identity_list_touch (SgnIdentityList *self);
