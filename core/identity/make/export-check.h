/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export-content.h"

/* Reads @bytes back: is everything in @contents there, the private keys as they were? FAILED. */
gboolean sgn_export_check (GBytes *bytes,
                           const SgnExportContent *contents,
                           guint n_contents,
                           GError **error);
