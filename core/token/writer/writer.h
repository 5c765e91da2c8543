/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "core/identity/make/new-key.h"
#include "core/token/token.h"

/* Writes to a token: makes keys and stores certificates next to them. Calls may block for a long
 * time, so use it in a worker thread, and only in one. */
typedef struct _SgnTokenWriter SgnTokenWriter;

/* Logs in. The PIN is requested as in sgn_token_session_open(), with the same errors, and wiped
 * right after the login. (transfer full) */
SgnTokenWriter *sgn_token_writer_open (SgnToken *token,
                                       GTlsInteraction *interaction,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_token_writer_free (SgnTokenWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenWriter, sgn_token_writer_free)

/* Makes a key that cannot leave the token, with a new CKA_ID. This may take minutes. Errors:
 * TOKEN_MECHANISM, TOKEN_FAILED. Returns the public key and sets @id. Both are (transfer full). */
EVP_PKEY *sgn_token_writer_make_key (SgnTokenWriter *self,
                                     SgnKeyKind kind,
                                     const char *label,
                                     GBytes **id,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A SgnSignFunc with the writer as @key; it signs with the last key made. (transfer full) */
GBytes *sgn_token_writer_sign (gpointer self,
                               SgnHash hash,
                               GBytes *digest,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes the last key made, as far as the token allows. */
void sgn_token_writer_drop_key (SgnTokenWriter *self);

/* The CKA_ID of the key that belongs to @certificate. Errors: TOKEN_KEY_MISSING. (transfer full) */
GBytes *sgn_token_writer_find_key (SgnTokenWriter *self,
                                   SgnCertificate *certificate,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Stores the certificate, unless it is already there. @id is the CKA_ID of its key. Errors:
 * TOKEN_FAILED and those of the module. */
gboolean sgn_token_writer_put_certificate (SgnTokenWriter *self,
                                           SgnCertificate *certificate,
                                           GBytes *id,
                                           GCancellable *cancellable,
                                           GError **error);
