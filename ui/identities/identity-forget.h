/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-list.h"

/* Takes @item out of @list, and what is remembered of it: also the password in the keyring. Its
 * files stay. */
void sgn_identity_forget (SgnIdentityList *list, SgnIdentityItem *item);
