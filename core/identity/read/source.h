/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* The files of a key; all members except @file are (nullable). */
typedef struct {
  GFile *file;        /* PKCS #12; or a key in PEM, DER or PVK, with @certificate unless included */
  GFile *certificate; /* PEM or DER; may include the chain */
  GPtrArray *chain;   /* of GFile: further certificates in PEM, DER or PKCS #7 */
  const char *select; /* alias or thumbprint of the key to use; NULL: the best one */
} SgnIdentityFiles;

/* Opens key and certificate. A password is only requested when the empty one does not open the
 * file, through @interaction (ask_password of GTlsInteraction, with a flag on each retry). Errors:
 * PASSWORD_NEEDED without @interaction, PFX_PASSWORD, PFX_CIPHER, PFX_DAMAGED, KEY_MISSING,
 * CERT_MISSING, CERT_DAMAGED, KEY_MISMATCH, KEY_UNSUPPORTED, KEY_WEAK. (transfer full) */
SgnIdentity *sgn_identity_open (const SgnIdentityFiles *files,
                                GTlsInteraction *interaction,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Everything in a key file and in the files given with it. */
typedef struct {
  GPtrArray *identities;   /* of SgnIdentity, best first, never empty */
  GPtrArray *certificates; /* of SgnCertificate: all of them, with or without a key */
  guint n_useless;         /* keys without a certificate or not accepted by Windows */
} SgnKeyFile;

/* Opens everything; @select is ignored. Errors: as above. (transfer full) */
SgnKeyFile *sgn_key_file_open (const SgnIdentityFiles *files,
                               GTlsInteraction *interaction,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_key_file_free (SgnKeyFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnKeyFile, sgn_key_file_free)
/* Keeps only the key with this alias or thumbprint and its certificates. Errors: CERT_MISSING. */
gboolean
sgn_key_file_select (SgnKeyFile *self, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All identities that can sign, of SgnIdentity, best first, never empty. @select is ignored.
 * Errors: as above. (transfer full) */
GPtrArray *sgn_identity_open_all (const SgnIdentityFiles *files,
                                  GTlsInteraction *interaction,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_identity_open_all_async (const SgnIdentityFiles *files,
                                  GTlsInteraction *interaction,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *sgn_identity_open_all_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first private key of a file; certificates are ignored. Errors: as above. (transfer full) */
EVP_PKEY *sgn_private_key_open (GFile *file,
                                GTlsInteraction *interaction,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The certificates of a PEM, DER or PKCS #7 file, of SgnCertificate. Errors: CERT_MISSING,
 * CERT_DAMAGED. (transfer full) */
GPtrArray *sgn_certificates_load (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
