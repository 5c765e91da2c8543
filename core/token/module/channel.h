/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <p11-kit/pkcs11.h>

#include "core/base/error.h"
#include "core/token/module/module.h"

/* A running module, reached by the functions of PKCS #11 themselves: for what libp11 cannot do. One
 * thread at a time. */
typedef struct _SgnTokenChannel SgnTokenChannel;

/* Starts a process for the module. MODULE_MISSING, MODULE_CRASHED, MODULE_HANGS. */
SgnTokenChannel *
sgn_token_channel_start (SgnTokenModule *module, GCancellable *cancellable, GError **error);
void sgn_token_channel_free (SgnTokenChannel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenChannel, sgn_token_channel_free)

/* Begins a call, to which the module has @factor times the usual time to answer. */
CK_FUNCTION_LIST *
sgn_token_channel_enter (SgnTokenChannel *self, guint factor, GCancellable *cancellable);
/* Ends it with what was answered; FALSE unless that is CKR_OK. */
gboolean sgn_token_channel_leave (SgnTokenChannel *self, CK_RV answer, GError **error);
