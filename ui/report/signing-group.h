/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/files/file-item.h"

/* What the program offers to do with the file: sign it, or sign it again after a change. */
#define SGN_TYPE_SIGNING_GROUP (sgn_signing_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnSigningGroup, sgn_signing_group, SGN, SIGNING_GROUP, AdwPreferencesGroup)

/* @signer: the name in the chosen certificate, NULL without one. @button: what the sign button
 * says (nullable). */
void sgn_signing_group_show (SgnSigningGroup *self,
                             SgnFileItem *item,
                             const char *signer,
                             const char *button);
