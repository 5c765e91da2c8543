/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/anchors.h"

/* The trusted roots: those of this computer and those the user added. Unreadable files are left
 * out. (transfer full) */
SgnAnchors *sgn_trust_settings_create_anchors (GSettings *settings);

/* Adds a file or folder with certificates. FALSE if it contains none, or, without an error, if it
 * was already added. */
gboolean sgn_trust_settings_add (GSettings *settings, GFile *path, GError **error);
void sgn_trust_settings_remove (GSettings *settings, const char *path);
