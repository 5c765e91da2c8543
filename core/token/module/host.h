/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <libp11.h>

#include "core/base/error.h"

typedef struct _SgnTokenModule SgnTokenModule;

/* A running module that is called through libp11. It has one owner at a time and handles one call
 * at a time. */
typedef struct _SgnTokenHost SgnTokenHost;

/* Starts a process for @module. Errors: MODULE_MISSING, MODULE_CRASHED, MODULE_HANGS. (transfer
 * full) */
SgnTokenHost *sgn_token_host_start (SgnTokenModule *module,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Free every key obtained from it first. */
void sgn_token_host_free (SgnTokenHost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenHost, sgn_token_host_free)

/* Lists the slots again. Everything obtained from the previous list becomes invalid. Errors: those
 * of the module. */
gboolean sgn_token_host_enumerate (SgnTokenHost *self,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Logs out and forgets tokens and PINs. Free every key first. */
void sgn_token_host_forget (SgnTokenHost *self);
guint sgn_token_host_get_n_slots (SgnTokenHost *self);
/* The slot if it contains an initialized token. (nullable) (transfer none) */
PKCS11_SLOT *sgn_token_host_get_slot (SgnTokenHost *self, guint index);

/* Must enclose every other call into libp11. @factor multiplies the module's timeout. */
void sgn_token_host_enter (SgnTokenHost *self, guint factor, GCancellable *cancellable);
void sgn_token_host_leave (SgnTokenHost *self);

/* Sets @error for the last call: the module's return value, or what happened to its process.
 * @otherwise is the code for unknown values. Returns the value (CKR_*), or 0 when the process was
 * the reason. */
gulong sgn_token_host_set_error (SgnTokenHost *self, SgnError otherwise, GError **error);

/* Called when libp11 needs the PIN during a signature (keys with CKA_ALWAYS_AUTHENTICATE). NULL if
 * there is none. (transfer none) */
typedef const char *(*SgnTokenPinFunc) (gpointer user_data);
void sgn_token_host_set_pin_func (SgnTokenHost *self, SgnTokenPinFunc func, gpointer user_data);

/* Whether the process is still running. */
gboolean sgn_token_host_is_alive (SgnTokenHost *self);
SgnTokenModule *sgn_token_host_get_module (SgnTokenHost *self);
