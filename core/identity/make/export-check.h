/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export-content.h"

/* Reads @bytes back and checks that everything in @contents is there, with identical private keys.
 * Errors: FAILED. */
gboolean sgn_export_check (GBytes *bytes,
                           const SgnExportContent *contents,
                           guint n_contents,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
