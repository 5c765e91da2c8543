/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/anchors.h"

/* Whom the person trusts: the roots of this computer and those added by hand. What cannot be read
 * is left out. (transfer full) */
SgnAnchors *sgn_trust_settings_create_anchors (GSettings *settings);

/* Adds a file or folder with certificates. FALSE when there is none in it, or when it is there
 * already (no error). */
gboolean sgn_trust_settings_add (GSettings *settings, GFile *path, GError **error);
void sgn_trust_settings_remove (GSettings *settings, const char *path);
