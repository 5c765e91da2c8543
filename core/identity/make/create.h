/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Tells users who find this root among their trusted ones what it is. */
#define SGN_TEST_ROOT_NAME "Signet test root"

/* Makes a certificate for testing: a private root and a code-signing certificate issued by it, EC
 * P-256, valid for @days. Nobody trusts it until the root is installed. Writes a password-protected
 * PKCS #12 file to @pfx and the root in DER to @root. Errors: PASSWORD_NEEDED; FAILED for an
 * invalid name or validity; FILE_EXISTS unless @overwrite. */
gboolean sgn_identity_create_test (const char *name,
                                   guint days,
                                   const char *password,
                                   GFile *pfx,
                                   GFile *root,
                                   gboolean overwrite,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Checks @name and @days without creating anything. Errors: FAILED. */
gboolean
sgn_identity_check_test (const char *name, guint days, GError **error) G_GNUC_WARN_UNUSED_RESULT;
