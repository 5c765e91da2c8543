/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/certificates/shown-entry.h"

/* The actions for a certificate and its key: open, export, renew, use for signing, forget its
 * password. */

void sgn_identity_actions_add (SgnShownEntry *shown);
/* Enables the actions that are possible now. */
void sgn_identity_actions_update (SgnShownEntry *shown);
/* Asks the keyring whether it has the password, which may have been stored just now. The answer
 * comes later and enables or disables "entry.forget-password". */
void sgn_identity_actions_look_for_password (SgnShownEntry *shown);
