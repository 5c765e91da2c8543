/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to core/token. */

#include "core/token/module/host.h"
#include "core/token/token.h"

/* Properties of the token in @slot, without certificates. (transfer full) */
SgnToken *sgn_token_new (SgnTokenModule *module, const PKCS11_SLOT *slot) G_GNUC_WARN_UNUSED_RESULT;
/* @certificates of SgnTokenCertificate, in any order; they are referenced. */
void sgn_token_set_certificates (SgnToken *self, GPtrArray *certificates);
/* Copies the certificates of @other, which is the same token. */
void sgn_token_take_certificates (SgnToken *self, SgnToken *other);
void sgn_token_add_authority (SgnToken *self, SgnCertificate *certificate);
/* Copies what changed from @fresh. Only in the main context. */
void sgn_token_update (SgnToken *self, SgnToken *fresh);
/* A copy for another thread. (transfer full) */
SgnToken *sgn_token_copy (SgnToken *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_token_is_same (SgnToken *a, SgnToken *b);
/* Only updates the state of the PIN from the flags of @slot. */
SgnPinState sgn_pin_state_from_slot (const PKCS11_SLOT *slot);

/* All tokens of a running module, of SgnToken. The certificates of tokens in @known (of SgnToken,
 * nullable) are not read again. Errors: those of the module. (transfer full) */
GPtrArray *sgn_tokens_read_host (SgnTokenHost *host,
                                 SgnTokenModule *module,
                                 GPtrArray *known,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the certificates in @slot into @token. */
void sgn_token_read_certificates (SgnTokenHost *host,
                                  SgnToken *token,
                                  PKCS11_SLOT *slot,
                                  GCancellable *cancellable);
