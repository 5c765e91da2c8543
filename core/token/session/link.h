/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "core/token/module/host.h"
#include "core/token/session/choice.h"
#include "core/token/session/pin.h"

/* The way to one key: a running module, the token's slot in it, the key. Whatever goes wrong on it,
 * a new one is made from what is known of token and key. One thread at a time. */
typedef struct {
  SgnTokenHost *host;
  PKCS11_SLOT *slot;
  SgnToken *token; /* as it is now */
  EVP_PKEY *key;
} SgnTokenLink;

void sgn_token_link_clear (SgnTokenLink *self); /* ends the process */
/* The same, but keeps the process when it is still good. */
void sgn_token_link_release (SgnTokenLink *self);

/* Finds @token (by module, serial number and label). TOKEN_MISSING and those of the module. */
gboolean sgn_token_link_open (SgnTokenLink *self,
                              SgnToken *token,
                              GCancellable *cancellable,
                              GError **error);
/* Asks the token anew for its flags. */
gboolean sgn_token_link_refresh (SgnTokenLink *self, GCancellable *cancellable, GError **error);

/* @pin NULL: the reader's keypad. PIN_WRONG, PIN_LOCKED, TOKEN_FAILED. */
gboolean sgn_token_link_login (SgnTokenLink *self,
                               const SgnPin *pin,
                               GCancellable *cancellable,
                               GError **error);
/* For a token that forgot its login. The key must be found again. */
void sgn_token_link_logout (SgnTokenLink *self, GCancellable *cancellable);

/* Finds the key; needs a login before. TOKEN_KEY_MISSING, KEY_MISMATCH. @id is what was found. */
gboolean sgn_token_link_find_key (SgnTokenLink *self,
                                  const SgnTokenChoice *choice,
                                  GBytes **id,
                                  GCancellable *cancellable,
                                  GError **error);

/* NULL with the module's answer in @answer (0: its process ended). */
GBytes *sgn_token_link_sign (SgnTokenLink *self,
                             SgnHash hash,
                             GBytes *digest,
                             gulong *answer,
                             GCancellable *cancellable,
                             GError **error);
