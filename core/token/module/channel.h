/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <p11-kit/pkcs11.h>

#include "core/base/error.h"
#include "core/token/module/module.h"

/* A running module that is called through PKCS #11 itself, for what libp11 does not support. Only
 * one thread may use it at a time. */
typedef struct _SgnTokenChannel SgnTokenChannel;

/* Starts a process for @module, which is referenced. Errors: MODULE_MISSING, MODULE_CRASHED,
 * MODULE_HANGS. (transfer full) */
SgnTokenChannel *sgn_token_channel_start (SgnTokenModule *module,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_token_channel_free (SgnTokenChannel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenChannel, sgn_token_channel_free)

/* Starts a call for which the module gets @factor times its usual timeout. Every enter needs a
 * leave. */
CK_FUNCTION_LIST *
sgn_token_channel_enter (SgnTokenChannel *self, guint factor, GCancellable *cancellable);
/* Ends the call. FALSE with an error from @answer unless it is CKR_OK. */
gboolean sgn_token_channel_leave (SgnTokenChannel *self, CK_RV answer, GError **error);
