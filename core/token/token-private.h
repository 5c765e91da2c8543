/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/host.h"
#include "core/token/token.h"

/* The facts of the token in @slot, still without certificates. (transfer full) */
SgnToken *sgn_token_new (SgnTokenModule *module, const PKCS11_SLOT *slot);
/* @certificates of SgnTokenCertificate, in any order. */
void sgn_token_set_certificates (SgnToken *self, GPtrArray *certificates);
/* Those of @other, which is the same token. */
void sgn_token_take_certificates (SgnToken *self, SgnToken *other);
void sgn_token_add_authority (SgnToken *self, SgnCertificate *certificate);
/* Takes over what changed in @fresh, in the main context. */
void sgn_token_update (SgnToken *self, SgnToken *fresh);
/* For another thread. (transfer full) */
SgnToken *sgn_token_copy (SgnToken *self);
gboolean sgn_token_is_same (SgnToken *a, SgnToken *b);
/* Only the PIN's state, from the flags of @slot. */
SgnPinState sgn_pin_state_from_slot (const PKCS11_SLOT *slot);

/* All tokens of a running module. @known: of SgnToken, whose certificates are not read again.
 * (transfer full) */
GPtrArray *sgn_tokens_read_host (SgnTokenHost *host,
                                 SgnTokenModule *module,
                                 GPtrArray *known,
                                 GCancellable *cancellable,
                                 GError **error);

/* Reads the certificates in @slot into @token. */
void sgn_token_read_certificates (SgnTokenHost *host,
                                  SgnToken *token,
                                  PKCS11_SLOT *slot,
                                  GCancellable *cancellable);
