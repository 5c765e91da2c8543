/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "core/token/module/host.h"
#include "core/token/session/choice.h"
#include "core/token/session/pin.h"

/* The path to one key: a running module, the slot of its token, and the key. After a failure it can
 * be set up again from what is known about token and key. Only one thread may use it at a time. */
typedef struct {
  SgnTokenHost *host;
  PKCS11_SLOT *slot;
  SgnToken *token; /* current state */
  EVP_PKEY *key;
} SgnTokenLink;

void sgn_token_link_clear (SgnTokenLink *self); /* ends the process */
/* The same, but keeps the process if it still works. */
void sgn_token_link_release (SgnTokenLink *self);

/* Finds @token by module, serial number and label. Errors: TOKEN_MISSING and those of the
 * module. */
gboolean sgn_token_link_open (SgnTokenLink *self,
                              SgnToken *token,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the flags of the token again. Errors: those of the module. */
gboolean sgn_token_link_refresh (SgnTokenLink *self,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @pin NULL: entered on the reader's PIN pad. Errors: PIN_WRONG, PIN_LOCKED, TOKEN_FAILED. */
gboolean sgn_token_link_login (SgnTokenLink *self,
                               const SgnPin *pin,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For a token that lost its login state. The key must be searched for again. */
void sgn_token_link_logout (SgnTokenLink *self, GCancellable *cancellable);

/* Finds the key; requires a login. Errors: TOKEN_KEY_MISSING, KEY_MISMATCH. @id (transfer full):
 * the CKA_ID of the key. */
gboolean sgn_token_link_find_key (SgnTokenLink *self,
                                  const SgnTokenChoice *choice,
                                  GBytes **id,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* On failure @answer is the module's return value, or 0 when its process ended. (transfer full) */
GBytes *sgn_token_link_sign (SgnTokenLink *self,
                             SgnHash hash,
                             GBytes *digest,
                             gulong *answer,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
