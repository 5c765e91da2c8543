/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export-content.h"

/* Writes a PKCS #12 file (RFC 7292) with all @contents, each including its key, under the
 * password of the first one. A certificate shared by several is written once. @old selects
 * ciphers for old versions of Windows. NULL on failure, with the reason in OpenSSL's error
 * queue. (transfer full) */
GBytes *sgn_pfx_write (const SgnExportContent *contents,
                       guint n_contents,
                       gboolean old) G_GNUC_WARN_UNUSED_RESULT;
