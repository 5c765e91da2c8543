/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-item.h"

/* Chooses one of several keys in a file. */

/* Those of @all (of SgnIdentity) that can sign now, or all if that is not required. If none can,
 * NULL with the reason for the first one in @error. (transfer full) */
GPtrArray *sgn_identities_keep_usable (GPtrArray *all, gboolean for_signing, GError **error);
/* The one of @usable from which @item (nullable) was made in an earlier session, or the only one;
 * NULL if the user has to choose. (transfer none) */
SgnIdentity *sgn_identities_find_known (GPtrArray *usable, SgnIdentityItem *item);
/* All certificates in a @file without a key, the main one before those of authorities; NULL if it
 * cannot be read. (transfer full) */
GPtrArray *sgn_certificates_load_leaf_first (GFile *file);
