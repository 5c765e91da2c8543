/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/cab/cab-header.h"

/* The edits that sign a cabinet with @der (NULL: only reserve the space) or remove its signature
 * and the space for it. (transfer full) */
SgnPatch *
sgn_cab_patch_sign (const CabHeader *header, GBytes *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
SgnPatch *sgn_cab_patch_remove (const CabHeader *header, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether removing the signature restores the bytes from before signing. */
gboolean sgn_cab_is_restorable (const CabHeader *header);

/* The number of bytes by which signing moves tables and data. */
guint32 sgn_cab_get_growth (const CabHeader *header);
