/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Whoever meets the root in a list of trusted ones shall know what it is. */
#define SGN_TEST_ROOT_NAME "Signet test root"

/* A new certificate for trying things out: a private root and a code-signing certificate from it,
 * EC P-256, valid for @days. Trusted by nobody until the root is installed. Writes a
 * password-protected PKCS#12 to @pfx and the root as DER to @root; FILE_EXISTS unless @overwrite.
 */
gboolean sgn_identity_create_test (const char *name,
                                   guint days,
                                   const char *password,
                                   GFile *pfx,
                                   GFile *root,
                                   gboolean overwrite,
                                   GError **error);

/* Could there be one of this name for so many days? FAILED. */
gboolean sgn_identity_check_test (const char *name, guint days, GError **error);
