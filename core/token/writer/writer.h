/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "core/identity/make/new-key.h"
#include "core/token/token.h"

/* A token that is written to: keys are made on it, certificates are put beside them. In one thread,
 * which may have to wait. */
typedef struct _SgnTokenWriter SgnTokenWriter;

/* Logs in; the PIN is asked for like for signing (sgn_token_session_open), and wiped at once. */
SgnTokenWriter *sgn_token_writer_open (SgnToken *token,
                                       GTlsInteraction *interaction,
                                       GCancellable *cancellable,
                                       GError **error);
void sgn_token_writer_free (SgnTokenWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenWriter, sgn_token_writer_free)

/* Makes a key that never leaves the token, under a new CKA_ID. Takes up to minutes.
 * TOKEN_MECHANISM, TOKEN_FAILED. @id (transfer full). (transfer full): the public key */
EVP_PKEY *sgn_token_writer_make_key (SgnTokenWriter *self,
                                     SgnKeyKind kind,
                                     const char *label,
                                     GBytes **id,
                                     GCancellable *cancellable,
                                     GError **error);
/* SgnSignFunc: with the key made last. */
GBytes *sgn_token_writer_sign (gpointer self,
                               SgnHash hash,
                               GBytes *digest,
                               GCancellable *cancellable,
                               GError **error);
/* Takes the key made last away again, as far as the token lets. */
void sgn_token_writer_drop_key (SgnTokenWriter *self);

/* The CKA_ID of the key that @certificate belongs to. TOKEN_KEY_MISSING. (transfer full) */
GBytes *sgn_token_writer_find_key (SgnTokenWriter *self,
                                   SgnCertificate *certificate,
                                   GCancellable *cancellable,
                                   GError **error);
/* Puts it on the token, unless it is there already; @id is that of its key. */
gboolean sgn_token_writer_put_certificate (SgnTokenWriter *self,
                                           SgnCertificate *certificate,
                                           GBytes *id,
                                           GCancellable *cancellable,
                                           GError **error);
