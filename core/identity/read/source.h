/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Where a key comes from; all parts but @file are (nullable). */
typedef struct {
  GFile *file;        /* PKCS#12; or key in PEM, DER, PVK: then @certificate, unless inside */
  GFile *certificate; /* PEM or DER, may hold the chain as well */
  GPtrArray *chain;   /* of GFile: further certificates, PEM, DER or PKCS#7 */
  const char *select; /* alias or thumbprint among several keys; NULL: the best */
} SgnIdentityFiles;

/* Opens key and certificate. A password is asked for through @interaction (GTlsInteraction's
 * ask_password, once with the flag for each retry) only when the empty one does not open the file;
 * without @interaction: PASSWORD_NEEDED. Errors: PFX_PASSWORD, PFX_CIPHER, PFX_DAMAGED,
 * KEY_MISSING, CERT_MISSING, CERT_DAMAGED, KEY_MISMATCH, KEY_UNSUPPORTED, KEY_WEAK.
 * (transfer full) */
SgnIdentity *sgn_identity_open (const SgnIdentityFiles *files,
                                GTlsInteraction *interaction,
                                GCancellable *cancellable,
                                GError **error);

/* What a key file holds, with the files beside it. */
typedef struct {
  GPtrArray *identities;   /* of SgnIdentity, the best first, never empty */
  GPtrArray *certificates; /* of SgnCertificate: all, whomever they belong to */
  guint n_useless;         /* keys without certificate, and those that Windows does not accept */
} SgnKeyFile;

/* All of it; @select counts for nothing. Errors as above. (transfer full) */
SgnKeyFile *sgn_key_file_open (const SgnIdentityFiles *files,
                               GTlsInteraction *interaction,
                               GCancellable *cancellable,
                               GError **error);
void sgn_key_file_free (SgnKeyFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnKeyFile, sgn_key_file_free)
/* Leaves the key of that alias or thumbprint alone, without what belongs to others. CERT_MISSING */
gboolean sgn_key_file_select (SgnKeyFile *self, const char *name, GError **error);

/* All that could sign, the best first; of SgnIdentity, never empty. @select counts for nothing.
 * (transfer full) */
GPtrArray *sgn_identity_open_all (const SgnIdentityFiles *files,
                                  GTlsInteraction *interaction,
                                  GCancellable *cancellable,
                                  GError **error);
void sgn_identity_open_all_async (const SgnIdentityFiles *files,
                                  GTlsInteraction *interaction,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *sgn_identity_open_all_finish (GAsyncResult *result, GError **error);

/* The first private key of a file, whatever certificates are beside it. (transfer full) */
EVP_PKEY *sgn_private_key_open (GFile *file,
                                GTlsInteraction *interaction,
                                GCancellable *cancellable,
                                GError **error);

/* Certificates of a PEM, DER or PKCS#7 file, of SgnCertificate. (transfer full) */
GPtrArray *sgn_certificates_load (GFile *file, GError **error);
