/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-item.h"

/* Which of several keys in a file is meant. */

/* Those of @all (of SgnIdentity) that can sign now, or all if that is not wanted; NULL and @error,
 * why the first one cannot, when none is left. (transfer full) */
GPtrArray *sgn_identities_keep_usable (GPtrArray *all, gboolean for_signing, GError **error);
/* The one of @usable that @item (nullable) was made of in an earlier session, or the only one;
 * NULL: the person has to choose. (transfer none) */
SgnIdentity *sgn_identities_find_known (GPtrArray *usable, SgnIdentityItem *item);
/* All certificates in a @file without a key, the one it is about before those of authorities; NULL
 * when it cannot be read. (transfer full) */
GPtrArray *sgn_certificates_load_leaf_first (GFile *file);
