/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export-content.h"

/* A PKCS#12 file (RFC 7292) of all @contents, each with its key, under the password of the first;
 * a certificate that several of them have is in it once. NULL: OpenSSL's queue says why.
 * (transfer full) */
GBytes *sgn_pfx_write (const SgnExportContent *contents, guint n_contents, gboolean old);
