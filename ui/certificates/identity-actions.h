/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/certificates/shown-entry.h"

/* What can be done with a certificate and its key: open, export, renew, use for signing, forget its
 * password. */

void sgn_identity_actions_add (SgnShownEntry *shown);
/* Enables those that are possible now. */
void sgn_identity_actions_update (SgnShownEntry *shown);
/* Asks the keyring whether it keeps the password, which it may do only since a moment ago. The
 * keyring is another program: "entry.forget-password" follows its answer later. */
void sgn_identity_actions_look_for_password (SgnShownEntry *shown);
