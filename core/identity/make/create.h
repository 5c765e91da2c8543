/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Tells users who find this root among their trusted ones what it is. */
#define SGN_TEST_ROOT_NAME "Signet test root"

typedef struct {
  const char *name; /* common name of the certificate */
  guint days;       /* how long it and its root are valid */
  const char *password;
  GFile *pfx;  /* for certificate, root and key, as PKCS #12 with @password */
  GFile *root; /* for the root in DER */
  gboolean overwrite;
} SgnTestIdentity;

/* Makes a certificate for testing: a private root and a code-signing certificate issued by it, EC
 * P-256. Nobody trusts it until the root is installed. Errors: PASSWORD_NEEDED; FAILED for an
 * invalid name or validity; FILE_EXISTS unless @overwrite. */
gboolean sgn_identity_create_test (const SgnTestIdentity *self,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Checks @name and @days without creating anything. Errors: FAILED. */
gboolean
sgn_identity_check_test (const char *name, guint days, GError **error) G_GNUC_WARN_UNUSED_RESULT;
