/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-list.h"

/* Removes @item from @list and everything remembered about it, including the password in the
 * keyring. Its files stay. */
void sgn_identity_forget (SgnIdentityList *list, SgnIdentityItem *item);
