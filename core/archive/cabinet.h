/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Whether @bytes begin like a cabinet ([MS-CAB] 2.1). */
gboolean sgn_cabinet_is (GBytes *bytes);

/* The content of the only file in a cabinet, at most @max bytes. Errors: FILE_DAMAGED. (transfer
 * full) */
GBytes *sgn_cabinet_unpack (GBytes *cabinet, gsize max, GError **error) G_GNUC_WARN_UNUSED_RESULT;
