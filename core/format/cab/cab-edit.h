/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/cab/cab-header.h"

/* The edits that give a cabinet room for a signature of @der octets (NULL: none yet) or take the
 * room and the signature away. (transfer full) */
SgnPatch *sgn_cab_patch_sign (const CabHeader *header, GBytes *der, GError **error);
SgnPatch *sgn_cab_patch_remove (const CabHeader *header, GError **error);

/* Whether removing leads back to the octets from before signing. */
gboolean sgn_cab_is_restorable (const CabHeader *header);

/* How far everything moves when it is signed. */
guint32 sgn_cab_get_growth (const CabHeader *header);
