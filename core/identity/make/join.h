/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export.h"
#include "core/identity/read/source.h"

/* To combine an issued certificate with its key, open both with sgn_identity_open(): the key as
 * @file and what the authority sent (PEM, DER, PKCS #7) as @certificate. It fails with KEY_MISMATCH
 * when they do not belong together. The functions below take the result. */

/* A copy of the identity whose chain is also built from @more (of SgnCertificate), such as
 * downloaded issuers. Errors: as sgn_identity_new_for_key(). (transfer full) */
SgnIdentity *
sgn_identity_extend (SgnIdentity *self, GPtrArray *more, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Exports all keys of @self with their chains, known roots and the remaining certificates. Kinds
 * that can only hold one get the first. Errors: those of sgn_export_several(); KEY_UNSUPPORTED when
 * a kind that holds keys is wanted and the key cannot be exported. (transfer full) */
GBytes *sgn_key_file_export (const SgnKeyFile *self,
                             SgnExport kind,
                             const char *password,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same to a new file, only readable by its owner if it contains keys. Errors: also FILE_EXISTS
 * unless @overwrite, WRITE_FAILED. */
gboolean sgn_key_file_save (const SgnKeyFile *self,
                            SgnExport kind,
                            GFile *file,
                            const char *password,
                            gboolean overwrite,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_identity_save (SgnIdentity *self,
                            SgnExport kind,
                            GFile *file,
                            const char *password,
                            gboolean overwrite,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
