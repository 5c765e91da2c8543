/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Where a key comes from; all parts but @file are (nullable). */
typedef struct {
  GFile *file;        /* PKCS#12; or PEM/DER key, then @certificate is needed unless inside */
  GFile *certificate; /* PEM or DER, may hold the chain as well */
  GPtrArray *chain;   /* of GFile: further certificates, PEM, DER or PKCS#7 */
} SgnIdentityFiles;

/* Opens key and certificate. A password is asked for through @interaction (GTlsInteraction's
 * ask_password, once with the flag for each retry) only when the empty one does not open the file;
 * without @interaction: PASSWORD_NEEDED. Errors: PFX_PASSWORD, PFX_CIPHER, PFX_DAMAGED,
 * KEY_MISSING, CERT_MISSING, CERT_DAMAGED, KEY_MISMATCH, KEY_UNSUPPORTED. (transfer full) */
SgnIdentity *sgn_identity_open (const SgnIdentityFiles *files,
                                GTlsInteraction *interaction,
                                GCancellable *cancellable,
                                GError **error);
void sgn_identity_open_async (const SgnIdentityFiles *files,
                              GTlsInteraction *interaction,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
SgnIdentity *sgn_identity_open_finish (GAsyncResult *result, GError **error);

/* Certificates of a PEM, DER or PKCS#7 file, of SgnCertificate. (transfer full) */
GPtrArray *sgn_certificates_load (GFile *file, GError **error);
