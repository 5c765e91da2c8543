/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-item.h"

/* The certificates for signing: a GListModel of SgnIdentityItem. The settings remember where they
 * are and which one is chosen. Emits "changed" when the choice or an item does. */
#define SGN_TYPE_IDENTITY_LIST (sgn_identity_list_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentityList, sgn_identity_list, SGN, IDENTITY_LIST, GObject)

/* (transfer full) */
SgnIdentityList *sgn_identity_list_new (GSettings *settings);
/* Adds an opened certificate, or updates the item of the same file, and chooses it. (transfer none)
 */
SgnIdentityItem *sgn_identity_list_add (SgnIdentityList *self,
                                        GFile *file,
                                        GFile *certificate,
                                        SgnIdentity *identity);
/* The same for an existing item, such as one for a key on a token. */
void sgn_identity_list_add_item (SgnIdentityList *self, SgnIdentityItem *item);
void sgn_identity_list_remove (SgnIdentityList *self, SgnIdentityItem *item);
/* (nullable) (transfer none) */
SgnIdentityItem *sgn_identity_list_get_chosen (SgnIdentityList *self);
void sgn_identity_list_choose (SgnIdentityList *self, SgnIdentityItem *item);
/* Call when something new is known about an item: stores it and emits "changed". */
void sgn_identity_list_touch (SgnIdentityList *self);
